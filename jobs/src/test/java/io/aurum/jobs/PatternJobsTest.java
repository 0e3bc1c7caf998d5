package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.run.AurumException;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.associate.AssociateJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.recommend.RecommendJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** From files to rules, sequences and recommendations: every figure was counted by hand. */
class PatternJobsTest extends FromFiles {
  private static final String SOURCES =
      """
      sources {
        takings {
          entity = table
          path = "%1$s/takings.csv"
          delivery { known-at.constant = 2026-01-05 }
          columns {
            who { column = who, kind = code }
            what { column = what, kind = category }
            at { column = at, kind = timestamp }
            what_happened { column = kind, kind = category }
          }
        }
        goods {
          entity = table
          path = "%1$s/goods.csv"
          delivery { key = what, known-at.constant = 2026-01-05 }
          columns {
            what { column = what, kind = category }
            called { column = name, kind = category }
            kind_of { column = path, kind = category }
            sold { column = sold, kind = boolean }
          }
        }
      }
      """;

  private static final String PATTERNS =
      """
      associate {
        plain {
          table = takings, basket = who, item = what, time = at, where = "what_happened = 'sale'"
          min-count = 2, min-confidence = 0.6, held-out = 0
          sequences { by = who, min-support = 0.4, max-gap-days = 10 }
          catalogue { table = goods, item = what, label = called }
        }
        kinds {
          table = takings, basket = who, item = what, where = "what_happened = 'sale'"
          min-support = 0.6, min-confidence = 0.9, held-out = 0
          taxonomy { table = goods, item = what, path = kind_of }
        }
        few {
          table = takings, basket = who, item = what, where = "what_happened = 'sale'"
          wanted-rules = 2, min-confidence = 0.5, held-out = 0
        }
      }
      recommend {
        shop {
          table = takings, customer = who, item = what, time = at, returned = "what_happened = 'back'"
          min-count = 1, shrinkage = 0, rules = plain, judge = 0.4, strengths = [1, 10]
          catalogue { table = goods, item = what, label = called, available = sold }
        }
      }
      """;

  private void deliver() throws IOException {
    deliver(
        "takings.csv",
        "who,what,at,kind",
        "ann,tea,2026-01-01,sale",
        "ann,milk,2026-01-01,sale",
        "ann,\"cake, plain\",2026-01-04,sale",
        "bob,tea,2026-01-02,sale",
        "bob,tea,2026-01-02,sale",
        "bob,\"cake, plain\",2026-01-10,sale",
        "cyd,tea,2026-01-01,sale",
        "cyd,milk,2026-01-03,sale",
        "dan,milk,2026-01-03,sale",
        "dan,jam,2026-01-03,sale",
        "dan,jam,2026-01-09,back",
        "eve,jam,2026-01-03,sale",
        "eve,,2026-01-03,sale",
        "eve,tea,2027-01-03,sale");
    deliver(
        "goods.csv",
        "what,name,path,sold",
        "tea,Green tea,drinks,yes",
        "milk,,drinks,yes",
        "\"cake, plain\",Spread,food/sweet,yes",
        "jam,Spread,food/sweet,no");
  }

