package io.aurum.common.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;

/**
 * Where a setting was written.
 *
 * @param label file as the user named it, or {@code --set}
 * @param line 1-based; 0 where lines make no sense
 */
record Place(String label, int line) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::label).thenComparingInt(Place::line);

  /**
   * The place of a value. An object that several files or the command line filled in has no place
   * of its own: it is where the first of its members stands in a file.
   */
  static Place of(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    if (isInFile(origin)) {
      return new Place(origin.filename(), origin.lineNumber());
    }
    Place own = new Place(withoutLine(origin), 0);
    return value instanceof ConfigObject object ? firstInFile(object, own) : own;
  }

  static Place of(ConfigOrigin origin) {
    return isInFile(origin)
        ? new Place(origin.filename(), origin.lineNumber())
        : new Place(withoutLine(origin), 0);
  }

  private static Place firstInFile(ConfigObject object, Place otherwise) {
    try {
      return object.values().stream()
          .map(Place::of)
          .filter(place -> place.line > 0)
          .min(Comparator.naturalOrder())
          .orElse(otherwise);
    } catch (ConfigException.NotResolved e) {
      return otherwise;
    }
  }

  private static boolean isInFile(ConfigOrigin origin) {
    return origin.filename() != null && origin.lineNumber() > 0;
  }

  private static String withoutLine(ConfigOrigin origin) {
    return origin.description().replaceFirst(": \\d+(-\\d+)?$", "");
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return line > 0 ? label + ":" + line : label;
  }
}
