/**
 * The job {@code validate}: from source records to valid records.
 *
 * <p>{@code ValidateJob} runs it. {@code Selection} says which rows count; {@code RecordJudge}
 * walks through a partition, and {@code SourceCheck} and {@code AttributeCheck} judge its records
 * and values by the {@code RuleBook}, whose rules of the user are compiled in {@code common.rule};
 * {@code ConditionBook} and {@code SqlConditions} bring their conditions of SQL, {@code KeyRules}
 * holds records against each other, {@code SourceRules} judges sources as a whole. {@code
 * SourceSummary}, {@code AttributeProfile}, {@code
 * ValueCounts} and {@code DistinctCount} add up what they find, in any order; {@code Gate} decides
 * and {@code Results} shows. Everything but {@code ValidateJob}, {@code Selection} and the rows in
 * which records travel is plain Java.
 */
package io.aurum.jobs.validate;
