package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;
import org.apache.spark.api.java.JavaRDD;

/** Planted. */
@Breaks("only common.lake writes tables")
final class SavesRdd {
  private SavesRdd() {}

  static void write(JavaRDD<String> lines) {
    lines.saveAsTextFile("lines");
  }
}
