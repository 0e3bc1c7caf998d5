package io.aurum.common.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the true customer of each record stands. Feeds {@code evaluate} alone, never the matcher.
 *
 * @param path file with the truth; empty: the sources' own files
 * @param format of that file
 * @param csv how that file is written
 * @param sourceColumn column of that file that names the source; empty where there is one source
 * @param sourceNames name in that column to source name, where they differ
 * @param key columns of that file that hold the source's key
 * @param cluster expression for the true customer, over that file's or the sources' raw columns
 */
public record TruthSettings(
    Optional<String> path,
    SourceSettings.Format format,
    SourceSettings.CsvSettings csv,
    Optional<String> sourceColumn,
    Map<String, String> sourceNames,
    List<String> key,
    ColumnMapping cluster) {}
