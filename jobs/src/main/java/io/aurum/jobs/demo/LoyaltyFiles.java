package io.aurum.jobs.demo;

import io.aurum.jobs.demo.TextFile.Place;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The loyalty programme's export: Parquet, the name in one column as {@code "LAST, First"}. */
final class LoyaltyFiles implements RecordFiles {
  private static final int FILES = 2;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final MessageType SCHEMA =
      Types.buildMessage()
          .optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("loyalty_id")
          .optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("name")
          .optional(PrimitiveTypeName.INT32)
          .as(LogicalTypeAnnotation.dateType())
          .named("birth_date")
          .optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("postal_code")
          .optional(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
          .named("enrolled_at")
          .named("loyalty_member");

  private final Parts<ParquetFile> files;

  LoyaltyFiles(DemoSink sink) throws IOException {
    files =
        Parts.open(
            FILES,
            number -> ParquetFile.open(sink, "loyalty/members-" + number + ".parquet", SCHEMA));
  }

  @Override
  public void write(String key, Profile profile, Dates dates) throws IOException {
    String birth = profile.value(Field.BIRTH_DATE);
    files
        .next()
        .row(
            key,
            fullName(profile),
            birth.isEmpty() ? null : (int) LocalDate.parse(birth).toEpochDay(),
            profile.has(Field.POSTAL_CODE) ? profile.value(Field.POSTAL_CODE) : null,
            dates.created().getEpochSecond() * MICROS_PER_SECOND);
  }

  @Override
  public Set<MalformedKind> damages() {
    return EnumSet.noneOf(MalformedKind.class);
  }

  @Override
  public Place damaged(MalformedKind kind, String key, Profile profile, Dates dates) {
    throw new IllegalArgumentException(kind.rule());
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static String fullName(Profile profile) {
    return profile.has(Field.FULL_NAME)
        ? profile.value(Field.FULL_NAME)
        : profile.value(Field.FAMILY_NAME).toUpperCase(Locale.ROOT)
            + ", "
            + profile.value(Field.GIVEN_NAME);
  }
}
