package io.aurum.common.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Words that mean the same. */
final class Vocabulary {
  private Vocabulary() {}

  /** The blank-separated words of a text. */
  static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  /**
   * Maps each word to its meaning.
   *
   * @param meaningsAndWords meaning and its blank-separated words, in turns
   * @throws IllegalArgumentException where a word has two meanings
   */
  static Map<String, String> of(String... meaningsAndWords) {
    var meanings = new HashMap<String, String>();
    for (int i = 0; i < meaningsAndWords.length; i += 2) {
      for (String word : words(meaningsAndWords[i + 1])) {
        if (meanings.putIfAbsent(word, meaningsAndWords[i]) != null) {
          throw new IllegalArgumentException("Two meanings of " + word);
        }
      }
    }
    return Map.copyOf(meanings);
  }
}
