package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.match.ClusterEvaluation;
import io.aurum.common.match.Evidence;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.report.ReportJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and jobs that only look, over a small lake whose every row is known. */
class LookingTest {
  @TempDir static Path out;

  private static JobContext context;

  @BeforeAll
  static void fill() {
    context = SmallLake.under(out);
  }

  @Test
  void tellsTheStoryOfACustomerByAnyOfItsNames() {
    for (String name : List.of("c1", "crm:1", "shop:7", "7")) {
      assertThat(tell(name).customerId()).as(name).isEqualTo("c1");
    }
    assertThat(tell("2").customerId()).isEqualTo("c2");
  }

  @Test
  void theStoryHoldsRecordsEvidenceSurvivorsAndEvents() {
    CustomerStory story = tell("c1");

    assertThat(story.records())
        .extracting(CustomerStory.Member::record)
        .containsExactly("crm:1", "shop:7");
    assertThat(story.records().get(0).values()).containsEntry("city", "Leeds");
    assertThat(story.records().get(1).issues())
        .containsExactly("email.not-an-email", "given_name.placeholder");
    assertThat(story.pairs()).hasSize(1);
    assertThat(story.pairs().get(0).evidence())
        .containsExactly(
            new Evidence("(prior)", Optional.empty(), -12.5),
            new Evidence("given_name", Optional.of("typo"), 3.25),
            new Evidence("email", Optional.of("exact"), 16),
            new Evidence("city", Optional.empty(), 0));
    assertThat(Evidence.weight(story.pairs().get(0).evidence()))
        .isEqualTo(story.pairs().get(0).weightBits());
    assertThat(story.survivors())
        .extracting(CustomerStory.Survivor::attribute)
        .containsExactly("given_name", "email", "city");
    assertThat(story.survivors().get(1).value()).isEqualTo("jane@example.com");
    assertThat(story.survivors().get(1).agreeing()).isEqualTo(2);
    assertThat(story.events())
        .extracting(CustomerStory.Event::event)
        .containsExactly("absorbed", "created");
  }

  @Test
  void anAbsorbedCustomerStillHasAStory() {
    CustomerStory story = tell("c0");

    assertThat(story.records()).isEmpty();
    assertThat(story.events()).singleElement().matches(e -> e.otherCustomerId().equals("c1"));
  }

  @Test
  void saysWhyARecordBelongsToNobody() {
    assertThatThrownBy(() -> tell("crm:8"))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("quarantine by rule file.ragged: expected 11 fields, found 12")
        .hasMessageContaining("crm.csv, line 9")
        .hasMessageNotContaining("mallory");
    assertThatThrownBy(() -> tell("nobody")).hasMessageContaining("is called 'nobody'");
  }

  @Test
  void printsTheStoryForPeopleAndPrograms() throws IOException {
    StringWriter text = new StringWriter();
    new StoryPrinter(console(text)).text(tell("c1"));
    assertThat(text.toString())
        .contains(
            "customer c1", "crm:1 and shop:7: 6.75 bits against chance, probability 0.990000, link")
        .contains("  +16.00  email: exact", "  -12.50  (prior): before looking")
        .contains("issues: email.not-an-email, given_name.placeholder")
        .contains("2026-01-31 c0 absorbed c1, 1 records")
        .contains("spend: 120.50 (80.25 to 160.75)", "orders 3: +45.2");

    StringWriter json = new StringWriter();
    new StoryPrinter(console(json)).json(tell("c1"));
    JsonNode story = new ObjectMapper().readTree(json.toString());
    assertThat(story.get("predictions").get(0).get("reasons").asText())
        .isEqualTo("orders 3: +45.2");
    double sum = 0;
    for (JsonNode piece : story.get("pairs").get(0).get("evidence")) {
      sum += piece.get("bits").asDouble();
    }
    assertThat(sum).isEqualTo(story.get("pairs").get(0).get("weight_bits").asDouble());
  }

  /**
   * Truth: crm:1, shop:7 and the rejected crm:8 are one person, crm:2 and shop:9 another. Four true
   * pairs, one of them found, none wrong. Exact matching finds crm:2 = shop:9 alone.
   */
  @Test
  void evaluatesCustomersAndTheBaseline() {
    Evaluator evaluator = new Evaluator(context.lake(), context.settings(), truth());

    ClusterEvaluation found = evaluator.found();
    assertThat(found.records()).isEqualTo(5);
    assertThat(found.pairwise()).isEqualTo(new ClusterEvaluation.Scores(1, 0.25, 0.4));
    assertThat(found.bcubed().recall())
        .isEqualTo((2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 0.5 + 0.5) / 5, within(1e-12));
    assertThat(found.exactRate()).isZero();
    assertThat(found.largest()).isEqualTo(2);

    ClusterEvaluation exact = evaluator.exactMatching();
    assertThat(exact.pairwise()).isEqualTo(new ClusterEvaluation.Scores(1, 0.25, 0.4));
    assertThat(exact.exactRate()).isEqualTo(0.5);
  }

  @Test
  void keepsTheBooks() {
    assertThat(JobRuns.latestAsOf(context.lake())).contains(LocalDate.parse("2026-01-31"));
    Row row = context.lake().read(Tables.JOB_RUN).head();
    assertThat(row.<String>getAs("versions_read")).isEqualTo("customer_link@0, valid_record@0");
    assertThat(row.<String>getAs("status")).isEqualTo("ok");
    assertThat(row.<Double>getAs("rows_per_s")).isEqualTo(1.6);
    assertThat(row.<String>getAs("error")).isNull();
  }

  @Test
  void reportsOnOnePageWithoutPersonalData() throws IOException {
    JobResult result = new ReportJob().run(context);

    assertThat(result.rowsIn()).isEqualTo(3);
    assertThat(result.balances()).isTrue();
    String page = Files.readString(out.resolve("report/index.html"));
    assertThat(page)
        .contains("<dd>25.0 %</dd>", "email.not-an-email", "expected 11 fields, found 12")
        .contains("<td class=\"n\">2.5</td>", "<span>50.0 %</span>")
        .doesNotContain("jane@example.com", "Jane", "<b>Bob", "mallory", "http");
  }

  private static CustomerStory tell(String asked) {
    return new StoryTeller(context.lake(), context.settings()).tell(asked);
  }

  private static Dataset<Row> truth() {
    StructType schema =
        new StructType()
            .add(TruthReader.SOURCE, DataTypes.StringType)
            .add(TruthReader.ID, DataTypes.StringType)
            .add(TruthReader.TRUTH, DataTypes.StringType);
    return context
        .spark()
        .createDataFrame(
            List.of(
                RowFactory.create("crm", "1", "jane"),
                RowFactory.create("shop", "7", "jane"),
                RowFactory.create("crm", "8", "jane"),
                RowFactory.create("crm", "2", "bob"),
                RowFactory.create("shop", "9", "bob")),
            schema);
  }

  private static Console console(StringWriter out) {
    return new Console(
        new PrintWriter(out, true), new PrintWriter(new StringWriter(), true), false);
  }
}
