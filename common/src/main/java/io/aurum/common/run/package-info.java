/**
 * Runs and their paperwork: identity of a run, clock, lease, manifest, exit codes, progress. The
 * only package that asks the clock, makes ids of runs and writes files that are not tables.
 *
 * <p>A process takes the {@link io.aurum.common.run.Lease} of its output folder, makes its {@link
 * io.aurum.common.run.Run} with {@link io.aurum.common.run.RunIds} from what it was given, and
 * commits a {@link io.aurum.common.run.Manifest} last. A run is logical: the same inputs,
 * configuration, code, date and seed are the same run, however often it is attempted. Everything
 * that differs between attempts (start times, process ids) stays in the manifest and in {@code
 * job_run}.
 *
 * <p>Other files are written through {@link io.aurum.common.run.OutputFiles}, whole or not at all.
 * Failures that a user can act on are {@link io.aurum.common.run.AurumException}s, each with the
 * {@link io.aurum.common.run.ExitCode} that the process returns.
 */
package io.aurum.common.run;
