package io.aurum.common.config;

/**
 * @param maxQuarantineRate share of a source's records, 0..1, above which the quality gate closes
 */
public record ValidateSettings(double maxQuarantineRate) {}
