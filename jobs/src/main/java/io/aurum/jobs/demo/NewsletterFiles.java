package io.aurum.jobs.demo;

import io.aurum.jobs.demo.TextFile.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The newsletter tool's export: gzipped, semicolon-separated, with a byte order mark. */
final class NewsletterFiles implements RecordFiles {
  private static final int FILES = 3;
  private static final char DELIMITER = ';';
  private static final String HEADER = "\uFEFFsubscriber_id;email;first_name;city;signed_up_at";

  private final List<TextFile> files = new ArrayList<>();
  private long rows;

  NewsletterFiles(DemoSink sink) throws IOException {
    for (int number = 1; number <= FILES; number++) {
      TextFile file = TextFile.open(sink, "newsletter/subscribers-" + number + ".csv.gz");
      file.row(HEADER);
      files.add(file);
    }
  }

  @Override
  public void write(String key, Profile profile, Dates dates) throws IOException {
    next().row(Csv.row(DELIMITER, columns(key, profile, dates)));
  }

  @Override
  public Set<MalformedKind> damages() {
    return EnumSet.of(MalformedKind.RAGGED);
  }

  @Override
  public Place damaged(MalformedKind kind, String key, Profile profile, Dates dates)
      throws IOException {
    if (kind != MalformedKind.RAGGED) {
      throw new IllegalArgumentException(kind.rule());
    }
    List<String> columns = columns(key, profile, dates);
    return next().row(Csv.row(DELIMITER, columns.subList(0, 2)));
  }

  @Override
  public List<Place> unclosed(String key) throws IOException {
    List<Place> places = new ArrayList<>();
    for (TextFile file : files) {
      places.add(file.last((key + ";\"cut off").getBytes(StandardCharsets.UTF_8)));
    }
    return places;
  }

  @Override
  public void close() throws IOException {
    for (TextFile file : files) {
      file.close();
    }
  }

  private TextFile next() {
    return files.get((int) (rows++ % FILES));
  }

  private static List<String> columns(String key, Profile profile, Dates dates) {
    return List.of(
        key,
        profile.value(Field.EMAIL),
        profile.value(Field.GIVEN_NAME),
        profile.value(Field.CITY),
        dates.created().toString());
  }
}
