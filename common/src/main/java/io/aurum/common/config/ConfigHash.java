package io.aurum.common.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The identity of a configuration: SHA-256 over its canonical form, in which keys are sorted,
 * scalars are texts, and comments, origins, places of files and secrets are left out. Two files
 * with the same hash ask for the same result.
 */
final class ConfigHash {
  /** Sections whose keys are names of the user's own, which no rule about keys applies to. */
  private static final Set<String> NAMED_BY_USER =
      Set.of("columns", "attributes", "groups", "source-names", "rules", "features", "rates");

  private final StringBuilder canonical = new StringBuilder();

  private ConfigHash() {}

  /**
   * Lower-case hexadecimal, 64 characters.
   *
   * @param read what was read from files that the configuration names
   */
  static String of(ConfigObject configuration, List<String> read) {
    ConfigHash hash = new ConfigHash();
    hash.append(configuration, List.of());
    read.forEach(text -> hash.canonical.append(ConfigUtil.quoteString(text)).append(','));
    return sha256(hash.canonical.toString());
  }

  private void append(ConfigValue value, List<String> path) {
    if (value instanceof ConfigObject object) {
      appendObject(object, path);
    } else if (value instanceof ConfigList list) {
      canonical.append('[');
      list.forEach(element -> append(element, path));
      canonical.append("],");
    } else {
      canonical.append(ConfigUtil.quoteString(Section.textOf(value))).append(',');
    }
  }

  private void appendObject(ConfigObject object, List<String> path) {
    canonical.append('{');
    for (String key : new TreeSet<>(object.keySet())) {
      List<String> inner = new ArrayList<>(path);
      inner.add(key);
      ConfigValue value = object.get(key);
      if (value.valueType() != ConfigValueType.NULL && !isPlaceOfFile(inner) && !isSecret(inner)) {
        canonical.append(ConfigUtil.quoteString(key)).append(':');
        append(value, inner);
      }
    }
    canonical.append("},");
  }

  private static boolean isPlaceOfFile(List<String> path) {
    boolean ofRule = path.get(0).equals("rules") && path.get(path.size() - 1).endsWith("-file");
    boolean ofSource =
        path.size() == 3 && path.get(0).equals("sources") && path.get(2).equals("path");
    boolean ofDatabase =
        path.size() == 4
            && path.get(0).equals("sources")
            && path.get(2).equals("jdbc")
            && Set.of("url", "user").contains(path.get(3));
    return ofSource || ofDatabase || ofRule || path.equals(List.of("evaluate", "truth", "path"));
  }

  private static boolean isSecret(List<String> path) {
    int last = path.size() - 1;
    boolean namedByUser = last > 0 && NAMED_BY_USER.contains(path.get(last - 1));
    return !namedByUser && Secrets.isSecret(path.get(last));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
