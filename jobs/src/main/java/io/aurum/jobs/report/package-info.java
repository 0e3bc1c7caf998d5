/**
 * The report: one HTML page that shows what a run took in, what it rejected, whom it found to be
 * one customer and why that can be trusted.
 *
 * <p>{@link io.aurum.jobs.report.ReportJob} asks each {@code *Section} class for its part; a
 * section reads its tables and answers with {@link io.aurum.jobs.report.Block}s, which know nothing
 * of HTML. {@link io.aurum.jobs.report.Page} alone writes HTML: it escapes every text, carries its
 * style in itself and needs neither network nor scripts.
 */
package io.aurum.jobs.report;
