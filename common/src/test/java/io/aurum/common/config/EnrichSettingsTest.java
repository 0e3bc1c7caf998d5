package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.aurum.common.config.EnrichSettings.Supplier;
import io.aurum.common.run.AurumException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Suppliers and their sources. */
class EnrichSettingsTest extends WithFixture {
  private static final String CONF =
      """
      sources {
        crm { path = ${DATA}"/crm.csv", delivery.key = no, columns { email = mail } }
        acme {
          entity = supplier_record
          path = ${DATA}"/crm.csv"
          columns {
            email = mail
            born { column = dob, pattern = "yyyyMMdd", required = warn, invalid = error }
            street = str, city = town
          }
        }
        bolt {
          entity = supplier_record
          path = ${DATA}"/crm.csv"
          customer.golden-id = our_id
          columns { hobbies = text }
        }
      }
      attributes {
        email = email, born = birth-date, street = address-line, city = city
        hobbies { kind = list, survivorship = union }, note = free-text
      }
      groups.address = [street, city]
      enrich.suppliers {
        acme {
          source = acme
          match = [email, [born, city]]
          verify = [email]
          fill = [born]
          update = [street, city]
          licence-expires = 2026-06-30
          purpose = "direct mail"
        }
        bolt { source = bolt, fill = hobbies, purpose = research }
      }
      """;

  @Test
  void aSupplierSaysHowItIsMatchedAndWhatItsValuesMayDo() {
    Settings settings = fixture.read(CONF);

    assertThat(settings.enrich().suppliers())
        .containsExactly(
            new Supplier(
                "acme",
                "acme",
                List.of(List.of("email"), List.of("born", "city")),
                List.of("email"),
                List.of("born"),
                List.of("street", "city"),
                Optional.of(LocalDate.parse("2026-06-30")),
                "direct mail"),
            new Supplier(
                "bolt",
                "bolt",
                List.of(),
                List.of(),
                List.of("hobbies"),
                List.of(),
                Optional.empty(),
                "research"));
    Supplier acme = settings.enrich().suppliers().get(0);
    assertThat(acme.isLicensed(LocalDate.parse("2026-06-30"))).isTrue();
    assertThat(acme.isLicensed(LocalDate.parse("2026-07-01"))).isFalse();
    assertThat(acme.attributes()).containsExactly("email", "born", "street", "city");
  }

  @Test
  void aSupplierHasTheAttributesOfCustomersAndRequiresNoneByItself() {
    Settings settings =
        fixture.read(CONF.replace("email = email,", "email { kind = email, required = error },"));
    SourceSettings acme = settings.source("acme");

    assertThat(acme.isCustomer()).isFalse();
    assertThat(settings.fields(acme))
        .extracting(FieldSettings::name)
        .containsExactlyInAnyOrder(
            "customer_source",
            "customer_record_id",
            "email",
            "born",
            "street",
            "city",
            "hobbies",
            "note");
    assertThat(settings.fields(acme))
        .filteredOn(field -> field.name().equals("email") || field.name().equals("born"))
        .extracting(FieldSettings::required, FieldSettings::invalid)
        .containsExactly(tuple(Severity.WARN, Severity.ERROR), tuple(Severity.OFF, Severity.WARN));
    assertThat(settings.source("bolt").columns().keySet())
        .containsExactly("customer_record_id", "hobbies");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsLine() {
    String wrong =
        CONF.replace("match = [email, [born, city]]", "match = [emial, [hobbies], [born, born]]")
            .replace("fill = [born]", "fill = [note]")
            .replace("update = [street, city]", "update = [street]")
            .replace("purpose = \"direct mail\"", "licence = 2027")
            .replace("fill = hobbies, ", "update = hobbies, ")
            .replace("licence-expires = 2026-06-30", "licence-expires = soon")
            .replace("bolt { source = bolt", "bolt { source = acme");

    assertThat(problems(wrong))
        .contains(
            "unknown attribute 'emial' for 'enrich.suppliers.acme.match'",
            "did you mean 'email'?",
            "attribute 'hobbies' in 'enrich.suppliers.acme.match' without values",
            "bad combination in 'enrich.suppliers.acme.match'",
            "attribute 'note' in 'enrich.suppliers.acme.fill' without values",
            "add 'sources.acme.columns.note', or leave it out here",
            "part of a group in 'enrich.suppliers.acme.update'",
            "bad value 'soon' for 'enrich.suppliers.acme.licence-expires'",
            "missing key 'enrich.suppliers.acme.purpose'",
            "unknown key 'enrich.suppliers.acme.licence'",
            "second supplier 'enrich.suppliers.bolt' of the source 'acme'",
            "attribute 'hobbies' in 'enrich.suppliers.bolt.update'",
            "missing key 'enrich.suppliers.bolt.match'")
        .contains(":" + Fixture.lineOf(wrong, "update = [street]") + ": part of a group");
  }

  @Test
  void aMistypedKeyNamesTheNearest() {
    assertThat(problems(CONF.replace("enrich.suppliers {", "enrich.supliers {")))
        .contains("unknown key 'enrich.supliers'", "did you mean 'suppliers'?");
    assertThat(problems(CONF.replace("enrich.suppliers {", "enrihc.suppliers {")))
        .contains("unknown key 'enrihc'", "did you mean 'enrich'?");
    assertThat(problems(CONF.replace("verify = [email]", "verfy = [email]")))
        .contains("unknown key 'enrich.suppliers.acme.verfy'", "did you mean 'verify'?");
    assertThat(problems(CONF.replace("licence-expires", "licence-expire")))
        .contains(
            "unknown key 'enrich.suppliers.acme.licence-expire'",
            "did you mean 'licence-expires'?");
    assertThat(problems(CONF.replace("purpose = research", "porpose = research")))
        .contains("unknown key 'enrich.suppliers.bolt.porpose'", "did you mean 'purpose'?");
  }

  @Test
  void aSupplierNeedsASourceOfSuppliersAndSomethingToDo() {
    assertThat(problems(CONF.replace("source = acme", "source = crm")))
        .contains("unknown source of supplier_record 'crm' for 'enrich.suppliers.acme.source'");
    assertThat(problems(CONF.replace("fill = hobbies, ", "")))
        .contains("idle supplier 'enrich.suppliers.bolt'");
    assertThat(problems(CONF.replace("city = town", "town = town")))
        .contains("undeclared attribute 'sources.acme.columns.town'");
    assertThat(problems(CONF.replace("golden-id = our_id", "golden_id = our_id")))
        .contains("missing key 'sources.bolt.customer.key'");
  }

  private String problems(String conf) {
    return catchThrowableOfType(AurumException.class, () -> fixture.read(conf)).getMessage();
  }
}
