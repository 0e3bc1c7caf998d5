/** Table contracts, the catalogue of all tables and the PII classes. */
package io.aurum.common.table;
