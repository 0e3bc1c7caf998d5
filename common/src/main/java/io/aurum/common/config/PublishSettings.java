package io.aurum.common.config;

import java.util.List;

/**
 * @param clear attributes that are published unmasked although they identify a person
 * @param views views that are wanted with the results; {@code why} expands them, no job writes them
 *     yet
 */
public record PublishSettings(List<String> clear, List<String> views) {}
