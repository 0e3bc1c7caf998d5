/**
 * The job {@code quality}: what the checks add up to.
 *
 * <p>{@code QualityJob} runs it as one {@code Assessment}. {@code Deliveries} gathers what was
 * delivered when, {@code VolumeCheck} judges it against the source's own history, and {@code
 * ControlTotals} against totals from elsewhere; {@code Scores} weighs the results of the rules by
 * dimension; {@code CustomerView} tells from the links whom they concern and which sources know the
 * same customers; {@code Milestones} holds all of it against the validation plan. The judging
 * itself is plain Java.
 *
 * <p>{@code Suggestions} is apart from the job: it studies the columns of sources and proposes what
 * a configuration could say of them.
 */
package io.aurum.jobs.quality;
