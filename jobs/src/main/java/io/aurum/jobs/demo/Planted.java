package io.aurum.jobs.demo;

import java.util.Locale;

/** A kind of planted thing: its name in the truth files and how often it is planted. */
interface Planted {

  /** Name of the constant. */
  String name();

  /** Relative frequency once the least number is planted; 0 where a schedule of its own decides. */
  int weight();

  /** Name in the truth files, kebab-case. */
  default String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
