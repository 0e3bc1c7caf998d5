package io.aurum.jobs.demo;

import io.aurum.jobs.demo.TextFile.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The CRM's export: comma-separated files with a header, dates as dd/mm/yyyy, British telephone
 * numbers in national form, {@code NULL} for a missing birth date, flats on a second line.
 */
final class CrmFiles implements RecordFiles {
  private static final int FILES = 4;
  private static final String HEADER =
      "customer_no,account_id,company,first_name,last_name,gender,birth_date,phone,email,street,"
          + "city,postcode,country,created_at,updated_at";
  private static final byte LATIN_1_E_ACUTE = (byte) 0xE9;
  private static final int CUT_COLUMNS = 3;

  private final Parts<TextFile> files;

  CrmFiles(DemoSink sink) throws IOException {
    files = Parts.open(FILES, number -> TextFile.open(sink, "crm/crm-" + number + ".csv", HEADER));
  }

  @Override
  public void write(String key, Profile profile, Dates dates) throws IOException {
    files.next().row(Csv.row(',', columns(key, profile, dates)));
  }

  @Override
  public Set<MalformedKind> damages() {
    return EnumSet.of(MalformedKind.RAGGED, MalformedKind.ENCODING, MalformedKind.MISSING_KEY);
  }

  @Override
  public Place damaged(MalformedKind kind, String key, Profile profile, Dates dates)
      throws IOException {
    List<String> columns = columns(key, profile, dates);
    return switch (kind) {
      case RAGGED -> files.next().row(Csv.row(',', ragged(columns)));
      case ENCODING -> files.next().row(undecodable(Csv.row(',', columns)));
      case MISSING_KEY -> files.next().row(Csv.row(',', columns("", profile, dates)));
      case UNCLOSED_QUOTE, NOT_JSON -> throw new IllegalArgumentException(kind.rule());
    };
  }

  @Override
  public List<Place> unclosed(String key) throws IOException {
    return TextFile.endAll(files.all(), key + ",,,\"cut off");
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private List<String> ragged(List<String> columns) {
    if (files.rows() % 2 == 0) {
      return columns.subList(0, columns.size() - CUT_COLUMNS);
    }
    List<String> longer = new ArrayList<>(columns);
    longer.add("moved");
    return longer;
  }

  /** The row with one byte of another encoding behind its key. */
  private static byte[] undecodable(String row) {
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    int at = row.indexOf(',');
    byte[] damaged = Arrays.copyOf(bytes, bytes.length + 1);
    System.arraycopy(bytes, at, damaged, at + 1, bytes.length - at);
    damaged[at] = LATIN_1_E_ACUTE;
    return damaged;
  }

  private static List<String> columns(String key, Profile profile, Dates dates) {
    return List.of(
        key,
        profile.value(Field.ACCOUNT_ID),
        profile.value(Field.COMPANY_NAME),
        profile.value(Field.GIVEN_NAME),
        profile.value(Field.FAMILY_NAME),
        profile.value(Field.GENDER),
        birthDate(profile),
        phone(profile.value(Field.PHONE)),
        profile.value(Field.EMAIL),
        profile.value(Field.ADDRESS_LINE).replace(", Flat", "\nFlat"),
        profile.value(Field.CITY),
        profile.value(Field.POSTAL_CODE),
        profile.value(Field.COUNTRY),
        dates.created().toString(),
        dates.updated().toString());
  }

  private static String birthDate(Profile profile) {
    String iso = profile.value(Field.BIRTH_DATE);
    if (iso.isEmpty()) {
      return profile.has(Field.COMPANY_NAME) ? "" : "NULL";
    }
    String[] parts = iso.split("-", -1);
    return parts[2] + "/" + parts[1] + "/" + parts[0];
  }

  /** As people typed it: the style depends on the number alone, so equal numbers look equal. */
  private static String phone(String e164) {
    if (e164.startsWith("+44") && e164.length() == 13) {
      return "0" + e164.substring(3, 7) + " " + e164.substring(7);
    }
    if (!e164.startsWith("+") || e164.length() < 10) {
      return e164;
    }
    String digits = e164.substring(1);
    return switch (Math.floorMod(digits.hashCode(), 3)) {
      case 0 -> "+" + digits;
      case 1 -> "00" + digits;
      default -> grouped(e164);
    };
  }

  private static String grouped(String e164) {
    int tail = e164.length() - 4;
    return e164.substring(0, tail - 3)
        + " "
        + e164.substring(tail - 3, tail)
        + "-"
        + e164.substring(tail);
  }
}
