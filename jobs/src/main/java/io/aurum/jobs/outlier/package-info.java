/** Records of any table that are odd, and why. */
package io.aurum.jobs.outlier;
