package io.aurum.jobs.demo;

/** In which letters a record writes names and places. */
enum Script {
  /** As its owner writes it: with diacritics, in Cyrillic, in Chinese characters. */
  NATIVE,
  /** In Latin letters without diacritics. */
  LATIN
}
