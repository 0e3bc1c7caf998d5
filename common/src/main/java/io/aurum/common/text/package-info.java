/** Standardisers, comparators and transliteration; plain Java, no Spark. */
package io.aurum.common.text;
