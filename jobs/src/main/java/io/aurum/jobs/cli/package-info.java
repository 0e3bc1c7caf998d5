/**
 * The command line: {@code aurum run}, one command per job, {@code plan}, {@code tables}, {@code
 * why}, {@code evaluate} and {@code demo}. The only package that may import jobs.
 *
 * <p>{@link io.aurum.jobs.cli.Aurum} turns arguments into a command; every command answers with an
 * exit code of {@link io.aurum.common.run.ExitCode}. {@link io.aurum.jobs.cli.Runner} is the recipe
 * of a run: settings, lease, inputs, session, each job with its accounting, the closing table and,
 * last, the manifest. What a run needs from the machine (clock, files, Spark) it asks of a {@link
 * io.aurum.jobs.cli.Platform}, so that its rules are tested without Spark. Answers go to standard
 * output, progress and errors to standard error; with {@code --json} standard output holds one JSON
 * document and nothing else.
 */
package io.aurum.jobs.cli;
