package io.aurum.common.kind;

import io.aurum.common.text.Companies;
import io.aurum.common.text.Dates;
import io.aurum.common.text.Genders;
import io.aurum.common.text.MatchForms;
import io.aurum.common.text.PostalCodes;
import io.aurum.common.text.Texts;
import io.aurum.common.text.Timestamps;
import io.aurum.common.text.Transliteration.Umlauts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells from values alone of which kind they are. Kinds are tried from the most particular form to
 * the most common one, and the first that fits nine values in ten is the answer; for companies and
 * sentences, whose form many lack, one in two. Names of people and of places have no form of their
 * own: where only those are left, nothing is said.
 */
public final class KindInference {
  /** Share of the values that must have the form of a kind. */
  private static final double ENOUGH = 0.9;

  /** Most distinct values of a category. */
  private static final long CATEGORIES = 50;

  /** Rows that each value of a category stands for, at least. */
  private static final long ROWS_PER_CATEGORY = 10;

  private static final double HALF = 0.5;

  /** Words of the shortest text that counts as written by people for people. */
  private static final int SHORTEST_SENTENCE = 5;

  private static final int ADULT_YEARS = 10;
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]+");
  private static final Pattern CODE =
      Pattern.compile("(?=.*[0-9])[A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)*");
  private static final Pattern LINE = Pattern.compile("(?=.*[0-9])(?=.*\\p{L}{3}).* .*");

  private final List<String> values;
  private final KindContext context;

  private KindInference(List<String> values, KindContext context) {
    this.values = values;
    this.context = context;
  }

  /**
   * The kind that values look like.
   *
   * @param share of the distinct values that have the kind's form, 0.5..1
   */
  public record Guess(Kind kind, double share) {}

  /** A form and the kind that has it. */
  private record Form(String kind, Predicate<String> test) {}

  /**
   * Guesses the kind of values.
   *
   * @param distinct distinct values as delivered, or a fair sample of them
   * @param distinctValues how many distinct values there are
   * @param rows how many records have a value
   * @return empty where the values tell of no kind
   */
  public static Optional<Guess> of(
      Collection<String> distinct, long distinctValues, long rows, KindContext context) {
    List<String> cleaned =
        distinct.stream().map(Texts::clean).filter(text -> !text.isEmpty()).toList();
    if (cleaned.isEmpty()) {
      return Optional.empty();
    }
    var inference = new KindInference(cleaned, context);
    return inference
        .byForm()
        .or(() -> inference.category(distinctValues, rows))
        .or(() -> inference.byHalf("free-text", KindInference::isSentence))
        .or(() -> inference.byHalf("company-name", KindInference::hasLegalForm));
  }

  private Optional<Guess> byForm() {
    return forms().stream()
        .map(form -> new Guess(kind(form.kind()), share(form.test())))
        .filter(guess -> guess.share() >= ENOUGH)
        .findFirst();
  }

  /** Forms, the most particular first. */
  private List<Form> forms() {
    return List.of(
        new Form("email", text -> text.contains("@") && reads("email", text)),
        new Form("ip", text -> reads("ip", text)),
        new Form("boolean", text -> reads("boolean", text)),
        new Form("gender", text -> !isDigits(text) && Genders.read(text).isPresent()),
        new Form("national-id", text -> context.region().isPresent() && reads("national-id", text)),
        new Form("birth-date", this::isEarlyDate),
        new Form("timestamp", this::isDate),
        new Form("phone", text -> !text.contains(".") && reads("phone", text)),
        new Form("country", text -> reads("country", text)),
        new Form("postal-code", this::isPostalCode),
        new Form("number", text -> !LEADING_ZERO.matcher(text).matches() && reads("number", text)),
        new Form("account-id", text -> CODE.matcher(text).matches()),
        new Form("address-line", text -> LINE.matcher(text).matches()));
  }

  private Optional<Guess> category(long distinctValues, long rows) {
    boolean few = distinctValues <= CATEGORIES && rows >= ROWS_PER_CATEGORY * distinctValues;
    return few ? Optional.of(new Guess(kind("category"), 1)) : Optional.empty();
  }

  /** Kinds whose form many values lack: half of them is enough. */
  private Optional<Guess> byHalf(String kind, Predicate<String> test) {
    double share = share(test);
    return share >= HALF ? Optional.of(new Guess(kind(kind), share)) : Optional.empty();
  }

  private double share(Predicate<String> test) {
    return (double) values.stream().filter(test).count() / values.size();
  }

  /** Whether the kind finds nothing wrong; a date whose day and month are not told apart is one. */
  private boolean reads(String kind, String text) {
    Standardised value = kind(kind).standardise(text, context);
    return value.issue() == null && value.canonical() != null;
  }

  private boolean isDate(String text) {
    return date(text).isPresent() || isTime(text);
  }

  private boolean isTime(String text) {
    return !isDigits(text)
        && Timestamps.parts(text)
            .flatMap(parts -> Dates.read(parts.date(), context.asOf()))
            .isPresent();
  }

  /** A date without time that most people alive could have been born on. */
  private boolean isEarlyDate(String text) {
    return text.indexOf(':') < 0
        && date(text)
            .filter(date -> date.isBefore(context.asOf().minusYears(ADULT_YEARS)))
            .isPresent();
  }

  private Optional<LocalDate> date(String text) {
    return Dates.read(text, context.asOf())
        .filter(Dates.Reading::possible)
        .flatMap(reading -> context.fields(reading).or(() -> Optional.of(context.written(reading))))
        .flatMap(Dates.Fields::date);
  }

  /** A code of the region; where codes are of digits alone, one of them starts with a zero. */
  private boolean isPostalCode(String text) {
    return context.region().filter(PostalCodes::hasForm).isPresent()
        && PostalCodes.read(MatchForms.compact(text), context.region()).isPresent()
        && (!isDigits(text) || values.stream().anyMatch(v -> LEADING_ZERO.matcher(v).matches()));
  }

  private static boolean hasLegalForm(String text) {
    return Companies.match(text, Umlauts.PLAIN).length()
        < MatchForms.words(text, Umlauts.PLAIN).length();
  }

  private static boolean isSentence(String text) {
    return text.split(" ", -1).length >= SHORTEST_SENTENCE;
  }

  private static boolean isDigits(String text) {
    return DIGITS.matcher(text).matches();
  }

  private static Kind kind(String name) {
    return Kinds.byName(name).orElseThrow();
  }
}
