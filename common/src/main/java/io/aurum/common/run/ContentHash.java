package io.aurum.common.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hash of named text values: SHA-256, truncated to its first 128 bits. Every part goes in with its
 * length, so no two different sequences of parts look alike. An instance is reusable and belongs to
 * one thread.
 */
public final class ContentHash {
  private static final int BYTES = 16;

  private final MessageDigest digest = sha256();

  /**
   * Adds a text.
   *
   * @param text not null; an absent value is simply not added, its name included
   */
  public ContentHash add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    addLength(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** The hash of what was added, 32 lower-case hex digits; the instance starts anew. */
  public String finish() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** A new SHA-256 digest. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private void addLength(int length) {
    digest.update((byte) (length >>> 24));
    digest.update((byte) (length >>> 16));
    digest.update((byte) (length >>> 8));
    digest.update((byte) length);
  }
}
