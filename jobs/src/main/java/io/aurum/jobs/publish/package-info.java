/**
 * Publishes what people may see: the golden customers with direct identifiers masked, the catalogue
 * of all tables, the inventory of personal data, and the views that are wanted.
 *
 * <p>The catalogue and the inventory are generated: from the table contracts, from the kinds of the
 * configured attributes, and from what the jobs declare to read and write. Nothing in them is
 * written by hand, so nothing in them can be out of date.
 */
package io.aurum.jobs.publish;
