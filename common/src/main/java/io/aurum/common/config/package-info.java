/**
 * Typed settings from HOCON: every problem at once, with file, line, cause and the nearest valid
 * key. The only package that reads HOCON.
 */
package io.aurum.common.config;
