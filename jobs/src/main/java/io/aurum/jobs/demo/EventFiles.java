package io.aurum.jobs.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The files of what customers do. */
final class EventFiles implements Closeable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<Kind, TextFile> files = new EnumMap<>(Kind.class);

  EventFiles(DemoSink sink) throws IOException {
    for (Kind kind : Kind.values()) {
      files.put(
          kind,
          kind.header.isEmpty()
              ? TextFile.open(sink, kind.path)
              : TextFile.open(sink, kind.path, kind.header));
    }
  }

  /** Writes a row of a comma-separated file, in the order of its header. */
  void row(Kind kind, Object... values) throws IOException {
    files.get(kind).row(Csv.row(values));
  }

  /**
   * Writes a line of a JSON file.
   *
   * @param members names and values in turn; a member with an empty value is left out
   */
  void json(Kind kind, String... members) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < members.length; i += 2) {
        if (!members[i + 1].isEmpty()) {
          json.writeStringField(members[i], members[i + 1]);
        }
      }
      json.writeEndObject();
    }
    files.get(kind).row(text.toString());
  }

  /**
   * Writes what a customer did in the web shop.
   *
   * @param about product or page
   * @param name the product or page that it was
   */
  void web(Known known, Instant at, String session, String type, String about, String name)
      throws IOException {
    json(
        Kind.WEB,
        "at",
        at.toString(),
        "customer",
        known.keys().get(Source.WEB_SHOP),
        "cookie",
        known.cookie(),
        "session",
        session,
        "type",
        type,
        about,
        name);
  }

  @Override
  public void close() throws IOException {
    for (TextFile file : files.values()) {
      file.close();
    }
  }

  /** A file, with its header where it is comma-separated. */
  enum Kind {
    PRODUCT("shop/products.csv", "product_id,name,category,price,currency"),
    ARTICLE("shop/articles.csv", "page,title"),
    CAMPAIGN("shop/campaigns.csv", "campaign_id,channel,country,product_id,starts_on,ends_on"),
    ORDER_LINE(
        "events/order_lines.csv",
        "order_id,line,source,customer_key,channel,country,product_id,category,quantity,"
            + "unit_price,discount_rate,currency,ordered_at,promised_on,delivered_on,returned_order"),
    WEB("events/web.jsonl", ""),
    EMAIL("events/emails.csv", "subscriber_id,campaign_id,event,at"),
    TICKET("events/tickets.jsonl", ""),
    SURVEY("events/survey_answers.csv", "survey,source,customer_key,question,score,comment,at"),
    SUBSCRIPTION(
        "events/subscriptions.csv",
        "subscription_id,source,customer_key,plan,monthly_amount,currency,started_on,ended_on"),
    CONSENT("events/consents.jsonl", ""),
    BEHAVIOUR("truth/behaviour.csv", "person_id,segment,odd,churned_on");

    private final String path;
    private final String header;

    Kind(String path, String header) {
      this.path = path;
      this.header = header;
    }

    /** Within the folder of the demo's data. */
    String path() {
      return path;
    }
  }
}
