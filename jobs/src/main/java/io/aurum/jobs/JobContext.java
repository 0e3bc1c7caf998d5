package io.aurum.jobs;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.OutputFiles;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is given.
 *
 * @param inputs delivered files by source name, as listed when the run started
 * @param files where a job writes what is no table, below the output folder
 */
public record JobContext(
    SparkSession spark,
    Run run,
    Settings settings,
    Map<String, List<InputFile>> inputs,
    Lake lake,
    OutputFiles files,
    Progress progress) {}
