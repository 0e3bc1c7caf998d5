package io.aurum.common.table;

import java.util.List;
import java.util.Optional;

/**
 * What the rows of a source can be beside customers: something that customers do, own or say, or
 * something that they deal with.
 *
 * @param name as configurations write it
 * @param table where its accepted records stand
 * @param columns what sources can fill, in the order of the table
 * @param customer whether a record can belong to a customer: the table then holds the reference
 */
public record Entity(String name, TableSpec table, List<EntityColumn> columns, Customer customer) {

  /** Whether records of an entity belong to customers. */
  public enum Customer {
    /** A record can name the customer record that it belongs to. */
    REFERENCED,
    /** A record concerns nobody in particular: a product, a campaign. */
    NONE
  }

  public Entity {
    columns = List.copyOf(columns);
  }

  /** The column of that name that sources can fill. */
  public Optional<EntityColumn> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }
}
