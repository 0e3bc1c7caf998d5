package io.aurum.jobs.demo;

/**
 * A record in its source.
 *
 * @param source name of the source in {@code demo.conf}
 * @param key the source's own key
 */
record RecordKey(String source, String key) {}
