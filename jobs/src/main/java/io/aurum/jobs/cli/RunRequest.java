package io.aurum.jobs.cli;

import io.aurum.jobs.JobSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A run as the user asks for it.
 *
 * @param conf the configuration
 * @param overrides {@code key=value} over the configuration
 * @param out folder under which everything lies that a run writes
 * @param asOf logical date; empty: that of the configuration, else today (UTC)
 * @param patience how long to wait for another run that holds the folder
 */
record RunRequest(
    Path conf,
    List<String> overrides,
    Path out,
    Optional<LocalDate> asOf,
    JobSelection selection,
    Duration patience) {}
