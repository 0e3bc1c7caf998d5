package io.aurum.common.kind;

import io.aurum.common.text.Dates;

/** How a source writes dates whose order the digits alone do not tell ({@code 03/04/1980}). */
public enum DateOrder {
  DMY,
  MDY,
  YMD;

  /** What a text means to a source of this order. */
  Dates.Fields of(Dates.Reading reading) {
    return switch (this) {
      case DMY -> reading.dayFirst();
      case MDY -> reading.monthFirst();
      case YMD -> reading.yearFirst();
    };
  }
}
