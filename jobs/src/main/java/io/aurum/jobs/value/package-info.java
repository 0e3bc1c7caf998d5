/**
 * The job {@code value}: how customers buy, where in their life they are, and what they are worth.
 *
 * <p>{@code ValueJob} gathers each customer's {@code History} in one pass. From it follow, in plain
 * Java, the measures of recency, frequency and money at the date and at the date of comparison
 * ({@code Judgement}), scores and segments ({@code RfmScale}), stages ({@code Lifecycle}), cohorts
 * ({@code Cohorts}) and movements ({@code Transitions}). {@code Bridge} explains the change of
 * revenue; {@code Models} fits the models of repeat purchases and of spend, {@code Worth} looks
 * ahead; {@code HoldOut} judges them by days that they have not seen ({@code Trial} parts a history
 * there, {@code HeldOutSpend} judges the money).
 */
package io.aurum.jobs.value;
