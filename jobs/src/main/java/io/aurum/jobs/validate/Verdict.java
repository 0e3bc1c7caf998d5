package io.aurum.jobs.validate;

/**
 * What the checks say about one record.
 *
 * @param canonical canonical forms by position of the field in the checklist; null where there is
 *     no valid value
 * @param match match forms likewise
 * @param ruleMask one bit for each failed rule
 * @param keyMask one bit for each rule that is still to be asked of the record, against others
 * @param decidedBy gravest rule that rejects the record or leaves it out; null where it is accepted
 * @param completeness share of the source's mapped fields with a valid value, 0..1
 * @param contentHash hash of both forms of all attributes; null where the record is no customer
 */
@SuppressWarnings("ArrayRecordComponent") // made once per record, never compared
record Verdict(
    String[] canonical,
    String[] match,
    long[] ruleMask,
    long[] keyMask,
    Rule decidedBy,
    double completeness,
    ProfileKind profileKind,
    String contentHash) {}
