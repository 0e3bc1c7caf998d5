/**
 * The job {@code recommend}: what to offer to whom, and why.
 *
 * <p>{@code Histories} gathers what each customer took and returned, {@code Takings} when; {@code
 * Recommendations} chooses a way to recommend and learns from all; {@code RuleShelf} holds rules of
 * the job {@code associate}; {@code Adviser} makes each customer's list; {@code Trial} judges such
 * lists by what customers went on to take.
 */
package io.aurum.jobs.recommend;
