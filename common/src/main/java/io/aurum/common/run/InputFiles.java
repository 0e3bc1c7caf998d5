package io.aurum.common.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds the files that a source delivers, on any file system that Hadoop knows, and hashes their
 * contents.
 */
public final class InputFiles {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final String GLOB_CHARACTERS = "*?[{";

  private InputFiles() {}

  /**
   * The files behind paths and globs, sorted by name, each once. A directory stands for the files
   * below it; files and directories whose names begin with {@code _} or {@code .} are not data.
   *
   * @param paths files, directories or globs; relative ones start at the working directory
   * @return empty where a glob matches nothing; a file that cannot be read is among them, and says
   *     so
   * @throws AurumException USAGE where a path without glob characters does not exist, STORAGE where
   *     a folder cannot be listed
   */
  public static List<InputFile> list(List<String> paths, Configuration hadoopConf) {
    Map<String, InputFile> byPath = new TreeMap<>();
    for (String path : paths) {
      try {
        expand(new Path(path), hadoopConf).forEach(file -> byPath.putIfAbsent(file.path(), file));
      } catch (IOException | UncheckedIOException e) {
        throw AurumException.of(
                ExitCode.STORAGE,
                "Cannot read the files of " + path,
                "the file system reports " + e.getClass().getSimpleName(),
                "check that the path is readable and run again")
            .causedBy(e);
      }
    }
    return byPath.values().stream()
        .sorted(Comparator.comparing(InputFile::name).thenComparing(InputFile::path))
        .toList();
  }

  /**
   * One hash over the contents of all sources' files. It depends on names of sources and contents
   * of files alone: not on paths, file times or the order of files.
   *
   * @param bySource delivered files by source name
   * @return 64 lower-case hex digits
   */
  public static String inputHash(Map<String, List<InputFile>> bySource) {
    MessageDigest digest = ContentHash.sha256();
    new TreeMap<>(bySource)
        .forEach(
            (source, files) -> {
              String contents =
                  String.join(
                      ",", files.stream().map(InputFile::sha256).distinct().sorted().toList());
              digest.update(
                  (source + "=" + contents + "\n")
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256 of a text that describes contents, 64 lower-case hex digits. */
  public static String hash(String text) {
    return HexFormat.of()
        .formatHex(
            ContentHash.sha256().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static Stream<InputFile> expand(Path path, Configuration conf) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    if (isGlob(path.toString())) {
      FileStatus[] matches = fs.globStatus(path, match -> !isHidden(match));
      String root = fs.makeQualified(fixedPart(path)).toString();
      return matches == null
          ? Stream.empty()
          : Arrays.stream(matches).flatMap(match -> files(fs, match, root));
    }
    try {
      FileStatus status = fs.getFileStatus(path);
      Path parent = status.getPath().getParent();
      return files(fs, status, parent == null ? "" : parent.toString());
    } catch (FileNotFoundException e) {
      throw AurumException.of(
              ExitCode.USAGE,
              "Path does not exist: " + path,
              "a source names it in its paths, and it has no glob characters",
              "correct the path, or use a glob such as data/*.csv where files may be absent")
          .causedBy(e);
    }
  }

  private static Stream<InputFile> files(FileSystem fs, FileStatus status, String root) {
    try {
      if (status.isDirectory()) {
        return Arrays.stream(fs.listStatus(status.getPath(), child -> !isHidden(child)))
            .flatMap(child -> files(fs, child, root));
      }
      return Stream.of(inputFile(fs, status, root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputFile inputFile(FileSystem fs, FileStatus status, String root)
      throws IOException {
    String path = status.getPath().toString();
    String name = path.startsWith(root) ? path.substring(root.length()) : path;
    return new InputFile(
        path,
        name.startsWith("/") ? name.substring(1) : name,
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()),
        sha256(fs, status.getPath()));
  }

  /** Empty where the content cannot be read. */
  private static String sha256(FileSystem fs, Path path) {
    MessageDigest digest = ContentHash.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = fs.open(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      return "";
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Path fixedPart(Path glob) {
    Path fixed = glob;
    for (Path p = glob; p != null; p = p.getParent()) {
      if (isGlob(p.getName())) {
        fixed = p.getParent();
      }
    }
    return fixed == null ? new Path(".") : fixed;
  }

  private static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }

  private static boolean isHidden(Path path) {
    return path.getName().startsWith("_") || path.getName().startsWith(".");
  }
}
