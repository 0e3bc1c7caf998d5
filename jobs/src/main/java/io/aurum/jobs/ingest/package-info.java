/**
 * The job {@code ingest}: from delivered files to source records.
 *
 * <p>{@code IngestJob} runs it; {@code SourceReader} reads files into rows and is the only other
 * door. Behind them, from bytes to rows: {@code TextFiles} and {@code CharWindow} turn bytes into
 * bounded text; {@code CsvRecords}, {@code JsonRecords} and {@code ParquetRecords} find the records
 * in it, malformed ones included; {@code RecordMapper} makes attributes and identities of them;
 * {@code DeliveredRecords} does all of this for one file inside a Spark task. {@code FileCheck}
 * compares headers and mappings beforehand, {@code DeliveryLedger} knows what was delivered before.
 * Everything up to {@code RecordMapper} is plain Java.
 */
package io.aurum.jobs.ingest;
