package io.aurum.common.config;

import java.io.Serializable;
import java.util.List;

/**
 * A table or query of a database. Its text hides user and password.
 *
 * @param url JDBC URL; the driver is on the class path
 * @param relation what stands behind FROM: a table, or a query in parentheses
 * @param label name of the relation in tables and messages
 * @param user null where the URL or the database says it
 * @param password null where none is needed
 * @param partitions conditions that together hold of every row once, each read by a task of its
 *     own; empty: one task reads all
 */
public record JdbcSettings(
    String url,
    String relation,
    String label,
    String user,
    String password,
    List<String> partitions)
    implements Serializable {

  public JdbcSettings {
    partitions = List.copyOf(partitions);
  }

  /** The URL without what stands behind its first question mark or semicolon. */
  public String place() {
    return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return label + " at " + place();
  }
}
