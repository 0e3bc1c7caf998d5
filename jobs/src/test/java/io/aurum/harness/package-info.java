/**
 * Harnesses that try the suite as a whole, through its command line: is the result the same
 * whatever the machine, and what becomes of files that nobody would wish for? Short forms run with
 * the tests, whole ones under the tag {@code long} or from {@code scripts/bench}.
 */
package io.aurum.harness;
