/**
 * Segments of customers, or of any rows: found, named, told, kept the same from date to date. Their
 * numbers go on from what was published before ({@code PublishedSegments}), or from what is found
 * anew at the dates of a configured history.
 */
package io.aurum.jobs.cluster;
