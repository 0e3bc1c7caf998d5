/**
 * The job {@code profile}: one wide row for every customer, of the features that the configuration
 * declares, see {@link io.aurum.common.snapshot.Snapshots}.
 */
package io.aurum.jobs.profile;
