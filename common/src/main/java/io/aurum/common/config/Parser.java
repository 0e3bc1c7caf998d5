package io.aurum.common.config;

import java.util.function.Function;

/**
 * Reads a text of the configuration as a value of one type.
 *
 * @param expected what the text should be, with its article: {@code a number from 0 to 1}
 * @param standIn value that takes the place of a bad one until all problems are collected; settings
 *     with a stand-in are never handed out
 * @param rule reads the text
 */
record Parser<T>(String expected, T standIn, Function<String, Outcome<T>> rule) {

  Outcome<T> parse(String text) {
    return rule.apply(text);
  }
}
