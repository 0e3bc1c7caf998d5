package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.aurum.common.config.DeliverySettings.KnownAt;
import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.SourceSettings.CsvSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.kind.DateOrder;
import io.aurum.common.kind.Kinds;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest extends WithFixture {
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void aConfigurationMayNameTheDateOfItsRuns() {
    assertThat(fixture.read(Fixture.FULL).asOf()).isEmpty();
    assertThat(fixture.read(Fixture.FULL + "\nas-of = 2011-12-10\n").asOf())
        .contains(LocalDate.parse("2011-12-10"));
    assertThatThrownBy(() -> fixture.read(Fixture.FULL + "\nas-of = yesterday\n"))
        .hasMessageContaining("bad value 'yesterday' for 'as-of'");
  }

  @Test
  void everyKeyOfASourceArrives() {
    SourceSettings crm = fixture.read(Fixture.FULL).source("crm");

    assertThat(crm.entity()).isEqualTo("customer");
    assertThat(crm.paths()).containsExactly(folder + "/crm.csv");
    assertThat(crm.format()).isEqualTo(Format.CSV);
    assertThat(crm.csv()).isEqualTo(new CsvSettings(false, ';', '\'', '\\', "ISO-8859-1"));
    assertThat(crm.nullValues()).containsExactly("", "NA");
    assertThat(crm.delivery())
        .isEqualTo(
            new DeliverySettings(
                Mode.CHANGES,
                List.of("country", "id"),
                Optional.of("updated_at"),
                Optional.of("op"),
                Optional.of("D"),
                new KnownAt(Optional.of("updated_at"), NONE, NONE)));
    assertThat(crm.trust()).isEqualTo(0.9);
    assertThat(crm.region()).contains("GB");
    assertThat(crm.dateOrder()).contains(DateOrder.DMY);
  }

  @Test
  void aDatabaseArrivesInRangesAndKeepsItsSecrets() {
    Settings settings =
        fixture.read(
            """
            attributes { name = full-name }
            sources {
              erp {
                format = jdbc
                on-empty = fail
                on-unreadable = skip
                max-record-chars = 5
                drift { new-column = fail, unused = [fax], missing-column = empty }
                jdbc {
                  url = "jdbc:x://u:p@host/db?password=p"
                  query = "select 1"
                  user = me
                  password = secret
                  partition { column = id, lower = 0, upper = 100, number = 3 }
                }
                delivery { key = id, missing-key = drop, known-at { constant = 2026-01-31 } }
                columns { name = name }
              }
            }
            """);
    SourceSettings erp = settings.source("erp");
    assertThat(erp.policy())
        .isEqualTo(
            new SourcePolicy(
                SourcePolicy.Empty.FAIL,
                SourcePolicy.Unreadable.SKIP,
                SourcePolicy.NewColumn.FAIL,
                SourcePolicy.MissingColumn.EMPTY,
                List.of("fax"),
                5));
    assertThat(erp.delivery().missingKey()).isEqualTo(DeliverySettings.MissingKey.DROP);
    JdbcSettings jdbc = erp.jdbc().orElseThrow();
    assertThat(jdbc.relation()).isEqualTo("(select 1)");
    assertThat(jdbc.partitions())
        .containsExactly("(id < 33 or id is null)", "id >= 33 and id < 66", "id >= 66");
    assertThat(jdbc).hasToString("query at jdbc:x://host/db");
  }

  @Test
  void everyFormOfAMappingArrivesInTheOrderOfTheFile() {
    assertThat(fixture.read(Fixture.FULL).source("crm").columns())
        .containsExactly(
            entry("given_name", column("first_name")),
            entry(
                "full_name",
                new ColumnMapping(List.of("first", "last"), ", ", NONE, NONE, 1, NONE, 0, NONE)),
            entry(
                "country",
                new ColumnMapping(List.of(), " ", Optional.of("GB"), NONE, 1, NONE, 0, NONE)),
            entry(
                "address_line",
                new ColumnMapping(
                    List.of("address"), " ", NONE, Optional.of(","), -1, NONE, 0, NONE)),
            entry(
                "postal_code",
                new ColumnMapping(
                    List.of("address"),
                    " ",
                    NONE,
                    NONE,
                    1,
                    Optional.of("([A-Z0-9]+) ([A-Z0-9]+)$"),
                    2,
                    NONE)),
            entry(
                "birth_date",
                new ColumnMapping(
                    List.of("dob"), " ", NONE, NONE, 1, NONE, 0, Optional.of("yyyyMMdd"))));
  }

  @Test
  void aPathMayBeAListAndAKeyATextAndDeliveriesDiffer() {
    SourceSettings shop = fixture.read(Fixture.FULL).source("shop");
    SourceSettings app = fixture.read(Fixture.FULL).source("app");

    assertThat(shop.paths()).containsExactly("exports/shop-*.json", "s3a://bucket/shop.json");
    assertThat(shop.format()).isEqualTo(Format.JSON);
    assertThat(shop.delivery().mode()).isEqualTo(Mode.SNAPSHOT);
    assertThat(shop.delivery().key()).containsExactly("id");
    assertThat(shop.delivery().knownAt())
        .isEqualTo(new KnownAt(NONE, Optional.of("shop-([0-9-]+)[.]json"), NONE));
    assertThat(app.format()).isEqualTo(Format.PARQUET);
    assertThat(app.delivery().knownAt())
        .isEqualTo(new KnownAt(NONE, NONE, Optional.of("2025-12-31")));
  }

  @Test
  void defaultsFillWhatASourceLeavesOpen() {
    SourceSettings shop = fixture.read(Fixture.FULL).source("shop");

    assertThat(shop.entity()).isEqualTo("customer");
    assertThat(shop.trust()).as("the user's own default").isEqualTo(0.25);
    assertThat(shop.csv()).isEqualTo(new CsvSettings(true, ',', '"', '"', "UTF-8"));
    assertThat(shop.nullValues()).containsExactly("", "NULL", "null", "\\N", "N/A", "n/a");
    assertThat(shop.region()).isEmpty();
    assertThat(shop.dateOrder()).isEmpty();
  }

  @Test
  void everyKeyOfAnAttributeArrives() {
    Settings settings = fixture.read(Fixture.FULL);

    assertThat(settings.attribute("email"))
        .isEqualTo(
            new AttributeSettings(
                "email",
                Kinds.byName("email").orElseThrow(),
                PiiClass.SPECIAL,
                Severity.ERROR,
                Severity.BLOCK,
                false,
                List.of(SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT)));
    assertThat(settings.attribute("notes").survivorship()).containsExactly(SurvivorshipRule.UNION);
  }

  @Test
  void theShortFormOfAnAttributeTakesEverythingFromTheKind() {
    AttributeSettings name = fixture.read(Fixture.FULL).attribute("given_name");
    AttributeSettings notes = fixture.read(Fixture.FULL).attribute("notes");

    assertThat(name.kind().name()).isEqualTo("given-name");
    assertThat(name.pii()).isEqualTo(PiiClass.LINKABLE);
    assertThat(name.required()).as("the user's own default").isEqualTo(Severity.INFO);
    assertThat(name.invalid()).isEqualTo(Severity.WARN);
    assertThat(name.match()).isTrue();
    assertThat(name.survivorship()).isEqualTo(name.kind().survivorship()).isNotEmpty();
    assertThat(notes.match()).as("free text is no evidence").isFalse();
  }

  @Test
  void shortAndLongFormsMeanTheSame() {
    String longForm =
        """
        sources.crm { path = [${DATA}"/crm.csv"], columns { email { column = mail } } }
        attributes { email { kind = email } }
        """;

    assertThat(fixture.read(longForm).sources()).isEqualTo(fixture.read(Fixture.LEAST).sources());
    assertThat(fixture.read(longForm).attributes())
        .isEqualTo(fixture.read(Fixture.LEAST).attributes());
  }

  @Test
  void sourcesAndAttributesKeepTheOrderOfTheFile() {
    Settings settings = fixture.read(Fixture.FULL);

    assertThat(settings.sources())
        .extracting(SourceSettings::name)
        .containsExactly("crm", "shop", "app");
    assertThat(settings.attributes())
        .extracting(AttributeSettings::name)
        .containsExactly(
            "given_name",
            "full_name",
            "country",
            "address_line",
            "postal_code",
            "birth_date",
            "email",
            "notes");
  }

  @Test
  void everythingElseArrives() {
    Settings settings = fixture.read(Fixture.FULL);

    assertThat(settings.seed()).isEqualTo(7);
    assertThat(settings.groups())
        .isEqualTo(Map.of("address", List.of("address_line", "postal_code", "country")));
    assertThat(settings.validate()).isEqualTo(new ValidateSettings(0.125));
    assertThat(settings.resolve()).isEqualTo(new ResolveSettings(50, 5000, 0.75, 0.5, 10));
    assertThat(settings.publish())
        .isEqualTo(new PublishSettings(List.of("full_name"), List.of("match_evidence")));
    assertThat(settings.truth())
        .contains(
            new TruthSettings(
                Optional.of(folder + "/truth.csv"),
                Format.CSV,
                new CsvSettings(true, '|', '"', '"', "UTF-8"),
                Optional.of("system"),
                Map.of("CRM", "crm"),
                List.of("country", "id"),
                new ColumnMapping(
                    List.of("person"), " ", NONE, NONE, 1, Optional.of("P([0-9]+)"), 1, NONE)));
  }

  @Test
  void theLeastConfigurationGetsTheDocumentedDefaults() {
    Settings settings = fixture.read(Fixture.LEAST);

    assertThat(settings.seed()).isEqualTo(42);
    assertThat(settings.groups()).isEmpty();
    assertThat(settings.validate()).isEqualTo(new ValidateSettings(0.5));
    assertThat(settings.resolve()).isEqualTo(new ResolveSettings(100, 4_000_000, 0.9, 0.05, 100));
    assertThat(settings.publish()).isEqualTo(new PublishSettings(List.of(), List.of()));
    assertThat(settings.truth()).isEmpty();
    assertThat(settings.source("crm").trust()).isEqualTo(0.5);
    assertThat(settings.source("crm").delivery())
        .isEqualTo(
            new DeliverySettings(
                Mode.APPEND, List.of(), NONE, NONE, NONE, new KnownAt(NONE, NONE, NONE)));
    assertThat(settings.attribute("email").required()).isEqualTo(Severity.OFF);
  }

  @Test
  void theTruthMayStandInTheSourcesThemselves() {
    TruthSettings truth =
        fixture.read(Fixture.LEAST + "evaluate.truth.cluster = person\n").truth().orElseThrow();

    assertThat(truth.path()).isEmpty();
    assertThat(truth.key()).isEmpty();
    assertThat(truth.sourceNames()).isEmpty();
    assertThat(truth.cluster()).isEqualTo(column("person"));
  }

  @Test
  void milestonesKeepTheOrderOfTheFile() {
    PlanSettings plan =
        fixture
            .read(
                Fixture.LEAST
                    + """
                    plan.milestones {
                      mails_valid {
                        source = crm, metric = pass-rate, of = email.not-an-email, target = 0.98
                        due = 2026-12-01, impact = churn, owner = "CRM team"
                      }
                      doubles { metric = duplicates, target = 0.1, due = 2027-01-31 }
                    }
                    """)
            .plan();

    assertThat(plan.atRiskDays()).isEqualTo(14);
    assertThat(plan.milestones())
        .containsExactly(
            new PlanSettings.Milestone(
                "mails_valid",
                Optional.of("crm"),
                PlanSettings.Metric.PASS_RATE,
                Optional.of("email.not-an-email"),
                0.98,
                LocalDate.parse("2026-12-01"),
                Optional.of("churn"),
                Optional.of("CRM team")),
            new PlanSettings.Milestone(
                "doubles",
                NONE,
                PlanSettings.Metric.DUPLICATES,
                NONE,
                0.1,
                LocalDate.parse("2027-01-31"),
                NONE,
                NONE));
  }

  @Test
  void theCommandLineGoesOverTheFileAndTheLastWordCounts() {
    Settings settings =
        fixture.read(
            Fixture.FULL,
            "seed=8",
            "seed = 9",
            "sources.shop.path=other/*.json",
            "sources.crm.null-values=[\"-\", \"?\"]",
            "sources.crm.csv.quote=\"\"",
            "attributes.email.match=true");

    assertThat(settings.seed()).isEqualTo(9);
    assertThat(settings.source("shop").paths()).containsExactly("other/*.json");
    assertThat(settings.source("crm").nullValues()).containsExactly("-", "?");
    assertThat(settings.source("crm").csv().quote()).isEqualTo(Parsers.NO_CHARACTER);
    assertThat(settings.attribute("email").match()).isTrue();
  }

  @Test
  void aVariableThatMayBeMissingLeavesTheDefault() {
    assertThat(fixture.read(Fixture.LEAST + "seed = ${?SEED}\n").seed()).isEqualTo(42);
  }

  @Test
  void nullMeansNotSaid() {
    Settings settings =
        fixture.read(Fixture.LEAST + "sources.crm { region = null, trust = null }\n");

    assertThat(settings.source("crm").region()).isEmpty();
    assertThat(settings.source("crm").trust()).isEqualTo(0.5);
  }

  @Test
  void includedFilesAndSubstitutionsFromTheDefaultsWork() {
    fixture.write("common.conf", "attributes.email = email\n");
    Settings settings =
        fixture.read(
            """
            include required("common.conf")
            sources.crm {
              path = ${DATA}"/crm.csv"
              columns.email = mail
              null-values = ${defaults.source.null-values} ["NA"]
            }
            """);

    assertThat(settings.attributes()).hasSize(1);
    assertThat(settings.source("crm").nullValues()).contains("NULL", "NA");
  }

  private static ColumnMapping column(String name) {
    return new ColumnMapping(List.of(name), " ", NONE, NONE, 1, NONE, 0, NONE);
  }
}
