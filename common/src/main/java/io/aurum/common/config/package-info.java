/**
 * Typed settings from HOCON, or everything that is wrong with them at once. The only package that
 * reads HOCON; jobs see the records ({@link io.aurum.common.config.Settings} and what it holds).
 *
 * <p>A configuration is read in five steps. {@code ConfigText} looks at the text for what the
 * parser would pass over in silence. {@code ConfigTree} lays the command line over the user's file
 * over the built-in defaults ({@code conf/reference.conf}, which explains every key) and resolves
 * substitutions. A {@code Section} is a cursor over one object of that tree; the readers ask it for
 * keys with a {@code Parser} each, and the keys asked for are the valid ones. What is wrong goes to
 * {@code Problems} with file, line, cause and remedy, and reading goes on, so that one answer names
 * it all. {@code ConfigHash} tells whether two configurations ask for the same result.
 *
 * <p>Attributes and sources keep the order of the file for people's sake; the hash does not depend
 * on it, so no value that a job computes may.
 */
package io.aurum.common.config;
