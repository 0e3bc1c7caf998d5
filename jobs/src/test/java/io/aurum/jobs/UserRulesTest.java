package io.aurum.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.RuleSettings;
import io.aurum.common.lake.TestSession;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.RuleMask;
import io.aurum.common.table.Tables;
import io.aurum.harness.CommandLine;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of the user on rows worked by hand: who fails what, and what becomes of it. */
class UserRulesTest extends FromFiles {
  private static final String CONF =
      """
      validate.max-quarantine-rate = 1
      sources {
        crm {
          path = "%1$s/crm.csv"
          delivery { key = [no], known-at.constant = 2026-01-05 }
          columns { name = name, email = email }
        }
        products {
          entity = product
          path = "%1$s/products.csv"
          delivery.known-at.constant = 2026-01-05
          columns { product_id = id }
        }
        orders {
          entity = order_line
          path = "%1$s/orders.csv"
          delivery { key = [line], known-at { column = at } }
          columns {
            order_id = order
            ordered_at = at
            product_id = item
            quantity = qty
            unit_price = price
            status = status
          }
        }
      }
      attributes { name = full-name, email = email }
      rules {
        %2$s
      }
      """;

  private static final List<String> RULES =
      List.of(
          "mail_given { column = email, filled = true, max-failed-rate = 0.5 }",
          "in_scope { source = orders, column = status, set { forbidden = [cancelled] }, severity = drop }",
          "no_returns { entity = order_line, column = quantity, range { min = 0 } }",
          "small { entity = order_line, sql = \"quantity * unit_price <= 100\", where = \"quantity > 0\", severity = info }",
          "priced { entity = order_line, sql = \"1 / unit_price > 0\", severity = info }",
          "once { entity = order_line, uniqueness { columns = [order_id, product_id] } }",
          "known { entity = order_line, reference { columns = product_id, to { entity = product } }, severity = error }",
          "total { source = orders, sum { column = quantity, control = 7 } }",
          "sent { source = orders, row-count { control = 9, tolerance = 1 } }",
          "fresh { source = orders, freshness { max-age = P10D } }",
          "steady { source = orders, row-count { min-ratio = 0.5 } }");

  @BeforeEach
  void files() throws IOException {
    deliver("crm.csv", "no,name,email", "1,Ann Lee,ann@mail.org", "2,Bob Ray,");
    deliver("products.csv", "id", "A", "B");
    deliver(
        "orders.csv",
        "line,order,at,item,qty,price,status",
        "1,O1,2026-01-02,A,2,1.00,done",
        "2,O1,2026-01-02,B,3,2.00,done",
        "3,O2,2026-01-02,X,1,1.00,done",
        "4,O3,2026-01-03,A,-1,1.00,done",
        "5,O4,2026-01-03,A,5,1.00,cancelled",
        "6,O5,2026-01-03,B,1,200.00,done",
        "7,O1,2026-01-04,A,1,1.00,done",
        "8,,2026-01-04,A,1,0.00,done");
  }

