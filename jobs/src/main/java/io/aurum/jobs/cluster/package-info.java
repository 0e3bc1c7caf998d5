/** Segments of customers, or of any rows: found, named, told, kept the same from date to date. */
package io.aurum.jobs.cluster;
