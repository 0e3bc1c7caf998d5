package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProblemsTest extends WithFixture {
  @Test
  void aProblemNamesPlaceCauseAndRemedyAndTheNumberCloses() {
    String message = problems(Fixture.FULL.replace("trust = 0.9", "tursts = 0.9"));
    int line = Fixture.lineOf(Fixture.FULL, "trust = 0.9");

    assertThat(message)
        .isEqualTo(
            """
            %1$s:%2$d: unknown key 'sources.crm.tursts'
              cause: 'tursts' is not a key of a source
              remedy: did you mean 'trust'?
            %1$s: 1 problem
              cause: a configuration is checked as a whole before anything starts
              remedy: correct what is listed above and run again"""
                .formatted(folder.resolve("aurum.conf"), line));
  }

  @Test
  void aMistypedKeyAWrongTypeAndAMissingFileComeInOneAnswerInTheOrderOfLines() {
    String broken =
        Fixture.FULL
            .replace("seed = 7", "sede = 7")
            .replace("${DATA}\"/crm.csv\"", "${DATA}\"/crn.csv\"")
            .replace("trust = 0.9", "trust = high")
            .replace("kind = email", "kind = emial");

    assertThat(headlines(broken))
        .containsExactly(
            "1: unknown key 'sede'",
            at("path = ${DATA}\"/crm.csv\"")
                + ": missing file '"
                + folder
                + "/crn.csv' for 'sources.crm.path'",
            at("trust = 0.9") + ": bad value 'high' for 'sources.crm.trust'",
            at("kind = email") + ": unknown kind 'emial' for 'attributes.email.kind'");
    assertThat(problems(broken))
        .contains("expected a number from 0 to 1, found a text", "did you mean 'email'?")
        .contains("aurum.conf: 4 problems");
  }

  static Stream<Arguments> mutations() {
    return Stream.of(
        mutation("seed = 7", "seed = 7.5", "bad value '7.5' for 'seed'"),
        mutation("seed = 7", "seed = [7]", "bad value '[7]' for 'seed'"),
        mutation(
            "source { trust = 0.25 }",
            "source { trust = 2 }",
            "bad value '2' for 'defaults.source.trust'"),
        mutation(
            "source { trust = 0.25 }",
            "source { tust = 0.25 }",
            "unknown key 'defaults.source.tust'"),
        mutation(
            "attribute { required = info }",
            "attribute { required = maybe }",
            "bad value 'maybe' for 'defaults.attribute.required'"),
        mutation(
            "entity = customer",
            "entity = custommer",
            "unknown entity 'custommer' for 'sources.crm.entity'"),
        mutation("format = csv", "format = cvs", "bad value 'cvs' for 'sources.crm.format'"),
        mutation(
            "format = csv",
            "format = csv, jdbc { url = \"jdbc:x:y\", table = t }",
            "idle section 'jdbc'"),
        mutation(
            "format = csv",
            "format = csv, on-empty = stop",
            "bad value 'stop' for 'sources.crm.on-empty'"),
        mutation(
            "format = csv",
            "format = csv, drift { new-colunm = fail }",
            "unknown key 'sources.crm.drift.new-colunm'"),
        mutation(
            "format = csv",
            "format = csv, max-record-chars = 0",
            "bad value '0' for 'sources.crm.max-record-chars'"),
        mutation(
            "header = false", "header = maybe", "bad value 'maybe' for 'sources.crm.csv.header'"),
        mutation(
            "delimiter = \";\"",
            "delimiter = \";;\"",
            "bad value ';;' for 'sources.crm.csv.delimiter'"),
        mutation("quote = \"'\"", "quote = \"<<\"", "bad value '<<' for 'sources.crm.csv.quote'"),
        mutation(
            "encoding = latin1",
            "encoding = UFT-8",
            "unknown encoding 'UFT-8' for 'sources.crm.csv.encoding'"),
        mutation(
            "encoding = latin1", "encodnig = latin1", "unknown key 'sources.crm.csv.encodnig'"),
        mutation(
            "mode = changes",
            "mode = change",
            "bad value 'change' for 'sources.crm.delivery.mode'"),
        mutation(
            "order = updated_at", "order = {}", "bad value '{}' for 'sources.crm.delivery.order'"),
        mutation("value = D", "valeu = D", "unknown key 'sources.crm.delivery.deletes.valeu'"),
        mutation(
            "known-at { column = updated_at }",
            "known-at { colunm = updated_at }",
            "unknown key 'sources.crm.delivery.known-at.colunm'"),
        mutation(
            "known-at { column = updated_at }",
            "known-at {}",
            "incomplete section 'sources.crm.delivery.known-at'"),
        mutation(
            "known-at { column = updated_at }",
            "known-at = updated_at",
            "bad value 'updated_at' for 'sources.crm.delivery.known-at'"),
        mutation(
            "known-at { pattern = \"shop-([0-9-]+)[.]json\" }",
            "known-at { pattern = \"shop-[0-9-]+\" }",
            "bad value 'shop-[0-9-]+' for 'sources.shop.delivery.known-at.pattern'"),
        mutation(
            "known-at { constant = 2025-12-31 }",
            "known-at { constant = 2025-02-30 }",
            "bad value '2025-02-30' for 'sources.app.delivery.known-at.constant'"),
        mutation("trust = 0.9", "trust = 1.1", "bad value '1.1' for 'sources.crm.trust'"),
        mutation("trust = 0.9", "trust = -0.1", "bad value '-0.1' for 'sources.crm.trust'"),
        mutation("region = GB", "region = UK", "unknown region 'UK' for 'sources.crm.region'"),
        mutation(
            "date-order = dmy", "date-order = dym", "bad value 'dym' for 'sources.crm.date-order'"),
        mutation(
            "given_name = first_name",
            "givn_name = first_name",
            "undeclared attribute 'sources.crm.columns.givn_name'"),
        mutation(
            "given_name = first_name",
            "given_name = [first_name]",
            "bad value '[\"first_name\"]' for 'sources.crm.columns.given_name'"),
        mutation(
            "separator = \", \"",
            "seperator = \", \"",
            "unknown key 'sources.crm.columns.full_name.seperator'"),
        mutation(
            "country { constant = GB }",
            "country { constant = GB, column = c }",
            "contradictory section 'sources.crm.columns.country'"),
        mutation(
            "part = -1", "part = 0", "bad value '0' for 'sources.crm.columns.address_line.part'"),
        mutation(
            "split = \",\"",
            "column = address",
            "idle key 'sources.crm.columns.address_line.part'",
            "part = -1"),
        mutation(
            "group = 2", "group = 3", "bad value '3' for 'sources.crm.columns.postal_code.group'"),
        mutation(
            "regex = \"([A-Z0-9]+) ([A-Z0-9]+)$\"",
            "regex = \"([A-Z0-9+\"",
            "bad regular expression '([A-Z0-9+' for 'sources.crm.columns.postal_code.regex'"),
        mutation(
            "pattern = \"yyyyMMdd\"",
            "pattern = \"yyyyMMbb\"",
            "bad date pattern 'yyyyMMbb' for 'sources.crm.columns.birth_date.pattern'"),
        mutation(
            "given_name = first_name",
            "given_name { column = f, pattern = \"yyyy\" }",
            "idle key 'sources.crm.columns.given_name.pattern'"),
        mutation(
            "path = [\"exports/shop-*.json\", \"s3a://bucket/shop.json\"]",
            "path = []",
            "empty list 'sources.shop.path'"),
        mutation(
            "path = [\"exports/shop-*.json\", \"s3a://bucket/shop.json\"]",
            "path = [exports/none.json]",
            "missing file 'exports/none.json' for 'sources.shop.path'"),
        mutation(
            "path = ${DATA}\"/app\"",
            "path = ${DATUM}\"/app\"",
            "unset variable 'DATUM' for 'sources.app.path'"),
        mutation("path = ${DATA}\"/app\"", "path = \"\"", "bad value '' for 'sources.app.path'"),
        mutation(
            "columns { email = mail, notes = notes }",
            "columns {}",
            "no columns in 'sources.app.columns'"),
        mutation(
            "given_name = given-name",
            "given_name = givenname",
            "unknown kind 'givenname' for 'attributes.given_name.kind'"),
        mutation(
            "country = country",
            "country = country, status = category",
            "reserved name 'attributes.status'"),
        mutation(
            "country = country",
            "country = country, as_of = category",
            "reserved name 'attributes.as_of'"),
        mutation(
            "country = country",
            "country = country, email_match = category",
            "reserved name 'attributes.email_match'"),
        mutation(
            "country = country",
            "country = country, Tier = category",
            "bad name 'Tier' of attribute 'attributes.Tier'"),
        mutation(
            "kind = email", "pii = linked", "missing key 'attributes.email.kind'", "email {\n"),
        mutation("pii = special", "pii = secret", "bad value 'secret' for 'attributes.email.pii'"),
        mutation(
            "invalid = block",
            "invalid = blocked",
            "bad value 'blocked' for 'attributes.email.invalid'"),
        mutation("match = false", "match = nope", "bad value 'nope' for 'attributes.email.match'"),
        mutation(
            "survivorship = [newest, most-frequent]",
            "survivorship = [newest, most-freqent]",
            "bad value 'most-freqent' for 'attributes.email.survivorship'"),
        mutation(
            "survivorship = [newest, most-frequent]",
            "survivorship = [newest, newest]",
            "repeated rule in 'attributes.email.survivorship'"),
        mutation(
            "survivorship = [newest, most-frequent]",
            "survivorship = [union, newest]",
            "idle rule in 'attributes.email.survivorship'"),
        mutation(
            "notes { kind = free-text, survivorship = union }",
            "notes { kind = free-text, match = true }",
            "bad value 'true' for 'attributes.notes.match'"),
        mutation(
            "address = [address_line, postal_code, country]",
            "address = [address_line, zip]",
            "unknown attribute 'zip' for 'groups.address'"),
        mutation(
            "address = [address_line, postal_code, country]",
            "address = []",
            "empty list 'groups.address'"),
        mutation(
            "address = [address_line, postal_code, country]",
            "address = [country, country]",
            "attribute 'country' in a second group 'groups.address'"),
        mutation(
            "max-quarantine-rate = 0.125",
            "max-quarantine-rate = 50%",
            "bad value '50%' for 'validate.max-quarantine-rate'"),
        mutation(
            "max-block-size = 50",
            "max-block-size = 1",
            "bad value '1' for 'resolve.max-block-size'"),
        mutation(
            "max-block-size = 50",
            "max-block-size = 99999999999",
            "bad value '99999999999' for 'resolve.max-block-size'"),
        mutation(
            "precision-target = 0.75",
            "precision-target = 0.4",
            "bad value '0.4' for 'resolve.precision-target'"),
        mutation(
            "review-probability = 0.5",
            "review_probability = 0.5",
            "unknown key 'resolve.review_probability'"),
        mutation(
            "oversize-cluster = 10",
            "oversize-cluster = ten",
            "bad value 'ten' for 'resolve.oversize-cluster'"),
        mutation(
            "clear = [full_name]",
            "clear = [fullname]",
            "unknown attribute 'fullname' for 'publish.clear'"),
        mutation(
            "views = [match_evidence]",
            "views = [customer]",
            "unknown view 'customer' for 'publish.views'"),
        mutation("path = ${DATA}\"/truth.csv\"", "path = ${DATA}\"/nothing.csv\"", "missing file"),
        mutation(
            "source-column = system",
            "source-colum = system",
            "unknown key 'evaluate.truth.source-colum'"),
        mutation(
            "source-names { CRM = crm }",
            "source-names { CRM = cmr }",
            "unknown source 'cmr' for 'evaluate.truth.source-names.CRM'"),
        mutation(
            "cluster { column = person, regex = \"P([0-9]+)\", group = 1 }",
            "clusters = person",
            "unknown key 'evaluate.truth.clusters'"));
  }

  private static Arguments mutation(String before, String after, String problem) {
    return Arguments.of(before, after, problem, before);
  }

  private static Arguments mutation(String before, String after, String problem, String place) {
    return Arguments.of(before, after, problem, place);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void everyMutationIsRejectedAtItsLine(String before, String after, String problem, String place) {
    assertThat(Fixture.FULL).contains(before);

    assertThat(headlines(Fixture.FULL.replace(before, after)))
        .anySatisfy(line -> assertThat(line).startsWith(at(place) + ": " + problem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed = {",
        "sources { crm { trust = 0.9 }",
        "a = \"open\nb = 1",
        "a = [1, 2\nb = 3"
      })
  void brokenSyntaxIsReportedWithItsPlace(String text) {
    assertThat(problems(text))
        .matches("(?s)\\Q" + folder + "\\E/aurum[.]conf:\\d+: the file is not valid HOCON\\n.*");
  }

  @Test
  void brokenSyntaxNamesTheLine() {
    assertThat(headlines("seed = 1\nsources = [}\n"))
        .containsExactly("2: the file is not valid HOCON");
  }

  @Test
  void aCycleOfSubstitutionsIsReported() {
    String circular = Fixture.LEAST + "seed = ${one}\none = ${two}\ntwo = ${one}\n";

    assertThat(headlines(circular)).containsExactly("5: the file is not valid HOCON");
    assertThat(problems(circular)).contains("cycle");
  }

  @Test
  void aMissingConfigurationIsReported() {
    AurumException e =
        catchThrowableOfType(AurumException.class, () -> fixture.read(folder.resolve("none.conf")));

    assertThat(e).hasMessageStartingWith(folder.resolve("none.conf") + ": missing file\n");
    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anEmptyConfigurationLacksSourcesAndAttributes() {
    assertThat(headlines("")).containsExactly("1: no attributes", "1: no sources");
  }

  @Test
  void aSourceWithoutItsKeysIsReportedWhereItStands() {
    assertThat(headlines(Fixture.LEAST + "sources {\n  web {\n    format = json\n  }\n}\n"))
        .containsExactly(
            "4: missing key 'sources.web.path'", "4: no columns in 'sources.web.columns'");
  }

  @Test
  void changesAndDeletionsNeedAKey() {
    assertThat(headlines(Fixture.LEAST + "sources.crm.delivery.mode = changes\n"))
        .containsExactly("3: missing key 'sources.crm.delivery.key'");
    assertThat(
            headlines(Fixture.LEAST + "sources.crm.delivery.deletes { column = op, value = D }\n"))
        .containsExactly("3: missing key 'sources.crm.delivery.key'");
  }

  @Test
  void aTruthOfItsOwnNeedsAJoin() {
    assertThat(
            headlines(
                Fixture.LEAST
                    + "evaluate.truth {\n  path = ${DATA}\"/truth.csv\"\n  cluster = person\n}\n"))
        .containsExactly(
            "3: missing key 'evaluate.truth.key'", "4: truth without a join for source 'crm'");
  }

  @Test
  void aTruthInTheSourcesHasNoJoin() {
    assertThat(headlines(Fixture.LEAST + "evaluate.truth {\n  cluster = person\n  key = id\n}\n"))
        .containsExactly("5: idle key 'evaluate.truth.key'");
  }

  @Test
  void severalSourcesNeedAColumnThatTellsThem() {
    assertThat(headlines(Fixture.FULL.replace("source-column = system\n", "")))
        .anySatisfy(
            line -> assertThat(line).contains("missing key 'evaluate.truth.source-column'"));
  }

  @Test
  void theCommandLineIsCheckedLikeTheFile() {
    assertThat(
            catchThrowableOfType(
                AurumException.class,
                () ->
                    fixture.read(
                        Fixture.LEAST, "resolve.max-blok-size=5", "seed=x", "seed", "a..b=1")))
        .hasMessageStartingWith(
            """
            --set: bad override
              cause: it has no '='
              remedy: write --set key=value, such as --set validate.max-quarantine-rate=0.2
            --set: bad override
              cause: its key or value is not valid HOCON
              remedy: write --set key=value, such as --set validate.max-quarantine-rate=0.2
            --set: bad value 'x' for 'seed'
              cause: expected a whole number, found a text
              remedy: write a whole number
            --set: unknown key 'resolve.max-blok-size'
              cause: 'max-blok-size' is not a key of the resolution
              remedy: did you mean 'max-block-size'?
            """);
  }

  @Test
  void aKeyMissingFromASectionThatTheCommandLineAddsToIsReportedInTheFile() {
    String broken = Fixture.LEAST.replace("path = ${DATA}\"/crm.csv\", ", "");

    assertThat(
            catchThrowableOfType(
                AurumException.class, () -> fixture.read(broken, "sources.crm.trust=1")))
        .hasMessageContaining("aurum.conf:1: missing key 'sources.crm.path'");
  }

  @Test
  void aProblemInAnIncludedFileIsReportedThere() {
    fixture.write("common.conf", "\nsources.crm.trusts = 1\n");

    assertThat(problems("include required(\"common.conf\")\n" + Fixture.LEAST))
        .startsWith(folder.resolve("common.conf") + ":2: unknown key 'sources.crm.trusts'\n");
  }

  @Test
  void aProblemInADefaultIsReportedOnce() {
    String broken = Fixture.FULL.replace("source { trust = 0.25 }", "source { csv { heder = 1 } }");

    assertThat(headlines(broken)).hasSize(1);
  }

  @Test
  void anUnsetVariableIsNamed() {
    assertThat(problems(Fixture.LEAST.replace("${DATA}", "${HOUSE_DATA}")))
        .contains(
            "aurum.conf:1: unset variable 'HOUSE_DATA' for 'sources.crm.path'", "${?HOUSE_DATA}");
  }

  @Test
  void aBadValueFromAVariableIsReportedWhereItIsUsed() {
    assertThat(headlines(Fixture.LEAST + "\nseed = ${DATA}\n"))
        .containsExactly("4: bad value '" + folder + "' for 'seed'");
  }

  @Test
  void aMissingFileOfAListIsReportedAtItsOwnLine() {
    assertThat(
            headlines(
                """
                attributes.email = email
                sources.crm {
                  columns.email = mail
                  path = [
                    ${DATA}"/crm.csv"
                    ${DATA}"/none.csv"
                  ]
                }
                """))
        .containsExactly("6: missing file '" + folder + "/none.csv' for 'sources.crm.path'");
  }

  @Test
  void regionsAreSuggestedByCaseAndByName() {
    assertThat(problems(Fixture.FULL.replace("region = GB", "region = gb"))).contains("mean 'GB'?");
    assertThat(problems(Fixture.FULL.replace("region = GB", "region = Polland")))
        .contains("mean 'PL'?");
  }

  @Test
  void anUndeclaredAttributeIsHintedAtByNameOrByKind() {
    assertThat(problems(Fixture.FULL.replace("given_name = first_name", "givn_name = first_name")))
        .contains("did you mean 'given_name'?");
    assertThat(problems(Fixture.LEAST + "sources.crm.columns.gender = sex\n"))
        .contains("declare it: attributes { gender = gender }");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(problems(Fixture.LEAST + "sources.crm.password = hunter2\n"))
        .contains("unknown key 'sources.crm.password'")
        .doesNotContain("hunter2");
  }

  private String problems(String text) {
    AurumException e = catchThrowableOfType(AurumException.class, () -> fixture.read(text));
    assertThat(e).as("rejection of%n%s", text).isNotNull();
    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
    return e.getMessage();
  }

  /** The first line of each problem in the main file, from its line number on. */
  private List<String> headlines(String text) {
    String file = folder.resolve("aurum.conf") + ":";
    return problems(text)
        .lines()
        .filter(
            line ->
                line.startsWith(file) && !line.endsWith("problem") && !line.endsWith("problems"))
        .map(line -> line.substring(file.length()))
        .toList();
  }

  private static int at(String part) {
    return Fixture.lineOf(Fixture.FULL, part);
  }
}
