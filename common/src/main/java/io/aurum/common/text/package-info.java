/**
 * What delivered texts mean: standardisers and validators in plain Java, no Spark.
 *
 * <p>Every kind first calls {@link io.aurum.common.text.Texts#clean}; all other classes expect
 * cleaned text. Names, places and companies compare in the match forms of {@link
 * io.aurum.common.text.MatchForms}: upper-case ASCII words. The rest is one class for each subject:
 * names, e-mail addresses, phones, dates, addresses, postal codes, countries, national ids, company
 * names, numbers, times, internet addresses, payment cards, placeholders, masks. All functions are
 * pure, thread-safe and throw on no text whatever.
 */
package io.aurum.common.text;
