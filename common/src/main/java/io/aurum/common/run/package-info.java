/**
 * Runs and their paperwork: identity of a run, clock, lease, manifest, exit codes, progress. The
 * only package that asks the clock, makes ids of runs and writes files that are not tables.
 */
package io.aurum.common.run;
