package io.aurum.jobs.resolve;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.kind.Kind;
import io.aurum.common.match.Comparator;
import io.aurum.common.match.MatchAttribute;
import io.aurum.common.match.NameParts;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Which attributes are compared and how a record's match forms are read from {@code valid_record}.
 *
 * <p>Where given name, family name and full name are all declared, the full name is not compared as
 * well, which would count the same evidence twice: it fills in for a record that has neither name.
 */
final class MatchColumns implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String GIVEN_NAME = "given-name";
  private static final String FAMILY_NAME = "family-name";
  private static final String FULL_NAME = "full-name";
  private static final Set<String> NAMES_OF_PEOPLE = Set.of(GIVEN_NAME, FAMILY_NAME, FULL_NAME);
  private static final int NONE = -1;

  private final List<AttributeSettings> attributes;

  /** Attribute that fills in for missing names, or null. */
  private final String fullName;

  private final int givenName;
  private final int familyName;

  private MatchColumns(List<AttributeSettings> attributes, String fullName) {
    this.attributes = attributes;
    this.fullName = fullName;
    this.givenName = first(attributes, GIVEN_NAME);
    this.familyName = first(attributes, FAMILY_NAME);
  }

  static MatchColumns of(List<AttributeSettings> configured) {
    List<AttributeSettings> matching =
        configured.stream().filter(AttributeSettings::match).toList();
    boolean parts = first(matching, GIVEN_NAME) != NONE && first(matching, FAMILY_NAME) != NONE;
    Optional<String> fullName =
        matching.stream()
            .filter(a -> parts && a.kind().name().equals(FULL_NAME))
            .map(AttributeSettings::name)
            .findFirst();
    return new MatchColumns(
        matching.stream().filter(a -> !(parts && a.kind().name().equals(FULL_NAME))).toList(),
        fullName.orElse(null));
  }

  private static int first(List<AttributeSettings> attributes, String kind) {
    for (int a = 0; a < attributes.size(); a++) {
      if (attributes.get(a).kind().name().equals(kind)) {
        return a;
      }
    }
    return NONE;
  }

  /** The attributes for the matcher, in the order of the configuration. */
  List<MatchAttribute> matchAttributes() {
    boolean people = attributes.stream().anyMatch(a -> NAMES_OF_PEOPLE.contains(a.kind().name()));
    return attributes.stream().map(a -> matchAttribute(a, people)).toList();
  }

  /**
   * @param people whether records may be people: the name of an organisation is then also that of
   *     an employer, whom many have in common
   */
  private static MatchAttribute matchAttribute(AttributeSettings attribute, boolean people) {
    Kind kind = attribute.kind();
    Comparator comparator =
        kind.comparator()
            .orElseThrow(() -> new IllegalArgumentException(kind.name() + " cannot be compared"));
    return new MatchAttribute(
        attribute.name(),
        comparator,
        kind::blockingKeys,
        kind.hardIdentifier(),
        kind.sharedByHousehold(),
        kind.keptDistinct() && !people);
  }

  /** Columns of {@code valid_record} that {@link #matchForms} reads. */
  List<String> columns() {
    return Stream.concat(
            attributes.stream().map(AttributeSettings::name), Stream.ofNullable(fullName))
        .map(name -> name + "_match")
        .toList();
  }

  /** Match forms of a record, one per attribute, null where missing. */
  String[] matchForms(Row record) {
    String[] forms = new String[attributes.size()];
    for (int a = 0; a < forms.length; a++) {
      forms[a] = record.getAs(attributes.get(a).name() + "_match");
    }
    if (fullName != null && forms[givenName] == null && forms[familyName] == null) {
      String whole = record.getAs(fullName + "_match");
      if (whole != null) {
        NameParts parts = NameParts.of(whole);
        forms[givenName] = parts.given();
        forms[familyName] = parts.family();
      }
    }
    return forms;
  }
}
