package io.aurum.jobs.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aurum.jobs.demo.Catalogue.Association;
import io.aurum.jobs.demo.Catalogue.Campaign;
import io.aurum.jobs.demo.Catalogue.Product;
import io.aurum.jobs.demo.Catalogue.Shortage;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/**
 * Two years of what customers do, with patterns that are known beforehand: segments, products
 * bought together, guides that lead to each other, the season of the week, lines that come back,
 * one product's jump with its cause, another that ran out, drivers of churn, and odd customers. The
 * patterns are written to {@code truth/patterns.json}, each customer's part in them to {@code
 * truth/behaviour.csv}.
 */
final class Behaviour implements Closeable {
  /** What was planted in what customers do. */
  static final String PATTERNS = "patterns.json";

  private static final int CUSTOMERS_PER_ODD_ONE = 200;
  private static final List<OddKind> ODD_KINDS = List.of(OddKind.values());

  private final DemoSettings settings;
  private final DemoSink sink;
  private final Catalogue catalogue;
  private final EventFiles files;
  private long linesReturned;
  private int oddOwed;
  private int oddPlanted;

  Behaviour(DemoSettings settings, DemoSink sink) throws IOException {
    this.settings = settings;
    this.sink = sink;
    this.catalogue = new Catalogue(settings.asOf());
    this.files = new EventFiles(sink);
    writeCatalogue();
  }

  /** Writes everything that one customer does. */
  void live(Known known) throws IOException {
    Customer customer = known.customer();
    Rng rng = Rng.of(settings.seed(), "behaviour", customer.number());
    Optional<OddKind> odd = odd(known);
    Life life = new Life(settings, catalogue, files, known, odd, rng);
    life.live();
    linesReturned += life.linesReturned();
    files.row(
        EventFiles.Kind.BEHAVIOUR,
        customer.id(),
        life.segment().code(),
        odd.map(OddKind::code).orElse(""),
        life.churnedOn().map(Object::toString).orElse(""));
  }

  @Override
  public void close() throws IOException {
    files.close();
    try (TextFile patterns = TextFile.open(sink, Truth.FOLDER + PATTERNS)) {
      patterns.row(patterns());
    }
  }

  /** Odd customers come evenly among those of the web shop, each kind in turn. */
  private Optional<OddKind> odd(Known known) {
    long wanted =
        Math.max(
            (long) Quota.LEAST * ODD_KINDS.size(), settings.customers() / CUSTOMERS_PER_ODD_ONE);
    oddOwed += Spread.due(known.customer().number(), wanted, settings.customers()) ? 1 : 0;
    if (oddOwed == 0 || !known.in(Source.WEB_SHOP)) {
      return Optional.empty();
    }
    oddOwed--;
    return Optional.of(ODD_KINDS.get(oddPlanted++ % ODD_KINDS.size()));
  }

  private void writeCatalogue() throws IOException {
    for (Product product : catalogue.products()) {
      files.row(
          EventFiles.Kind.PRODUCT,
          product.id(),
          product.name(),
          product.category(),
          Catalogue.money(product.cents()),
          Life.CURRENCY);
    }
    for (Reading.Article article : Reading.articles()) {
      files.row(EventFiles.Kind.ARTICLE, article.page(), article.title());
    }
    for (Campaign campaign : catalogue.campaigns()) {
      files.row(
          EventFiles.Kind.CAMPAIGN,
          campaign.id(),
          campaign.channel(),
          campaign.country(),
          campaign.product().id(),
          campaign.starts(),
          campaign.ends());
    }
  }

  private String patterns() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      writeJump(json);
      writeShortage(json);
      writeAssociations(json);
      writeReading(json);
      writeSeason(json);
      writeReturns(json);
      writeHazards(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private void writeJump(JsonGenerator json) throws IOException {
    Campaign jump = catalogue.jump();
    json.writeObjectFieldStart("sales_jump");
    json.writeStringField("product_id", jump.product().id());
    json.writeStringField("country", jump.country());
    json.writeStringField("channel", jump.channel());
    json.writeStringField("campaign_id", jump.id());
    json.writeStringField("from", jump.starts().toString());
    json.writeStringField("to", jump.ends().toString());
    json.writeNumberField("purchase_probability", Life.JUMP_PROBABILITY);
    json.writeEndObject();
  }

  private void writeShortage(JsonGenerator json) throws IOException {
    Shortage shortage = catalogue.shortage();
    json.writeObjectFieldStart("stock_out");
    json.writeStringField("product_id", shortage.product().id());
    json.writeStringField("from", shortage.from().toString());
    json.writeStringField("to", shortage.to().toString());
    json.writeEndObject();
  }

  private void writeAssociations(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("association_rules");
    for (Association pair : catalogue.associations()) {
      Product product = pair.product();
      Product companion = pair.companion();
      writeRule(
          json,
          List.of(product.id(), product.name(), companion.id(), companion.name()),
          Catalogue.COMPANION_PROBABILITY);
    }
    json.writeEndArray();
  }

  private static void writeReading(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("reading");
    for (Reading.Lead lead : Reading.leads()) {
      Reading.Article article = lead.article();
      Reading.Article next = lead.next();
      writeRule(
          json,
          List.of(article.page(), article.title(), next.page(), next.title()),
          Reading.LEADS_ON);
    }
    json.writeEndArray();
  }

  /**
   * @param sides id and name of what the rule asks for, and of what follows
   */
  private static void writeRule(JsonGenerator json, List<String> sides, double probability)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("if", sides.get(0));
    json.writeStringField("if_name", sides.get(1));
    json.writeStringField("then", sides.get(2));
    json.writeStringField("then_name", sides.get(3));
    json.writeNumberField("probability", probability);
    json.writeEndObject();
  }

  private static void writeSeason(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("season");
    json.writeNumberField("saturday_factor", Season.SATURDAY);
    json.writeEndObject();
  }

  private void writeReturns(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("returns");
    json.writeNumberField("lines", linesReturned);
    json.writeNumberField("probability", Orders.RETURNED);
    json.writeEndObject();
  }

  private static void writeHazards(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("churn");
    json.writeNumberField("monthly_hazard", Life.MONTHLY_HAZARD);
    json.writeNumberField("memory_months", Life.MEMORY_MONTHS);
    json.writeObjectFieldStart("hazard_ratio");
    json.writeNumberField("late_delivery", Life.LATE_RATIO);
    json.writeNumberField("ticket", Life.TICKET_RATIO);
    json.writeNumberField("coffee_price_rise", Life.PRICE_RATIO);
    json.writeEndObject();
    json.writeEndObject();
  }
}
