/**
 * Reading and committing state (Delta) and results (Parquet); the only code that touches tables.
 */
package io.aurum.common.lake;
