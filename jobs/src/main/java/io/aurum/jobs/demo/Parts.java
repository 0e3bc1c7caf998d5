package io.aurum.jobs.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of one export, which take its rows in turn. */
final class Parts<F extends Closeable> implements Closeable {
  private final List<F> files = new ArrayList<>();
  private long rows;

  private Parts() {}

  /** Opens files numbered from 1. */
  static <F extends Closeable> Parts<F> open(int count, Opener<F> opener) throws IOException {
    Parts<F> parts = new Parts<>();
    for (int number = 1; number <= count; number++) {
      parts.files.add(opener.open(number));
    }
    return parts;
  }

  /** The file that takes the next row. */
  F next() {
    return files.get((int) (rows++ % files.size()));
  }

  /** Rows handed out so far. */
  long rows() {
    return rows;
  }

  List<F> all() {
    return List.copyOf(files);
  }

  @Override
  public void close() throws IOException {
    for (F file : files) {
      file.close();
    }
  }

  /** Opens the file of a number. */
  interface Opener<F> {
    F open(int number) throws IOException;
  }
}
