package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public data learnt by the command line with default settings: as good as what is asked for. */
@Tag("long")
class PublicLearningTest {
  @TempDir Path out;

  @Test
  void telco() throws SQLException {
    Map<String, Double> found = figures("telco", "telco_churn", "cv");
    assertThat(found.get("auc")).isGreaterThanOrEqualTo(0.850);
    assertThat(found.get("pr_auc")).isGreaterThanOrEqualTo(0.669);
    assertThat(found.get("ece")).isLessThanOrEqualTo(0.02);
    assertThat(found.get("top_decile_lift")).isGreaterThanOrEqualTo(2.88);
    assertThat(found.get("empc")).isGreaterThanOrEqualTo(10.30);
    assertThat(found.get("c_index")).isGreaterThanOrEqualTo(0.864);
  }

  @Test
  void adult() throws SQLException {
    Map<String, Double> found = figures("adult", "adult_income", "test");
    assertThat(found.get("log_loss")).isLessThanOrEqualTo(0.276);
    assertThat(found.get("auc")).isGreaterThanOrEqualTo(0.927);
    assertThat(found.get("ece")).isLessThanOrEqualTo(0.010);
  }

  @Test
  void californiaHousing() throws SQLException {
    assertThat(figures("california-housing", "california_house_value", "cv").get("rmse"))
        .isLessThanOrEqualTo(44_700);
  }

  @Test
  void onlineRetail() throws SQLException {
    assertThat(figures("online-retail", "no_purchase_90d", "test").get("auc"))
        .isGreaterThanOrEqualTo(0.743);
  }

  private Map<String, Double> figures(String conf, String task, String split) throws SQLException {
    assertThat(PublicRun.data()).isDirectory();
    new PublicRun(conf, out, List.of()).call("run");
    Map<String, Double> figures = new TreeMap<>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select metric, value from read_parquet('%s/publish/model_metric/*/*.parquet') where task = '%s' and split = '%s'"
                    .formatted(out, task, split))) {
      while (rows.next()) {
        figures.put(rows.getString(1), rows.getDouble(2));
      }
    }
    return figures;
  }
}
