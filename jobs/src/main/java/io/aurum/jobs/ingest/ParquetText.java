package io.aurum.jobs.ingest;

import io.aurum.common.text.Scalars;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Writes the values of one Parquet column as text: dates and times in ISO 8601, numbers in plain
 * decimal notation without trailing zeros of their binary form, text as it is, other bytes in
 * hexadecimal. A timestamp at midnight is written as its date, because that is what it nearly
 * always means: libraries without a date type store dates so.
 */
final class ParquetText extends PrimitiveConverter {
  /** Julian day number of 1970-01-01, on which the days of the INT96 form are based. */
  private static final long JULIAN_EPOCH_DAY = 2_440_588;

  private final PrimitiveTypeName physical;
  private final LogicalTypeAnnotation logical;
  private final Consumer<String> sink;
  private String[] dictionary;

  ParquetText(PrimitiveType type, Consumer<String> sink) {
    this.physical = type.getPrimitiveTypeName();
    this.logical = type.getLogicalTypeAnnotation();
    this.sink = sink;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary values) {
    dictionary = new String[values.getMaxId() + 1];
    for (int id = 0; id < dictionary.length; id++) {
      dictionary[id] =
          switch (physical) {
            case INT32 -> text(values.decodeToInt(id));
            case INT64 -> text(values.decodeToLong(id));
            case FLOAT -> Scalars.number(values.decodeToFloat(id));
            case DOUBLE -> Scalars.number(values.decodeToDouble(id));
            case BOOLEAN -> Boolean.toString(values.decodeToBoolean(id));
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> text(values.decodeToBinary(id));
          };
    }
  }

  @Override
  public void addValueFromDictionary(int dictionaryId) {
    sink.accept(dictionary[dictionaryId]);
  }

  @Override
  public void addBinary(Binary value) {
    sink.accept(text(value));
  }

  @Override
  public void addBoolean(boolean value) {
    sink.accept(Boolean.toString(value));
  }

  @Override
  public void addDouble(double value) {
    sink.accept(Scalars.number(value));
  }

  @Override
  public void addFloat(float value) {
    sink.accept(Scalars.number(value));
  }

  @Override
  public void addInt(int value) {
    sink.accept(text(value));
  }

  @Override
  public void addLong(long value) {
    sink.accept(text(value));
  }

  private String text(int value) {
    if (logical instanceof DateLogicalTypeAnnotation) {
      return LocalDate.ofEpochDay(value).toString();
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return Integer.toUnsignedString(value);
    }
    return text((long) value);
  }

  private String text(long value) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale()).toPlainString();
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return timestamp(nanosPerUnit(timestamp.getUnit()), value, timestamp.isAdjustedToUTC());
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return LocalTime.ofNanoOfDay(value * nanosPerUnit(time.getUnit())).toString();
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return Long.toUnsignedString(value);
    }
    return Long.toString(value);
  }

  private String text(Binary value) {
    if (physical == PrimitiveTypeName.INT96) {
      ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanoOfDay = bytes.getLong(bytes.position());
      long day = bytes.getInt(bytes.position() + Long.BYTES) - JULIAN_EPOCH_DAY;
      return Scalars.utc(LocalDate.ofEpochDay(day).atStartOfDay().plusNanos(nanoOfDay));
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()).toPlainString();
    }
    if (logical instanceof UUIDLogicalTypeAnnotation) {
      ByteBuffer bytes = value.toByteBuffer();
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      return HexFormat.of().formatHex(value.getBytes());
    }
  }

  private static String timestamp(long nanosPerUnit, long value, boolean utc) {
    long unitsPerSecond = 1_000_000_000L / nanosPerUnit;
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(value, unitsPerSecond),
            Math.floorMod(value, unitsPerSecond) * nanosPerUnit);
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return utc ? Scalars.utc(time) : Scalars.local(time);
  }

  private static long nanosPerUnit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000_000L;
      case MICROS -> 1_000L;
      case NANOS -> 1L;
    };
  }
}
