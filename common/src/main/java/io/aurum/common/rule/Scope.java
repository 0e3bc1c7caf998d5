package io.aurum.common.rule;

import java.io.Serializable;

/**
 * Records that a rule speaks of: those of one source, or those of all sources of an entity.
 *
 * @param entity what the records are
 * @param source name of the source; the empty text for all sources of the entity
 */
public record Scope(String entity, String source) implements Serializable {

  /** Whether the records of a source belong to it. */
  public boolean holds(String sourceEntity, String sourceName) {
    return entity.equals(sourceEntity) && (source.isEmpty() || source.equals(sourceName));
  }

  String words() {
    return source.isEmpty() ? "entity " + entity : "source " + source;
  }
}
