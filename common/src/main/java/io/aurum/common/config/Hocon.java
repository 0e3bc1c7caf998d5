package io.aurum.common.config;

import com.typesafe.config.ConfigUtil;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes configuration. */
public final class Hocon {
  private static final String INDENT = "  ";

  private Hocon() {}

  /**
   * Writes sections as people write them: a line for each member, whatever it holds.
   *
   * @param sections members are texts, numbers, flags, lists or maps of these, in their order
   */
  public static String write(Map<String, Map<String, Object>> sections) {
    StringBuilder text = new StringBuilder();
    sections.forEach((key, members) -> section(key, members, text));
    return text.toString();
  }

  private static void section(String key, Map<?, ?> members, StringBuilder text) {
    text.append(key(key)).append(" {\n");
    members.forEach(
        (name, value) -> text.append(INDENT).append(line((String) name, value)).append('\n'));
    text.append("}\n");
  }

  private static String line(String key, Object value) {
    return key(key) + (value instanceof Map ? " " : " = ") + inline(value);
  }

  private static String inline(Object value) {
    if (value instanceof Map<?, ?> section) {
      return section.entrySet().stream()
          .map(entry -> line((String) entry.getKey(), entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Hocon::inline).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : ConfigUtil.quoteString(value.toString());
  }

  private static String key(String key) {
    return ConfigUtil.joinPath(key);
  }
}
