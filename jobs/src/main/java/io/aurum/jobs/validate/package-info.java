/**
 * The job {@code validate}: from source records to valid records.
 *
 * <p>{@code ValidateJob} runs it. {@code Selection} says which rows count; {@code RecordJudge}
 * walks through a partition, and {@code SourceCheck} and {@code AttributeCheck} judge its records
 * and values by the {@code RuleBook}; {@code SourceSummary} and the profiles of {@code
 * common.profile} add up what they find, in any order, {@code Findings} brings them together, and
 * {@code FrequentValues} counts again what one pass cannot; {@code Gate} decides and {@code
 * Results} shows. The judging and the adding up are plain Java.
 */
package io.aurum.jobs.validate;
