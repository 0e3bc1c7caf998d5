package io.aurum.common.match;

/** Receives the blocking keys of one value. */
public interface KeySink {

  /**
   * @param form name of the key's form within the attribute ({@code exact}, {@code phonetic},
   *     {@code prefix}); together with the attribute it is the blocking key kind of the audit
   * @param key the key; records with equal form and key are candidates for each other
   */
  void key(String form, String key);
}
