package io.aurum.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The untyped configuration: the command line over the user's file over the built-in defaults, with
 * every substitution resolved that can be.
 */
final class ConfigTree {
  private static final String COMMAND_LINE = "--set";
  private static final String ENVIRONMENT = "environment variable";
  private static final String DEFAULTS = "reference.conf";

  private ConfigTree() {}

  /**
   * @param environment variables that {@code ${NAME}} can stand for
   * @throws io.aurum.common.run.AurumException where no tree can be made: the file is missing or
   *     breaks the syntax
   */
  static ConfigObject load(
      Path file, List<String> overrides, Map<String, String> environment, Problems problems) {
    Config all = ConfigFactory.empty();
    for (String override : overrides) {
      all = parseOverride(override, problems).withFallback(all);
    }
    Config written = parseFile(file, problems);
    try {
      Config resolved =
          all.withFallback(written).withFallback(defaults()).resolve(substitutions(environment));
      return (ConfigObject) placed(resolved.root(), written.root());
    } catch (ConfigException e) {
      throw unreadable(e, file, problems);
    }
  }

  private static ConfigResolveOptions substitutions(Map<String, String> environment) {
    return ConfigResolveOptions.noSystem()
        .setAllowUnresolved(true)
        .appendResolver(new Variables(environment));
  }

  /**
   * The resolved value; what a variable filled in gets the place that uses the variable.
   *
   * @param written the same value as the file has it, or the narrowest known one around it
   */
  private static ConfigValue placed(ConfigValue resolved, ConfigValue written) {
    if (!Section.isResolved(resolved)) {
      return resolved;
    }
    if (resolved instanceof ConfigObject object) {
      ConfigObject result = object;
      for (String key : object.keySet()) {
        result = result.withValue(key, placed(object.get(key), member(written, key)));
      }
      return result;
    }
    if (resolved instanceof ConfigList list) {
      List<ConfigValue> elements = new ArrayList<>();
      for (ConfigValue element : list) {
        elements.add(placed(element, element(written, list.size(), elements.size())));
      }
      return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
    }
    boolean isFromVariable = resolved.origin().description().contains(ENVIRONMENT);
    return isFromVariable ? resolved.withOrigin(written.origin()) : resolved;
  }

  private static ConfigValue member(ConfigValue written, String key) {
    boolean isThere =
        Section.isResolved(written)
            && written instanceof ConfigObject object
            && object.containsKey(key);
    return isThere ? ((ConfigObject) written).get(key) : written;
  }

  private static ConfigValue element(ConfigValue written, int size, int index) {
    return written instanceof ConfigList list && list.size() == size ? list.get(index) : written;
  }

  private static Config parseFile(Path file, Problems problems) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problems.add(
          new Place(file.toString(), 0),
          "missing file",
          "there is no readable configuration at " + file.toAbsolutePath(),
          "name an existing file");
      throw problems.exception();
    }
    try {
      if (!ConfigText.inspect(file, problems)) {
        throw problems.exception();
      }
      return ConfigFactory.parseFile(
          file.toFile(),
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false));
    } catch (ConfigException e) {
      throw unreadable(e, file, problems);
    } catch (IOException e) {
      problems.add(
          new Place(file.toString(), 0),
          "unreadable file",
          "the file system reports " + e.getClass().getSimpleName(),
          "check the file, those it includes, and the rights to read them");
      throw problems.exception().causedBy(e);
    }
  }

  private static RuntimeException unreadable(ConfigException e, Path file, Problems problems) {
    boolean placed = e.origin() != null;
    Place place = placed ? Place.of(e.origin()) : new Place(file.toString(), 0);
    String prefix = placed ? e.origin().description() + ": " : "";
    String message = e.getMessage();
    problems.add(
        place,
        "the file is not valid HOCON",
        message.startsWith(prefix) ? message.substring(prefix.length()) : message,
        "correct the line, or the one before it: look for an open quote or bracket"
            + (placed ? openBracket(e.origin()) : ""));
    return problems.exception().causedBy(e);
  }

  /** Where brackets and indentation disagree; the parser notices at the end of the file only. */
  private static String openBracket(ConfigOrigin origin) {
    if (origin.filename() == null) {
      return "";
    }
    try {
      return ConfigText.openBracket(Path.of(origin.filename()))
          .map(
              bracket ->
                  "; the '%c' of line %d looks open".formatted(bracket.kind(), bracket.line()))
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * A value that starts like a HOCON list, section or quoted text is read as such; any other is
   * taken as it stands, so that a shell needs no second pair of quotes.
   */
  private static Config parseOverride(String override, Problems problems) {
    int equals = override.indexOf('=');
    try {
      if (equals > 0) {
        List<String> path = ConfigUtil.splitPath(override.substring(0, equals).trim());
        ConfigValue value = overrideValue(override.substring(equals + 1).trim());
        return value.atPath(ConfigUtil.joinPath(path));
      }
      rejectOverride(problems, "it has no '='");
    } catch (ConfigException e) {
      rejectOverride(problems, "its key or value is not valid HOCON");
    }
    return ConfigFactory.empty();
  }

  private static ConfigValue overrideValue(String text) {
    boolean hocon = !text.isEmpty() && "[{\"".indexOf(text.charAt(0)) >= 0;
    return hocon
        ? ConfigFactory.parseString(
                "value = " + text, ConfigParseOptions.defaults().setOriginDescription(COMMAND_LINE))
            .getValue("value")
        : ConfigValueFactory.fromAnyRef(text, COMMAND_LINE);
  }

  private static void rejectOverride(Problems problems, String cause) {
    problems.add(
        new Place(COMMAND_LINE, 0),
        "bad override",
        cause,
        "write --set key=value, such as --set validate.max-quarantine-rate=0.2");
  }

  /**
   * The file that lies beside this class, in its jar or folder: other libraries have files of the
   * same name.
   */
  private static Config defaults() {
    String self = ConfigTree.class.getName().replace('.', '/') + ".class";
    String url = ConfigTree.class.getResource("/" + self).toString();
    try {
      return ConfigFactory.parseURL(
          new URL(url.substring(0, url.length() - self.length()) + DEFAULTS),
          ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(DEFAULTS));
    } catch (MalformedURLException e) {
      throw new IllegalStateException("The built-in defaults cannot be found", e);
    }
  }

  /** Looks substitutions up in the environment. */
  private record Variables(Map<String, String> environment) implements ConfigResolver {

    @Override
    public ConfigValue lookup(String path) {
      String value = environment.get(path);
      return value == null ? null : ConfigValueFactory.fromAnyRef(value, ENVIRONMENT + " " + path);
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }
}
