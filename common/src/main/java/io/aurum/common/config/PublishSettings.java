package io.aurum.common.config;

import java.util.List;

/**
 * @param clear attributes that are published unmasked although they identify a person
 * @param views views that are written out with the results
 */
public record PublishSettings(List<String> clear, List<String> views) {}
