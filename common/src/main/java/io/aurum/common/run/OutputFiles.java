package io.aurum.common.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files below an output folder that are not tables: manifest, report, demo exports. A file appears
 * whole or not at all: it is written beside its place under a hidden name and then renamed.
 */
public final class OutputFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path out;

  private OutputFiles(Path out) {
    this.out = out;
  }

  /**
   * @param out output folder; made with the first file
   */
  public static OutputFiles under(Path out) {
    return new OutputFiles(out.toAbsolutePath().normalize());
  }

  /**
   * Where the file is or would be.
   *
   * @param name path relative to the output folder, with slashes
   * @throws IllegalArgumentException where it leads out of the folder
   */
  public Path path(String name) {
    Path file = out.resolve(name).normalize();
    if (!file.startsWith(out) || file.equals(out)) {
      throw new IllegalArgumentException("Not a file below the output folder: " + name);
    }
    return file;
  }

  /**
   * Writes a text in UTF-8.
   *
   * @return where it was written
   */
  public Path write(String name, String text) {
    return write(name, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a text in UTF-8 piece by piece. */
  public Path writeText(String name, TextBody body) {
    return write(
        name,
        stream -> {
          var writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          body.writeTo(writer);
          writer.flush();
        });
  }

  /**
   * Writes bytes piece by piece. Where the body fails, the file stays as it was.
   *
   * @throws AurumException exit code STORAGE where the disk fails
   */
  public Path write(String name, Body body) {
    Path file = path(name);
    Path hidden = hidden(file);
    try {
      Files.createDirectories(file.getParent());
      try (var stream = new BufferedOutputStream(Files.newOutputStream(hidden), BUFFER_BYTES)) {
        body.writeTo(stream);
      }
      return reveal(hidden, file);
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "Cannot write " + file + ".",
              e.toString(),
              "check disk space and permissions, then run again")
          .causedBy(e);
    }
  }

  /**
   * Opens a file that is written piece by piece beside others, for exports too large to hold. It
   * appears under its name when the stream is closed.
   *
   * @throws IOException where the disk fails
   */
  public OutputStream open(String name) throws IOException {
    Path file = path(name);
    Path hidden = hidden(file);
    Files.createDirectories(file.getParent());
    return new BufferedOutputStream(Files.newOutputStream(hidden), BUFFER_BYTES) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          super.close();
          reveal(hidden, file);
        }
      }
    };
  }

  private static Path hidden(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  private static Path reveal(Path hidden, Path file) throws IOException {
    String name = file.getFileName().toString();
    CommitPhase.FILE_WRITTEN.reached(name);
    Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    CommitPhase.FILE_REVEALED.reached(name);
    return file;
  }

  /** What a file holds. */
  @FunctionalInterface
  public interface Body {
    /** Writes it; the stream is buffered and closed by the caller. */
    void writeTo(OutputStream stream) throws IOException;
  }

  /** What a text file holds. */
  @FunctionalInterface
  public interface TextBody {
    /** Writes it; the writer is closed by the caller. */
    void writeTo(Writer writer) throws IOException;
  }
}
