package io.aurum.common.kind;

import io.aurum.common.text.Dates;
import java.util.Optional;

/** How a source writes dates whose order the digits alone do not tell ({@code 03/04/1980}). */
public enum DateOrder {
  DMY,
  MDY,
  YMD;

  /** The order of the letters of a java.time pattern; empty where it lacks one of the three. */
  static Optional<DateOrder> ofPattern(String pattern) {
    String letters = pattern.replace('u', 'y').replace('L', 'M');
    int year = letters.indexOf('y');
    int month = letters.indexOf('M');
    int day = letters.indexOf('d');
    if (year < 0 || month < 0 || day < 0) {
      return Optional.empty();
    }
    return Optional.of(year < month ? YMD : day < month ? DMY : MDY);
  }

  /** What a text means to a source of this order. */
  Dates.Fields of(Dates.Reading reading) {
    return switch (this) {
      case DMY -> reading.dayFirst();
      case MDY -> reading.monthFirst();
      case YMD -> reading.yearFirst();
    };
  }
}
