/**
 * The job {@code ingest}: from what sources deliver to source records.
 *
 * <p>{@code IngestJob} runs it; {@code SourceInputs} finds what is delivered and {@code
 * SourceReader} reads it into rows, and there are no other doors. Behind them, from bytes to rows:
 * {@code TextFiles} and {@code CharWindow} turn bytes into bounded text; {@code CsvRecords}, {@code
 * BlankRecords}, {@code BasketRecords}, {@code JsonRecords}, {@code ParquetRecords}, {@code
 * DeltaRecords} and {@code JdbcRecords} find the records in it, malformed ones included; {@code
 * RecordMapper} makes attributes and identities of them; {@code DeliveredRecords} does all of this
 * for one {@code Part} of a delivery inside a Spark task. {@code TextSplits} makes parts of large
 * texts. {@code FileCheck} compares headers and mappings beforehand, {@code DeliveryLedger} knows
 * what was delivered before, {@code EndedLicences} deletes what may not be kept. Everything up to
 * {@code RecordMapper} is plain Java.
 */
package io.aurum.jobs.ingest;
