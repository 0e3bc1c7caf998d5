package io.aurum.jobs.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aurum.jobs.demo.TextFile.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The web shop's export: one nested JSON object per line, ISO dates, traces of the browser. */
final class WebShopFiles implements RecordFiles {
  private static final int FILES = 2;
  private static final JsonFactory JSON = new JsonFactory();

  private final Parts<TextFile> files;

  WebShopFiles(DemoSink sink) throws IOException {
    files =
        Parts.open(FILES, number -> TextFile.open(sink, "web_shop/customers-" + number + ".jsonl"));
  }

  @Override
  public void write(String key, Profile profile, Dates dates) throws IOException {
    files.next().row(json(key, profile, dates));
  }

  @Override
  public Set<MalformedKind> damages() {
    return EnumSet.of(MalformedKind.NOT_JSON, MalformedKind.MISSING_KEY);
  }

  @Override
  public Place damaged(MalformedKind kind, String key, Profile profile, Dates dates)
      throws IOException {
    String json = json(key, profile, dates);
    return switch (kind) {
      case NOT_JSON -> files.next().row(json.substring(0, json.length() * 2 / 3));
      case MISSING_KEY -> files.next().row(json("", profile, dates));
      case RAGGED, UNCLOSED_QUOTE, ENCODING -> throw new IllegalArgumentException(kind.rule());
    };
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static String json(String key, Profile profile, Dates dates) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      member(json, "id", key);
      member(json, "account", profile.value(Field.ACCOUNT_ID));
      object(json, "name", profile, List.of("first", "last"), NAME);
      member(json, "company", profile.value(Field.COMPANY_NAME));
      member(json, "email", profile.value(Field.EMAIL));
      member(json, "phone", profile.value(Field.PHONE));
      member(json, "birthDate", profile.value(Field.BIRTH_DATE));
      object(json, "address", profile, List.of("street", "city", "postalCode", "country"), ADDRESS);
      object(json, "browser", profile, List.of("cookie", "device", "ip"), BROWSER);
      json.writeStringField("createdAt", dates.created().toString());
      json.writeStringField("updatedAt", dates.updated().toString());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static final List<Field> NAME = List.of(Field.GIVEN_NAME, Field.FAMILY_NAME);
  private static final List<Field> ADDRESS =
      List.of(Field.ADDRESS_LINE, Field.CITY, Field.POSTAL_CODE, Field.COUNTRY);
  private static final List<Field> BROWSER = List.of(Field.COOKIE, Field.DEVICE, Field.IP);

  private static void object(
      JsonGenerator json, String name, Profile profile, List<String> members, List<Field> fields)
      throws IOException {
    if (fields.stream().noneMatch(profile::has)) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (int i = 0; i < fields.size(); i++) {
      member(json, members.get(i), profile.value(fields.get(i)));
    }
    json.writeEndObject();
  }

  private static void member(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
