package io.aurum.common.config;

import java.util.regex.Pattern;

/** Knows which settings are secret: never shown, and no part of the configuration's hash. */
final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|token).*", Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  static boolean isSecret(String key) {
    return SECRET.matcher(key).matches();
  }
}
