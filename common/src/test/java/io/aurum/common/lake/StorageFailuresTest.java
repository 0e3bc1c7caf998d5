package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageFailuresTest {
  private static final String SECRET = "Zacharias-4711";
  private static final TableSpec PERSON =
      new TableSpec(
          "person",
          Store.STATE,
          "one person",
          List.of("id"),
          List.of(
              Column.of("id", DataTypes.StringType, "Identity.").pii(PiiClass.LINKED),
              Column.of("visits", DataTypes.LongType, "Visits so far.").optional()),
          AttributeColumns.NONE,
          "People.");

  @TempDir Path out;

  private enum Write {
    APPEND {
      @Override
      void to(Lake lake, Dataset<Row> rows) {
        lake.append(PERSON, rows);
      }
    },
    REPLACE {
      @Override
      void to(Lake lake, Dataset<Row> rows) {
        lake.replace(PERSON, rows);
      }
    },
    REPLACE_WHERE {
      @Override
      void to(Lake lake, Dataset<Row> rows) {
        lake.replaceWhere(PERSON, rows, "visits >= 0");
      }
    },
    MERGE {
      @Override
      void to(Lake lake, Dataset<Row> rows) {
        lake.merge(PERSON, rows);
      }
    };

    abstract void to(Lake lake, Dataset<Row> rows);
  }

  @ParameterizedTest
  @EnumSource
  void failingWriteTellsNoValues(Write write) {
    var lake = TestLake.open(out);
    lake.append(PERSON, people().withColumn("id", org.apache.spark.sql.functions.lit("first")));
    var failing = people().coalesce(1).selectExpr("id", "cast(split(id, ' ')[0] as bigint) visits");
    var log = new CapturedLog();

    Throwable failure = log.during(() -> catchThrowable(() -> write.to(lake, failing)));

    assertThat(failure)
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUG))
        .hasMessageContaining("Cannot write table person")
        .hasMessageContaining("CAST_INVALID_INPUT");
    assertThat(printed(failure)).doesNotContain(SECRET);
    assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
    assertThat(lake.count(PERSON)).isEqualTo(1);
    assertThat(lake.version(PERSON)).contains(0L);
  }

  @Test
  void mergeOfRepeatedKeysTellsNoValues() {
    var lake = TestLake.open(out);
    lake.append(PERSON, people());

    Throwable failure = catchThrowable(() -> lake.merge(PERSON, people().union(people())));

    assertThat(failure)
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("MULTIPLE_SOURCE_ROW");
    assertThat(printed(failure)).doesNotContain(SECRET);
  }

  @Test
  void failureOfTheSuiteIsKeptAsItIs() {
    var gate = AurumException.of(ExitCode.GATE, "problem", "cause", "remedy");

    assertThat(
            catchThrowable(
                () ->
                    StorageFailures.translating(
                        "write",
                        "person",
                        () -> {
                          throw new IllegalStateException("task failed", gate);
                        })))
        .isSameAs(gate);
  }

  @Test
  void brokenDiskIsAStorageFailure() throws IOException {
    Files.writeString(Files.createDirectories(out.resolve("lake")).resolve("person"), "a file");
    var lake = TestLake.open(out);

    Throwable failure = catchThrowable(() -> lake.append(PERSON, people()));

    assertThat(failure)
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STORAGE));
  }

  @Test
  void fullDiskIsNamed() {
    Throwable failure =
        catchThrowable(
            () ->
                StorageFailures.translating(
                    "write",
                    "person",
                    () -> {
                      throw new UncheckedIOException(new IOException("No space left on device"));
                    }));

    assertThat(failure)
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STORAGE))
        .hasMessageContaining("No space left on device");
  }

  private static Dataset<Row> people() {
    return TestLake.rows(PERSON, SECRET, 1L);
  }

  private static String printed(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Everything that is logged meanwhile, at whatever level the session lets through. */
  private static final class CapturedLog extends AbstractAppender {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    CapturedLog() {
      super("captured", null, null, true, Property.EMPTY_ARRAY);
      start();
    }

    Throwable during(Supplier<Throwable> action) {
      var root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
      root.addAppender(this, null, null);
      try {
        LogManager.getLogger("io.aurum").error("captured");
        Throwable failure = action.get();
        assertThat(lines).contains("captured");
        return failure;
      } finally {
        root.removeAppender(getName());
      }
    }

    List<String> lines() {
      return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        lines.add(printed(event.getThrown()));
      }
    }
  }
}