  @Test
  void rulesSequencesAndRecommendations() throws IOException {
    deliver();
    configure((SOURCES + PATTERNS).formatted(temp));
    run(new IngestJob());
    run(new ValidateJob());

    JobResult associated = run(new AssociateJob());
    JobResult recommended = run(new RecommendJob());

    assertThat(associated.rowsIn()).isEqualTo(3 * 14);
    assertThat(associated.accepted()).isEqualTo(11 + 12 + 12);
    assertThat(associated.droppedReason().orElseThrow())
        .isEqualTo("3 rows that 'where' leaves out; 1 rows without a time; 3 rows without an item");
    assertThat(texts(of(Tables.FREQUENT_ITEMSET, "plain"), "itemset", "text", "baskets", "n"))
        .containsExactly(
            "cake\\, plain, tea|Spread (cake, plain) AND Green tea|2|5",
            "cake\\, plain|Spread (cake, plain)|2|5",
            "jam|Spread (jam)|2|5",
            "milk, tea|milk AND Green tea|2|5",
            "milk|milk|3|5",
            "tea|Green tea|3|5");
    assertThat(
            texts(
                of(Tables.ASSOCIATION_RULE, "plain"),
                "antecedent",
                "text",
                "antecedent_baskets",
                "consequent_baskets",
                "baskets",
                "round(lift, 6)",
                "round(p_value, 6)",
                "round(p_adjusted, 6)",
                "is_redundant",
                "round(improvement_p_value, 6)"))
        .containsExactly(
            "cake\\, plain|IF Spread (cake, plain) THEN Green tea|2|3|2|1.666667|0.3|0.6|false|0.3",
            "milk|IF milk THEN Green tea|3|3|2|1.111111|0.7|0.7|false|0.7",
            "tea|IF Green tea THEN Spread (cake, plain)|3|2|2|1.666667|0.3|0.6|false|0.3",
            "tea|IF Green tea THEN milk|3|3|2|1.111111|0.7|0.7|false|0.7");
    assertThat(
            texts(
                of(Tables.SEQUENCE_PATTERN, "plain"),
                "pattern",
                "text",
                "customers",
                "n",
                "median_gap_days"))
        .containsExactly("tea > cake\\, plain|Green tea THEN Spread (cake, plain)|2|5|5.5");
    assertThat(
            texts(of(Tables.FREQUENT_ITEMSET, "kinds").where("text is null"), "itemset", "baskets"))
        .containsExactly(
            "drinks, food/sweet|4",
            "drinks, food|4",
            "drinks|5",
            "food, tea|3",
            "food/sweet, tea|3",
            "food/sweet|4",
            "food|4",
            "milk|3",
            "tea|4");
    assertThat(of(Tables.ASSOCIATION_RULE, "few").count()).isGreaterThanOrEqualTo(2);
    assertThat(recommended.accepted()).isEqualTo(12);
    assertThat(texts(of(Tables.RECOMMENDATION, "shop"), "customer_id", "rank", "item"))
        .containsExactly(
            "bob|1|milk", "cyd|1|cake, plain", "dan|1|tea", "dan|2|cake, plain", "eve|1|milk");
    assertThat(
            texts(
                of(Tables.RECOMMENDATION, "shop").where("customer_id in ('cyd', 'eve')"),
                "customer_id",
                "because_of",
                "reason"))
        .containsExactly(
            "cyd|tea|took Green tea, and 2 of the 3 who did took this too",
            "eve|jam|took Spread, and 1 of the 2 who did took this too");
    assertThat(
            texts(
                of(Tables.RECOMMENDATION_METRIC, "shop").where("metric = 'ndcg'"),
                "split",
                "method"))
        .contains(
            "customer|als",
            "customer|neighbours",
            "customer|popularity",
            "customer|recommended",
            "customer|weights");

    requireThatWhatIsWrongIsSaid();
  }

  private void requireThatWhatIsWrongIsSaid() throws IOException {
    assertThatThrownBy(
            () ->
                configure(
                    (SOURCES + PATTERNS.replace("what_happened = 'sale'", "nothing = 1"))
                        .formatted(temp)))
        .hasMessageContaining("aurum.conf:")
        .hasMessageContaining("unknown column 'nothing'");
    configure(
        (SOURCES + PATTERNS.replace("what_happened = 'sale'", "array(what_happened) > 1"))
            .formatted(temp));
    assertThatThrownBy(() -> run(new AssociateJob()))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("aurum.conf:")
        .hasMessageContaining("bad condition");

    configure(
        (SOURCES + "associate.a { table = takings, basket = who, item = what, most-rows = 1 }")
            .formatted(temp));
    assertThatThrownBy(() -> run(new AssociateJob()))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("finds more than 1");

    configure(SOURCES.formatted(temp));
    assertThat(run(new AssociateJob()).rowsIn()).isZero();
    assertThat(lake().read(Tables.ASSOCIATION_RULE).count()).isZero();
    assertThat(run(new RecommendJob()).commits()).hasSize(2);
  }

  private Dataset<Row> of(TableSpec table, String task) {
    return lake().read(table).where("task = '" + task + "'");
  }
}
