package io.aurum.common.config;

import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.period;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** Reads dates that follow each other evenly: {@code { since = 2025-01-31, every = P3M }}. */
final class RhythmReader {
  private RhythmReader() {}

  /** The rhythm under a key that may be left out. */
  static Optional<Rhythm> find(Section parent, String key, String noun) {
    return parent.findSection(key, noun).flatMap(RhythmReader::read);
  }

  private static Optional<Rhythm> read(Section section) {
    String since = section.require("since", isoDate());
    Period every = section.require("every", step());
    return since.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rhythm(LocalDate.parse(since), every));
  }

  private static Parser<Period> step() {
    return new Parser<>(
        "a period such as P3M",
        Period.ofDays(1),
        text ->
            period().parse(text) instanceof Outcome.Good<Period> good && good.value().isZero()
                ? Outcome.bad("the next date would be the same one", "write a period such as P3M")
                : period().parse(text));
  }
}
