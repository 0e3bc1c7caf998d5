package io.aurum.jobs.golden;

import io.aurum.common.match.Survivorship;
import io.aurum.common.match.Survivorship.Survivor;
import io.aurum.common.merge.LinkedRecords;
import io.aurum.common.merge.SurvivorshipPlan;
import io.aurum.common.table.TableSpec;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns a stream of records, those of a customer side by side, into a stream of golden customers,
 * each with its lineage in one more column. Holds one customer at a time.
 */
final class CustomerMerger implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** Column with the lineage: one entry per attribute that has a value. */
  static final String LINEAGE = "lineage";

  static final String ACTIVE = "active";

  private static final List<String> LINEAGE_COLUMNS =
      List.of(
          "attribute",
          "winning_source",
          "winning_source_record_id",
          "rule",
          "candidates",
          "agreeing",
          "distinct_values",
          "runners_up");

  private final SurvivorshipPlan plan;
  private final LinkedRecords layout;
  private final SuppliedValues supplied;
  private final String runId;

  /**
   * @param layout of the records, which have the values supplied of their customer in one more
   *     column
   */
  CustomerMerger(SurvivorshipPlan plan, LinkedRecords layout, String runId) {
    this.plan = plan;
    this.layout = layout;
    this.supplied = new SuppliedValues(plan.attributes().stream().map(a -> a.name()).toList());
    this.runId = runId;
  }

  /**
   * Schema of the merged customers.
   *
   * @param golden contract of the golden customers with the attributes
   * @param lineage contract of the lineage
   */
  static StructType schema(TableSpec golden, TableSpec lineage) {
    StructType schema = new StructType();
    for (var column : golden.columns()) {
      schema = schema.add(column.name(), column.type(), column.nullable());
    }
    StructType entry = new StructType();
    for (String name : LINEAGE_COLUMNS) {
      entry = entry.add(name, lineage.column(name).type(), false);
    }
    return schema.add(LINEAGE, DataTypes.createArrayType(entry, false), false);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    Survivorship survivorship = plan.survivorship();
    return new Iterator<>() {
      private Row next = records.hasNext() ? records.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        Row first = next;
        Customer customer = new Customer(layout.customer(first));
        while (next != null && layout.customer(next).equals(customer.id())) {
          customer.add(layout.candidate(next), layout.profileKind(next));
          next = records.hasNext() ? records.next() : null;
        }
        List<Survivor> own = survivorship.choose(customer.candidates());
        return merged(customer, supplied.applied(own, customer.candidates(), first));
      }
    };
  }

  /** A row of {@link #schema}: the columns of the contract, the attributes, the lineage. */
  private Row merged(Customer customer, List<Survivor> survivors) {
    int attributes = plan.attributes().size();
    Object[] facts = {
      customer.id(),
      customer.profileKind(),
      ACTIVE,
      customer.sources(),
      customer.records(),
      customer.sourceNames(),
      customer.firstSeen(),
      customer.lastSeen(),
      runId
    };
    Object[] row = java.util.Arrays.copyOf(facts, facts.length + attributes + 1);
    for (Survivor survivor : survivors) {
      row[facts.length + survivor.attribute()] = plan.typed(survivor.attribute(), survivor.value());
    }
    row[row.length - 1] = survivors.stream().map(this::lineage).toArray();
    return RowFactory.create(row);
  }

  private Row lineage(Survivor survivor) {
    return RowFactory.create(
        plan.attributes().get(survivor.attribute()).name(),
        survivor.winner().source(),
        survivor.winner().recordId(),
        survivor.rule(),
        survivor.candidates(),
        survivor.agreeing(),
        survivor.distinctValues(),
        survivor.runnersUp().stream()
            .map(loser -> RowFactory.create(loser.value(), loser.records(), loser.source()))
            .toArray());
  }
}
