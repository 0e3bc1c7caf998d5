package io.aurum.jobs.publish;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.table.PiiClass;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a customer may be published as it is.
 *
 * <p>An attribute is shown if its class is publishable or the configuration clears it. Names are a
 * case of their own: a given name or a family name alone only narrows down who a person is, but
 * both together identify. So family names are masked wherever given names are shown, unless the
 * configuration clears them; and in a table that holds both, both count as {@link PiiClass#LINKED}.
 */
final class Disclosure {
  private static final String GIVEN_NAME = "given-name";
  private static final String FAMILY_NAME = "family-name";

  private final List<AttributeSettings> attributes;
  private final Set<String> cleared;

  Disclosure(Settings settings) {
    this.attributes = settings.attributes();
    this.cleared = new HashSet<>(settings.publish().clear());
  }

  /** Whether the published customers show the attribute masked. */
  boolean masked(AttributeSettings attribute) {
    return !showable(attribute)
        || (isKind(attribute, FAMILY_NAME)
            && !cleared.contains(attribute.name())
            && attributes.stream().anyMatch(a -> isKind(a, GIVEN_NAME) && showable(a)));
  }

  /** Class of an attribute in a table that holds all attributes in clear. */
  PiiClass classAmongAll(AttributeSettings attribute) {
    return combined(attribute, attributes);
  }

  /** Class of an attribute in the published customers, where the masked ones are of no help. */
  PiiClass classAmongPublished(AttributeSettings attribute) {
    return masked(attribute)
        ? attribute.pii()
        : combined(attribute, attributes.stream().filter(other -> !masked(other)).toList());
  }

  private static PiiClass combined(AttributeSettings attribute, List<AttributeSettings> beside) {
    boolean partOfName = isKind(attribute, GIVEN_NAME) || isKind(attribute, FAMILY_NAME);
    boolean wholeName =
        beside.stream().anyMatch(a -> isKind(a, GIVEN_NAME))
            && beside.stream().anyMatch(a -> isKind(a, FAMILY_NAME));
    return partOfName && wholeName && attribute.pii() == PiiClass.LINKABLE
        ? PiiClass.LINKED
        : attribute.pii();
  }

  private boolean showable(AttributeSettings attribute) {
    return attribute.publishable() || cleared.contains(attribute.name());
  }

  private static boolean isKind(AttributeSettings attribute, String kind) {
    return attribute.kind().name().equals(kind);
  }
}