  @Test
  void eachFailureIsKnownByRecordAndCountedByRule() throws IOException {
    configure(RULES);
    run(new IngestJob());
    JobResult result = run(new ValidateJob());

    assertThat(List.of(result.rowsIn(), result.accepted(), result.quarantined(), result.dropped()))
        .containsExactly(12L, 10L, 1L, 1L);
    assertThat(result.droppedReason()).hasValue("1 rows out of scope by the rule in_scope");
    assertThat(result.gateClosed()).isEmpty();
    assertThat(failuresByRecord())
        .isEqualTo(
            Map.of(
                "1", List.of("once"),
                "2", List.of(),
                "4", List.of("no_returns"),
                "6", List.of("small"),
                "7", List.of("once"),
                "8", List.of("priced")));
    assertThat(texts(lake().read(Tables.QUARANTINE_RECORD), "rule", "source_record_id", "payload"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("known|3|{")
        .contains("\"product_id\":\"X\"");
    String ofUser =
        "rule in ('mail_given', 'in_scope', 'no_returns', 'small', 'priced', 'once', 'known', "
            + "'total', 'sent', 'fresh', 'steady')";
    assertThat(
            texts(
                lake().read(Tables.RULE_RESULT).where(ofUser),
                "rule",
                "dimension",
                "severity",
                "rows_checked",
                "rows_failed",
                "status",
                "observed"))
        .containsExactly(
            "fresh|timeliness|warn|7|7|fail|2026-01-04, 27 days old",
            "in_scope|validity|drop|7|0|pass|null",
            "known|integrity|error|7|1|fail|null",
            "mail_given|completeness|warn|2|1|pass|null",
            "no_returns|validity|warn|7|1|fail|null",
            "once|uniqueness|warn|6|2|fail|null",
            "priced|consistency|info|7|1|fail|null",
            "sent|completeness|warn|7|7|fail|7; control total: 9",
            "small|consistency|info|6|1|fail|null",
            "steady|completeness|warn|7|0|pass|2 rows; usual: 3",
            "total|accuracy|warn|7|0|pass|7; control total: 7");
  }

  @Test
  void aBlockingRuleKeepsWhatStoodBeforeAndFingerprintsFollowTheDefinition() throws IOException {
    List<String> rules = List.of(RULES.get(0), RULES.get(2), RULES.get(9));
    configure(rules);
    run(new IngestJob());
    assertThat(run(new ValidateJob()).accepted()).isEqualTo(12);
    Map<String, String> fingerprints = fingerprints();
    List<String> results = texts(lake().read(Tables.RULE_RESULT), "source", "rule", "rule_number");

    configure(
        List.of(
            rules.get(2).replace("P10D }", "P10D }, severity = block"),
            rules.get(1).replace("min = 0", "min = 1"),
            rules.get(0)));
    JobResult closed = run(new ValidateJob());
    assertThat(closed.gateClosed().orElseThrow())
        .isEqualTo("source orders does not keep the blocking rule fresh: 2026-01-04, 27 days old");
    assertThat(closed.balances()).isTrue();
    assertThat(closed.accepted()).isZero();
    assertThat(lake().count(Tables.ORDER_LINE)).isEqualTo(8);
    assertThat(texts(lake().read(Tables.RULE_RESULT), "source", "rule", "rule_number"))
        .isEqualTo(results);
    assertThat(fingerprints()).isEqualTo(fingerprints);

    configure(List.of(rules.get(2), rules.get(1).replace("min = 0", "min = 1"), rules.get(0)));
    run(new ValidateJob());
    Map<String, String> changed = fingerprints();
    assertThat(changed.get("no_returns")).isNotEqualTo(fingerprints.get("no_returns"));
    changed.put("no_returns", fingerprints.get("no_returns"));
    assertThat(changed).isEqualTo(fingerprints);
    assertThat(texts(lake().read(Tables.RULE_RESULT), "source", "rule", "rule_number"))
        .isEqualTo(results);
  }

  @Test
  void conditionsAreCheckedBeforeAnythingIsRead() throws IOException {
    assertThatThrownBy(() -> configure(List.of("b { entity = order_line, sql = \"quantity >\" }")))
        .hasMessageContaining("aurum.conf:")
        .hasMessageContaining("it is no Spark SQL: Syntax error at or near end of input");
    configure(
        List.of(
            "a { entity = order_line, sql = \"quantiy > 0\" }",
            "c { entity = order_line, sql = \"quantity + 1\" }",
            "d { entity = order_line, sql = \"ordered_at < current_date()\" }",
            "e { entity = order_line, sql = \"rand() < 2\" }",
            "f { entity = order_line, sql = \"ordered_at <= as_of\", where = \"count(*) > 1\" }"));
    var e =
        catchThrowableOfType(
            AurumException.class,
            () -> new ValidateJob().check(TestSession.spark(), settings, run()));
    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
    int first = (int) CONF.substring(0, CONF.indexOf("%2$s")).lines().count();
    assertThat(e.getMessage().lines().filter(line -> line.contains("aurum.conf:")))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).contains("of the records of order_line: "));
    assertThat(e)
        .hasMessageContaining("aurum.conf:" + first + ": 'quantiy > 0'")
        .hasMessageContaining("quantity`")
        .hasMessageContaining("it gives")
        .hasMessageContaining("the date of the run is the column as_of")
        .hasMessageContaining("it has a random part");
  }

