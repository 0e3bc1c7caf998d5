package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.rule.Limit;
import io.aurum.common.rule.Relation;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.Scope;
import io.aurum.common.rule.ValueCheck;
import io.aurum.common.run.AurumException;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class RuleSettingsTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        crm { path = ${DATA}"/crm.csv", columns { name = n, email = e, born = b, spend = s, paid = p } }
        shop { path = ${DATA}"/crm.csv", columns { name = n, spend = s } }
      }
      attributes {
        name = full-name, email = email, born = birth-date, spend = number, paid = number
      }
      """;

  @Test
  void everyCheckIsRead() {
    fixture.write("banned.txt", "n/a\n\n unknown \n");
    List<RuleSettings> rules =
        read(
            """
            rules {
              a { columns = [name, email], filled = true, severity = error }
              b { column = name, type = integer }
              c { column = email, format = email, description = "as written" }
              d { column = spend, range { above = 0, max = 99.5 }, max-failed-rate = 0.25 }
              e { column = born, range { max = as_of - P18Y }, where = "email is not null" }
              f { column = name, set { allowed = [x, y] }, dimension = accuracy }
              g { column = name, set { forbidden-file = ${DATA}"/banned.txt" } }
              h { column = name, pattern = "[A-Z].*" }
              i { column = name, length { max = 40 } }
              j { completeness { columns = [name, email], at-least = 1 } }
              k { agreement { left = paid, relation = "<=", right = spend, tolerance = 0.01 } }
              l { sql = "paid <= spend", severity = drop }
              m { source = crm, uniqueness { columns = [email] } }
              n { source = shop, reference { columns = name, to = crm } }
              o { freshness { max-age = P2D }, severity = block }
              p { freshness { column = born, max-age = P100Y, of = each } }
              q { source = shop, row-count { min = 5 } }
              r { row-count { min-ratio = 0.5, max-ratio = 2 } }
              s { sum { column = spend, control = 12.50 } }
              t { source = shop, sum { column = spend, control { source = crm, column = paid } } }
              u { source = shop, row-count { control = 12, tolerance = 1 } }
              v { source = shop, row-count { control { source = crm, column = paid } } }
            }
            """);

    assertThat(rules.stream().map(RuleSettings::name))
        .containsExactly(
            "a.email", "a.name", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n",
            "o", "p", "q", "r", "s", "t", "u", "v");
    var crm = new Scope("customer", "crm");
    assertThat(rules.stream().map(RuleSettings::check))
        .contains(
            new RuleCheck.Filled(List.of("email"), 1),
            value("name", new ValueCheck.Type(ValueCheck.Form.INTEGER)),
            value(
                "spend",
                new ValueCheck.Range(
                    new Limit.Decimal(BigDecimal.ZERO),
                    false,
                    new Limit.Decimal(new BigDecimal("99.5")),
                    true)),
            value(
                "born",
                new ValueCheck.Range(
                    new Limit.Open(), true, new Limit.RunDate(Period.ofYears(-18)), true)),
            value("name", new ValueCheck.Allowed(Set.of("x", "y"))),
            value("name", new ValueCheck.Forbidden(Set.of("n/a", "unknown"))),
            value("name", new ValueCheck.Matching("[A-Z].*")),
            value("name", new ValueCheck.Length(0, 40)),
            new RuleCheck.Filled(List.of("name", "email"), 1),
            new RuleCheck.Agreement("paid", Relation.AT_MOST, "spend", new BigDecimal("0.01")),
            new RuleCheck.Unique(List.of("email")),
            new RuleCheck.Reference(List.of("name"), crm, List.of("name")),
            new RuleCheck.Fresh("", Period.ofDays(2)),
            new RuleCheck.RowCount(5, Long.MAX_VALUE),
            new RuleCheck.DeliverySize(new BigDecimal("0.5"), new BigDecimal("2")),
            new RuleCheck.Sum("spend", new RuleCheck.SumOf(crm, "paid"), BigDecimal.ZERO),
            new RuleCheck.Count(new RuleCheck.Stated(BigDecimal.valueOf(12)), BigDecimal.ONE),
            new RuleCheck.Count(new RuleCheck.SumOf(crm, "paid"), BigDecimal.ZERO));
    RuleSettings born = rule(rules, "e");
    assertThat(born.where().sql()).isEqualTo("email is not null");
    assertThat(born.where().place()).endsWith("aurum.conf:" + (SOURCES.lines().count() + 6));
    assertThat(rule(rules, "c").description()).isEqualTo("as written");
    assertThat(rule(rules, "d").description()).isEqualTo("spend is above 0 and is at most 99.5");
    assertThat(rule(rules, "d").maxFailedRate()).isEqualTo(0.25);
    assertThat(rule(rules, "f").dimension()).isEqualTo("accuracy");
    assertThat(rule(rules, "p").dimension()).isEqualTo("timeliness");
    assertThat(rule(rules, "a.name").severity()).isEqualTo(Severity.ERROR);
    assertThat(rule(rules, "b").severity()).isEqualTo(Severity.WARN);
    assertThat(rule(rules, "l").severity()).isEqualTo(Severity.DROP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "column = nmae, filled = true | unknown column 'nmae' for 'rules.r.column' | did you mean 'name'?",
        "column = name | no check in 'rules.r' | add one of: filled, type",
        "column = name, filled = true, type = number | several checks in 'rules.r' | make a rule of each",
        "filled = true | columns of 'rules.r' are not clear | write column = <name>",
        "column = name, pattern = \"[\" | bad regular expression '[' for 'rules.r.pattern' | correct the expression",
        "column = name, range { min = 3 } | '3' cannot be compared with the column 'name' | ask it of another column",
        "column = spend, range { min = 3, max = 2 } | empty range 'rules.r.range' | exchange them",
        "column = spend, range { min = 3, above = 2 } | contradictory range 'rules.r.range' | keep one of them",
        "column = name, set { allowed = [] } | empty list 'rules.r.set.allowed' | write a text",
        "column = name, set { alowed = [a] } | unknown key 'rules.r.set.alowed' | did you mean 'allowed'?",
        "column = name, format = emial | unknown kind 'emial' for 'rules.r.format' | did you mean 'email'?",
        "agreement { left = name, right = spend } | columns 'name' and 'spend' cannot be compared | compare numbers with numbers",
        "agreement { left = spend, relation = \"=<\", right = paid } | unknown relation '=<' for 'rules.r.agreement.relation' | did you mean '<='?",
        "source = shop, reference { columns = spend, to { source = crm, columns = [spend, paid] } } | columns of 'rules.r.reference.to' do not pair off | name one column",
        "source = crm, reference { columns = email, to = shop } | unknown column 'email' of the target of 'rules.r.reference.to' | name the target's own",
        "row-count { min = 5, control = 5 } | count of 'rules.r.row-count' is not clear | or"
            + " control",
        "row-count { min = 5 }, severity = error | bad value for 'rules.r.severity' | write info, warn or block",
        "uniqueness { columns = email }, severity = drop | bad value 'drop' for 'rules.r.severity' | write info, warn, error or block",
        "freshness { max-age = 2d } | bad value '2d' for 'rules.r.freshness.max-age' | write days as P2D",
        "source = crm, entity = customer, sql = \"true\" | contradictory section 'rules.r' | keep 'source'",
        "source = crn, sql = \"true\" | unknown source 'crn' for 'rules.r.source' | did you mean 'crm'?",
        "sql = \"true\", column = name | idle key 'rules.r.column' | remove it",
        "sum { column = spend, control { } } | control total of 'rules.r.sum' is not clear | write control = <number>",
        "sql = \"true\", severty = error | unknown key 'rules.r.severty' | did you mean 'severity'?"
      })
  void whatIsWrongIsNamedWithItsRemedy(String body, String problem, String remedy) {
    String rules = "rules { r { %s } }".formatted(body);
    String message = problems(rules);
    assertThat(message).contains(problem).contains(remedy);
    assertThat(message).contains("aurum.conf:" + (SOURCES.lines().count() + 1));
  }

  @Test
  void allProblemsComeAtOnce() {
    assertThat(
            problems(
                """
                rules {
                  x { column = nmae, filled = true }
                  y { columns = [spend, piad], range { min = low } }
                  record { sql = "true" }
                  name { sql = "true" }
                }
                """))
        .contains("unknown column 'nmae'", "unknown column 'piad'", "bad value 'low'")
        .contains("reserved name 'rules.record'", "reserved name 'rules.name'", "5 problems");
  }

  @Test
  void theContentOfAFileBelongsToTheConfiguration() {
    String rules = "rules.r { column = name, set { allowed-file = ${DATA}\"/names.txt\" } }";
    fixture.write("names.txt", "Ann\nBob\n");
    String before = fixture.read(SOURCES + rules).hash();
    fixture.write("names.txt", "Bob\nAnn\n");
    assertThat(fixture.read(SOURCES + rules).hash()).isEqualTo(before);
    fixture.write("names.txt", "Ann\n");
    assertThat(fixture.read(SOURCES + rules).hash()).isNotEqualTo(before);
  }

  private List<RuleSettings> read(String rules) {
    return fixture.read(SOURCES + rules).rules();
  }

  private String problems(String rules) {
    return catchThrowableOfType(AurumException.class, () -> read(rules)).getMessage();
  }

  private static RuleCheck value(String column, ValueCheck check) {
    return new RuleCheck.OfValue(column, check, "validity");
  }

  private static RuleSettings rule(List<RuleSettings> rules, String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }
}
