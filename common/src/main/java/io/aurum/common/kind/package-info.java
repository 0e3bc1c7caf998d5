/**
 * Attribute kinds: what a value means, and everything that follows from it.
 *
 * <p>A user maps a column onto an attribute and names its kind: {@code email { kind = email }}. The
 * {@link io.aurum.common.kind.Kind} then brings the standardiser and validator, the comparator, the
 * class of personal data, the mask and the rules of survivorship. {@link
 * io.aurum.common.kind.Kinds} lists them all.
 *
 * <p>A delivered text becomes a {@link io.aurum.common.kind.Standardised} value: a canonical form
 * for people and systems, a match form for comparison, an issue. An issue takes the canonical form
 * away, for a wrong value must not survive; the match form may stay, for a wrong value often still
 * tells who the person is (a birth date with a mistyped month, a postal code that lost its zero).
 * The other way round a valid value may have no match form, because it identifies nobody ({@code
 * info@} of a company).
 *
 * <p>To add a kind: one class that extends {@code BaseKind}, declares its {@code Traits} and reads
 * a cleaned text, and one line in {@code Kinds}. What reading takes, belongs to {@link
 * io.aurum.common.text}. Kinds are stateless; a kind is serialised as its name.
 */
package io.aurum.common.kind;