  /**
   * Before the tenth crm held 1 to 4, of which 2 and 3 had no address; then 2 got one, 4 was
   * deleted, 5 came, and of 1 came an old change that undoes nothing. The club replaced a and b by
   * a and c. The shop has one without a name and one without a proper address, who are out of
   * scope.
   */
  @Test
  void resultsTellWhatTheRulesFoundBeforeTheNewestDelivery() throws IOException {
    deliver(
        "crm-2026-01-05.csv",
        "no,seq,op,name,email",
        "1,5,U,Ann Lee,ann@mail.org",
        "2,1,U,Bob Ray,",
        "3,1,U,Cid Moe,",
        "4,1,U,Dan Poe,dan@mail.org");
    deliver(
        "crm-2026-01-10.csv",
        "no,seq,op,name,email",
        "1,4,U,Ann Lee,",
        "2,2,U,Bob Ray,bob@mail.org",
        "4,2,D,Dan Poe,dan@mail.org",
        "5,1,U,Eve Orr,eve@mail.org");
    deliver("club-2026-01-05.csv", "no,name,email", "a,Fay Ode,", "b,Gil Upp,gil@mail.org");
    deliver("club-2026-01-10.csv", "no,name,email", "a,Fay Ode,f@mail.org", "c,Hal Zed,h@mail.org");
    deliver(
        "shop-2026-01-10.csv", "no,name,email", "s,Ida Yew,", "t,,t@mail.org", "u,Jo Fox,no mail");
    configure(
        """
        sources {
          crm {
            path = "%1$s/crm-*.csv"
            delivery {
              mode = changes, key = no, order = seq
              deletes { column = op, value = D }
              known-at.pattern = "crm-(.*)[.]csv"
            }
            columns { name = name, email = email }
          }
          club {
            path = "%1$s/club-*.csv"
            delivery { mode = snapshot, key = no, known-at.pattern = "club-(.*)[.]csv" }
            columns { name = name, email = email }
          }
          shop {
            path = "%1$s/shop-*.csv"
            delivery { key = no, known-at.pattern = "shop-(.*)[.]csv" }
            columns { name = name, email = email }
          }
        }
        attributes {
          name { kind = full-name, required = drop }
          email { kind = email, required = info, invalid = drop }
        }
        rules { once { uniqueness { columns = email } } }
        """
            .formatted(temp));
    run(new IngestJob());
    JobResult result = run(new ValidateJob());

    assertThat(result.droppedReason().orElseThrow())
        .contains(
            "1 rows out of scope by the rule email.not-an-email",
            "1 rows out of scope by the rule name.required");

    assertThat(
            texts(
                lake().read(Tables.RULE_RESULT).where("rule in ('email.required', 'once')"),
                "source",
                "rule",
                "rows_checked",
                "rows_failed",
                "previous_checked",
                "previous_failed"))
        .containsExactly(
            "club|email.required|2|0|2|1",
            "club|once|2|0|null|null",
            "crm|email.required|4|1|4|2",
            "crm|once|3|0|null|null",
            "shop|email.required|1|1|null|null",
            "shop|once|0|0|null|null");
  }

  /** Sixty members, of whom some lack an address and one spends too much. */
  @Test
  void whatIsSuggestedIsReadBackAndKeptByTheData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("no,name,email,tier,joined,spend,mobile"));
    for (int i = 0; i < 60; i++) {
      lines.add(
          "M-%04d,Ann Lee,%s,%s,2025-03-%02d,%s,+44 7911 1234%02d"
              .formatted(
                  i,
                  i % 9 == 4 ? "" : "m" + i + "@mail.org",
                  i % 2 == 0 ? "gold" : "silver",
                  1 + i % 28,
                  i == 30 ? "99999.50" : i + ".25",
                  i));
    }
    deliver("members.csv", lines.toArray(String[]::new));
    String conf =
        """
        sources.crm {
          path = "%s/members.csv"
          region = GB
          delivery { key = no, known-at.constant = 2026-01-05 }
          columns { member = no, name = name, email = email, tier = tier, joined = joined, spend = spend }
        }
        attributes {
          member = account-id, name = full-name, email = email, tier = category
          joined = date, spend = number
        }
        """
            .formatted(temp);
    configure(conf);
    String suggested = suggestedFor(conf);

    configure(conf + suggested);
    assertThat(settings.attribute("mobile").kind().name()).isEqualTo("phone");
    run(new IngestJob());
    run(new ValidateJob());
    List<String> names = settings.rules().stream().map(RuleSettings::name).toList();
    assertThat(names)
        .contains(
            "crm_email_filled",
            "crm_tier_known",
            "crm_spend_range",
            "crm_joined_range",
            "crm_member_shape",
            "crm_member_unique");
    assertThat(
            texts(
                lake().read(Tables.RULE_RESULT).where(col("rule").isin(names.toArray())),
                "rule",
                "status",
                "rows_checked > 0"))
        .containsExactlyElementsOf(names.stream().sorted().map(n -> n + "|pass|true").toList());
    assertThat(suggestedFor(conf + suggested)).doesNotContain(names);
  }

  private String suggestedFor(String conf) throws IOException {
    Path file = Files.writeString(temp.resolve("suggest.conf"), conf);
    return CommandLine.answers("suggest", "--conf", file.toString());
  }

  private Map<String, List<String>> failuresByRecord() {
    Map<Integer, String> names = new HashMap<>();
    lake()
        .read(Tables.RULE_RESULT)
        .where("source = 'orders'")
        .select("rule_number", "rule")
        .collectAsList()
        .forEach(row -> names.put(row.getInt(0), row.getString(1)));
    return lake()
        .read(Tables.ORDER_LINE)
        .select("source_record_id", "rule_mask")
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0),
                row -> RuleMask.failedRules(row.getList(1)).stream().map(names::get).toList()));
  }

  private Map<String, String> fingerprints() {
    return lake().read(Tables.RULE_RESULT).select("rule", "fingerprint").collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1), (a, b) -> a));
  }

  private void configure(List<String> rules) throws IOException {
    configure(CONF.formatted(temp, String.join("\n  ", rules)));
  }
}
