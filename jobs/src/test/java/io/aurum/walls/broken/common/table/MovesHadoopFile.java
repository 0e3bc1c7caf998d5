package io.aurum.walls.broken.common.table;

import io.aurum.walls.Breaks;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Planted. */
@Breaks("only common.run and common.lake write files")
final class MovesHadoopFile {
  private MovesHadoopFile() {}

  static boolean move(FileSystem files, Path from, Path to) throws IOException {
    return files.rename(from, to);
  }
}
