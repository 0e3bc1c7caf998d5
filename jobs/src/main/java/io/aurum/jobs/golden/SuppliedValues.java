package io.aurum.jobs.golden;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.aurum.common.lake.Lake;
import io.aurum.common.match.Survivorship;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.match.Survivorship.RunnerUp;
import io.aurum.common.match.Survivorship.Survivor;
import io.aurum.common.table.Tables;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts the values that suppliers fill and update in the place of what survived among the customer's
 * own records. Which values these are was decided before; here they are only set, as long as their
 * licence lasts.
 *
 * @param attributes names of the attributes in their order
 */
record SuppliedValues(List<String> attributes) implements Serializable {
  /** Rule of a value that came from a supplier. */
  static final String ENRICHED = "enriched";

  private static final String CUSTOMER = "customer_id";
  private static final String SUPPLIED = "supplied";

  SuppliedValues {
    attributes = new ArrayList<>(attributes);
  }

  /** The records with one more column: the supplied values of their customer. */
  static Dataset<Row> joined(Dataset<Row> records, Lake lake, LocalDate asOf) {
    return records.join(byCustomer(lake, asOf), CUSTOMER, "left_outer");
  }

  private static Dataset<Row> byCustomer(Lake lake, LocalDate asOf) {
    Column licensed = coalesce(col("licence_expires").geq(lit(Date.valueOf(asOf))), lit(true));
    return lake.read(Tables.SUPPLIED_VALUE)
        .where(col("outcome").isin("filled", "updated").and(licensed))
        .groupBy(CUSTOMER)
        .agg(
            array_sort(collect_list(struct("attribute", "value", "source", "source_record_id")))
                .as(SUPPLIED));
  }

  /**
   * What survives with the supplied values, in the order of the attributes.
   *
   * @param survivors what survives among the customer's own records
   * @param own the customer's own records
   * @param record one of them, with the supplied values in its last column
   */
  List<Survivor> applied(List<Survivor> survivors, List<Candidate> own, Row record) {
    int last = record.size() - 1;
    return record.isNullAt(last) ? survivors : applied(survivors, own, record.<Row>getList(last));
  }

  private List<Survivor> applied(
      List<Survivor> survivors, List<Candidate> own, List<Row> supplied) {
    Map<Integer, Survivor> byAttribute = new TreeMap<>();
    survivors.forEach(survivor -> byAttribute.put(survivor.attribute(), survivor));
    for (Row value : supplied) {
      int attribute = attributes.indexOf(value.getString(0));
      if (attribute >= 0) {
        Survivor former = byAttribute.remove(attribute);
        if (!value.isNullAt(1)) {
          byAttribute.put(attribute, enriched(attribute, value, former, own));
        }
      }
    }
    return List.copyOf(byAttribute.values());
  }

  private static Survivor enriched(
      int attribute, Row supplied, Survivor former, List<Candidate> own) {
    String value = supplied.getString(1);
    List<String> held =
        own.stream()
            .map(record -> record.values().get(attribute))
            .filter(Objects::nonNull)
            .toList();
    var winner =
        new Candidate(supplied.getString(2), supplied.getString(3), 0, 0, "", List.of(), List.of());
    return new Survivor(
        attribute,
        value,
        winner,
        ENRICHED,
        held.size(),
        Math.toIntExact(held.stream().filter(value::equals).count()),
        former == null
            ? Math.toIntExact(held.stream().distinct().count())
            : former.distinctValues(),
        former == null ? List.of() : runnersUp(former));
  }

  /** The former value first, then those that it beat. */
  private static List<RunnerUp> runnersUp(Survivor former) {
    List<RunnerUp> runnersUp = new ArrayList<>();
    runnersUp.add(new RunnerUp(former.value(), former.agreeing(), former.winner().source()));
    runnersUp.addAll(former.runnersUp());
    return runnersUp.subList(0, Math.min(runnersUp.size(), Survivorship.MAX_RUNNERS_UP));
  }
}
