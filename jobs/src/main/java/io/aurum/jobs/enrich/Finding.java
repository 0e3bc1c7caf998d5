package io.aurum.jobs.enrich;

import io.aurum.common.match.Survivorship.Candidate;

/**
 * What one supplier says of one attribute of a customer, and what becomes of it.
 *
 * @param attribute position of the attribute, from 0
 * @param terms of the supplier
 * @param record the supplier's record that says it
 * @param value canonical text; null where a group is replaced and the supplier has none for it
 */
record Finding(
    int attribute,
    Terms terms,
    Candidate record,
    String value,
    Comparison comparison,
    Outcome outcome) {}
