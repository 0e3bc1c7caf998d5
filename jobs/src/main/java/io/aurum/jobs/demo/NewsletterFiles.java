package io.aurum.jobs.demo;

import io.aurum.jobs.demo.TextFile.Place;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The newsletter tool's export: gzipped, semicolon-separated, with a byte order mark. */
final class NewsletterFiles implements RecordFiles {
  private static final int FILES = 3;
  private static final char DELIMITER = ';';
  private static final String HEADER = "\uFEFFsubscriber_id;email;first_name;city;signed_up_at";

  private final Parts<TextFile> files;

  NewsletterFiles(DemoSink sink) throws IOException {
    files =
        Parts.open(
            FILES,
            number -> TextFile.open(sink, "newsletter/subscribers-" + number + ".csv.gz", HEADER));
  }

  @Override
  public void write(String key, Profile profile, Dates dates) throws IOException {
    files.next().row(Csv.row(DELIMITER, columns(key, profile, dates)));
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
    return files.next().row(Csv.row(DELIMITER, columns.subList(0, 2)));
  }

  @Override
  public List<Place> unclosed(String key) throws IOException {
    return TextFile.endAll(files.all(), key + ";\"cut off");
  }

  @Override
  public void close() throws IOException {
    files.close();
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
