package io.aurum.common.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Internet addresses, read without any name service. */
public final class IpAddresses {
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
  private static final int GROUPS = 8;

  private IpAddresses() {}

  /**
   * The address in its canonical text: dotted decimals for IPv4, also where it is mapped into IPv6
   * ({@code ::ffff:192.0.2.1}), RFC 5952 for IPv6.
   *
   * @param text cleaned text
   * @return empty where it is no address
   */
  public static Optional<String> read(String text) {
    if (V4.matcher(text).matches()) {
      return Optional.of(text);
    }
    return text.indexOf(':') < 0
        ? Optional.empty()
        : groups(text.toLowerCase(Locale.ROOT)).map(IpAddresses::write);
  }

  /** The network part: {@code 192.0.2.0}, {@code 2001:db8::}: 24 bits of IPv4, 48 of IPv6. */
  public static String network(String canonical) {
    if (canonical.indexOf(':') < 0) {
      return canonical.substring(0, canonical.lastIndexOf('.')) + ".0";
    }
    return groups(canonical)
        .map(g -> new int[] {g[0], g[1], g[2], 0, 0, 0, 0, 0})
        .map(IpAddresses::write)
        .orElse(canonical);
  }

  private static Optional<int[]> groups(String text) {
    String hex = embeddedV4AsGroups(text);
    int gap = hex.indexOf("::");
    if (gap >= 0 && hex.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    List<String> head = parts(gap < 0 ? hex : hex.substring(0, gap));
    List<String> tail = gap < 0 ? List.of() : parts(hex.substring(gap + 2));
    int missing = GROUPS - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(head);
    all.addAll(java.util.Collections.nCopies(missing, "0"));
    all.addAll(tail);
    return all.stream().allMatch(group -> GROUP.matcher(group).matches())
        ? Optional.of(all.stream().mapToInt(group -> Integer.parseInt(group, 16)).toArray())
        : Optional.empty();
  }

  private static List<String> parts(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
  }

  private static String embeddedV4AsGroups(String text) {
    int colon = text.lastIndexOf(':');
    String last = text.substring(colon + 1);
    if (!V4.matcher(last).matches()) {
      return text;
    }
    int[] bytes =
        java.util.Arrays.stream(last.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    return text.substring(0, colon + 1)
        + Integer.toHexString(bytes[0] * 256 + bytes[1])
        + ":"
        + Integer.toHexString(bytes[2] * 256 + bytes[3]);
  }

  private static String write(int[] groups) {
    boolean mapped = zeros(groups, 0) == 5 && groups[5] == 0xffff;
    return mapped ? writeV4(groups[6], groups[7]) : writeV6(groups);
  }

  private static String writeV4(int high, int low) {
    return String.join(
        ".",
        Integer.toString(high >> 8),
        Integer.toString(high & 0xff),
        Integer.toString(low >> 8),
        Integer.toString(low & 0xff));
  }

  /** The longest run of two and more zero groups, the first of equals, becomes {@code ::}. */
  private static String writeV6(int[] groups) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return start < 0
        ? join(groups, 0, GROUPS)
        : join(groups, 0, start) + "::" + join(groups, start + length, GROUPS);
  }

  private static int zeros(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String join(int[] groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Integer.toHexString(groups[i]))
        .collect(Collectors.joining(":"));
  }
}
