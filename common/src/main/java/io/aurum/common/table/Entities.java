package io.aurum.common.table;

import static io.aurum.common.table.CommonColumns.KNOWN_AT;
import static io.aurum.common.table.CommonColumns.ROW_HASH;
import static io.aurum.common.table.CommonColumns.RULE_MASK;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.SOURCE;
import static io.aurum.common.table.CommonColumns.SOURCE_RECORD_ID;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.PiiClass.LINKED;
import static io.aurum.common.table.PiiClass.NON_PII;

import io.aurum.common.table.Entity.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The entities: what the rows of a source can be beside customers. Each is declared once, here; its
 * table, the checks of its values and what a configuration can map onto it follow from this.
 *
 * <p>Amounts of money stand beside their currency and are never converted. A record without an
 * identity of its own (an order without a number) takes that of its row.
 */
public final class Entities {
  /** Column with the source of the customer record that a record belongs to. */
  public static final String CUSTOMER_SOURCE = "customer_source";

  /** Column with the identity of the customer record that a record belongs to. */
  public static final String CUSTOMER_RECORD_ID = "customer_record_id";

  private static final DataType MONEY = DataTypes.createDecimalType(18, 2);
  private static final DataType EXACT = DataTypes.createDecimalType(18, 4);
  private static final DataType SHARE = DataTypes.createDecimalType(9, 6);
  private static final String OWN_ROW = "source_record_id";

  private static final String COMPUTED_AMOUNT =
      "try_cast(quantity * unit_price * (1 - coalesce(discount_rate, 0))"
          + " - coalesce(discount_amount, 0) as decimal(18, 2))";

  public static final Entity ORDER_LINE =
      ofCustomers(
          "order_line",
          "one line of an order, receipt or invoice",
          "What customers bought and gave back, line by line.",
          code("order_id", "Order, receipt or invoice; the row's own identity where none is given.")
              .orElse(OWN_ROW),
          time("ordered_at", "When the order was placed (UTC).").always(),
          code("product_id", "Product, article or stock code."),
          category("product_name", "Name of the product as the order shows it."),
          category(
              "product_category",
              "Category of the product as the order shows it. Where it shows none, jobs read category_path of the product."),
          category("product_variant", "Size, colour or make of the product as the order shows it."),
          exact("quantity", "Pieces, litres, hours; below zero for goods that came back."),
          exact("unit_price", "Price of one piece before discount, in the order's currency."),
          rate("discount_rate", "Share of the price taken off, 0..1."),
          money("discount_amount", "Amount taken off the whole line, in the order's currency."),
          money(
                  "amount",
                  "Amount of the line: as stated, else quantity x unit_price x (1 - discount_rate) - discount_amount, rounded half up; empty where neither is known.")
              .orElse(COMPUTED_AMOUNT),
          money("cost_amount", "What the goods of the line cost the seller."),
          money(
                  "margin_amount",
                  "Amount of the line less what its goods cost: as stated, else from the two, goods that came back taking their cost with them; empty where either is unknown.")
              .orElse(
                  "try_cast(coalesce(amount, %1$s)".formatted(COMPUTED_AMOUNT)
                      + " - abs(cost_amount) * sign(coalesce(amount, %1$s)) as decimal(18, 2))"
                          .formatted(COMPUTED_AMOUNT)),
          money("tax_amount", "Tax contained in the amount."),
          category("currency", "Currency of all amounts, ISO 4217."),
          flag(
                  "is_return",
                  "Whether goods came back: as stated, else quantity or stated amount below zero.")
              .orElse("coalesce(quantity < 0, false) or coalesce(amount < 0, false)"),
          code("returned_order_id", "Order whose goods came back."),
          category("status", "State of the order: completed, cancelled and so on."),
          category("channel", "Where it was bought: web, app, store, phone and so on."),
          code("store_id", "Shop, till or site."),
          category("payment_type", "How it was paid; never a card number."),
          code("campaign_id", "Campaign, coupon or offer that the order names."),
          country("country", "Country of the order, ISO 3166-1 alpha-2."),
          date("promised_on", "Day on which delivery was promised."),
          date("delivered_on", "Day on which it was delivered."));

  public static final Entity INTERACTION =
      ofCustomers(
          "interaction",
          "one contact between a customer and the company",
          "What customers did on the web, in apps, by e-mail, phone, chat, in shops or with advertisements.",
          category(
                  "channel", "web, app, email, sms, push, ad, social, call, chat, store and so on.")
              .always(),
          category("type", "What happened: view, click, open, bounce, cart, call and so on.")
              .always(),
          time("occurred_at", "When it happened (UTC).").always(),
          code("session_id", "Visit that the contact belongs to."),
          code("campaign_id", "Campaign that caused it."),
          code("product_id", "Product that it concerns."),
          code("order_id", "Order that it led to or concerns."),
          category("page", "Page, screen or place, as a path or address.").pii(LINKABLE),
          category("referrer", "Where the customer came from.").pii(LINKABLE),
          category("process", "Form, checkout or other process that it is a step of."),
          category("step", "Step of the process."),
          column("device_id", DataTypes.StringType, "device", "Device or advertising id.")
              .pii(LINKED),
          column("cookie", DataTypes.StringType, "cookie", "Browser by its cookie.").pii(LINKED),
          category("device_type", "phone, tablet, desktop, wearable and so on."),
          country("country", "Country where it happened, ISO 3166-1 alpha-2."),
          category("direction", "inbound or outbound."),
          category("outcome", "What came of it."),
          category("experiment", "Experiment that the customer took part in."),
          category("variant", "Variant of the experiment that the customer saw."),
          money("value_amount", "Value that the source gives the contact."),
          exact("cost_amount", "What the contact cost the company."),
          category("currency", "Currency of all amounts, ISO 4217."),
          number("duration_s", "How long it took, seconds."),
          text("content", "What was said or written."));

  public static final Entity SUBSCRIPTION =
      ofCustomers(
          "subscription",
          "one contract or subscription",
          "What customers have subscribed to, since when and until when.",
          code("subscription_id", "Contract; the row's own identity where none is given.")
              .orElse(OWN_ROW),
          code("product_id", "Product or service."),
          category("plan", "Tariff or plan."),
          category("status", "State as the source names it: active, cancelled, trial and so on."),
          date("started_on", "First day.").always(),
          date("ended_on", "Last day; empty while it runs without an end."),
          date("trial_ends_on", "Last day of the trial."),
          money("price_amount", "Price of one period."),
          category("currency", "Currency of the price, ISO 4217."),
          category("period", "What the price is for: month, year and so on."),
          exact("quantity", "Seats, licences or pieces."),
          flag("auto_renew", "Whether it goes on by itself."),
          category("channel", "Where it was taken out."),
          category("end_reason", "Why it ended, as the source names it."));

  public static final Entity TICKET =
      ofCustomers(
          "ticket",
          "one request to customer service",
          "What customers asked customer service, and how it was answered.",
          code("ticket_id", "Request; the row's own identity where none is given.").orElse(OWN_ROW),
          time("opened_at", "When it was opened (UTC).").always(),
          time("first_response_at", "When somebody first answered (UTC)."),
          time("closed_at", "When it was closed (UTC)."),
          category("channel", "phone, email, chat, web, store and so on."),
          category("category", "What it is about."),
          category("priority", "How urgent it is."),
          category("complexity", "How difficult it is."),
          category("status", "State as the source names it."),
          code("product_id", "Product that it concerns."),
          code("order_id", "Order that it concerns."),
          code("agent_id", "Who answered.").pii(LINKABLE),
          category("language", "Language of the text."),
          text("subject", "Heading."),
          text("text", "What the customer wrote or said."),
          category("resolution", "How it ended."),
          flag("is_escalated", "Whether it went to a higher level."),
          flag("is_reopened", "Whether it was opened again."),
          number(
              "satisfaction_score", "How satisfied the customer was, on the source's own scale."));

  public static final Entity SURVEY_ANSWER =
      ofCustomers(
          "survey_answer",
          "one answer to one question",
          "What customers answered in surveys: scores and words.",
          category("survey", "Survey.").always(),
          code("response_id", "Filled-in survey; the row's own identity where none is given.")
              .orElse(OWN_ROW),
          category("question", "Question, by its code or wording.").always(),
          category("question_type", "nps, csat, ces, rating, choice, text and so on."),
          category(
              "question_role",
              "What the answer is about: motivation, reason, discovery and so on."),
          number("answer_number", "Answer as a number, on the question's scale."),
          number("scale_min", "Lowest answer that the scale allows."),
          number("scale_max", "Highest answer that the scale allows."),
          text("answer_text", "Answer in words."),
          time("answered_at", "When it was given (UTC).").always(),
          category("channel", "Where the survey was answered."),
          code("product_id", "Product that it concerns."),
          code("order_id", "Order that it concerns."),
          code("ticket_id", "Request to customer service that it concerns."),
          category("language", "Language of the answer."));

  public static final Entity TEXT_DOCUMENT =
      ofCustomers(
          "text_document",
          "one text by or about a customer",
          "What customers say in their own words: reviews, interviews, complaints, notes.",
          code("document_id", "Document; the row's own identity where none is given.")
              .orElse(OWN_ROW),
          category(
                  "type",
                  "survey, interview, focus group, feedback, complaint, review, note and so on.")
              .always(),
          text("title", "Heading."),
          text("text", "The text itself.").always(),
          time("written_at", "When it was written (UTC).").always(),
          category("language", "Language of the text."),
          category("channel", "Where it was written."),
          code("product_id", "Product that it concerns."),
          code("order_id", "Order that it concerns."),
          number("rating", "Rating that stands beside it, on the source's own scale."),
          category("address", "Where it can be read.").pii(LINKABLE));

  public static final Entity CONSENT_EVENT =
      ofCustomers(
          "consent_event",
          "one declaration about the use of personal data",
          "What customers allowed and forbade: the history from which the present state follows.",
          category("purpose", "What the data may be used for.").always(),
          category("channel", "By which channel: email, phone, post; empty for all."),
          category("action", "given, withdrawn, refused, objected and so on.").always(),
          category("legal_basis", "Legal basis: consent, contract, legitimate interest and so on."),
          time("occurred_at", "When it was declared (UTC).").always(),
          date("expires_on", "Last day on which it holds."),
          category("notice_version", "Version of the notice that was shown."),
          category("collected_by", "Form, shop or person that took it down.").pii(LINKABLE),
          text("evidence", "What proves it: wording, reference, recording."));

  public static final Entity PRODUCT =
      ofNobody(
          "product",
          "one product",
          "What is sold.",
          code("product_id", "Product, article or stock code.").always(),
          category("name", "Name."),
          category("category_path", "Categories from the widest to the narrowest."),
          category("brand", "Brand."),
          exact("unit_price", "List price of one piece."),
          exact("unit_cost", "What one piece costs the seller."),
          category("currency", "Currency of price and cost, ISO 4217."),
          date("launched_on", "First day on sale."),
          flag("is_active", "Whether it is on sale: as stated, else true.").orElse("true"),
          text("description", "Description.").pii(NON_PII));

  public static final Entity CAMPAIGN =
      ofNobody(
          "campaign",
          "one campaign",
          "What the company did to win or keep customers, when and at what cost.",
          code("campaign_id", "Campaign.").always(),
          category("name", "Name."),
          category("channel", "By which channel: email, ad, social, post and so on."),
          date("starts_on", "First day."),
          date("ends_on", "Last day."),
          money("cost_amount", "What it cost."),
          money("budget_amount", "What it was allowed to cost."),
          category("currency", "Currency of cost and budget, ISO 4217."),
          category("objective", "What it was for."),
          category("audience", "Whom it was for."),
          code("product_id", "Product that it was about."),
          country("country", "Country where it ran, ISO 3166-1 alpha-2."));

  /**
   * A row of a plain table, for a mining task; its columns are those that the source declares, by
   * name in {@code cells}.
   */
  public static final Entity TABLE_ROW =
      new Entity(
          "table",
          new TableSpec(
              "table_row",
              Store.STATE,
              "one row of a plain table",
              List.of("source", "source_record_id"),
              List.of(
                  SOURCE,
                  SOURCE_RECORD_ID,
                  KNOWN_AT,
                  ROW_HASH,
                  referenceSource(),
                  referenceId(),
                  Column.of(
                          "cells",
                          DataTypes.createMapType(
                              DataTypes.StringType, DataTypes.StringType, false),
                          "Canonical values by column; a column without a valid value is left out.")
                      .pii(LINKED),
                  RULE_MASK,
                  RUN_ID),
              AttributeColumns.NONE,
              "Rows of the plain tables that mining tasks take, with the columns that their sources declare."),
          List.of(),
          Customer.REFERENCED);

  /**
   * What a supplier of data says about a customer: the same attributes as those of customers, which
   * the configuration declares. It verifies and fills, and never makes a customer of its own.
   */
  public static final Entity SUPPLIER_RECORD =
      new Entity(
          "supplier_record",
          new TableSpec(
              "supplier_record",
              Store.STATE,
              "one accepted record of a supplier, latest version",
              List.of("source", "source_record_id"),
              List.of(
                  SOURCE,
                  SOURCE_RECORD_ID,
                  KNOWN_AT,
                  ROW_HASH,
                  Column.of(
                          CUSTOMER_SOURCE,
                          DataTypes.StringType,
                          "Source of the customer record that the supplier names; empty where it names none, or a golden id.")
                      .optional(),
                  Column.of(
                          CUSTOMER_RECORD_ID,
                          DataTypes.StringType,
                          "Customer record that the supplier names, or a golden id where customer_source is empty; empty where it names none.")
                      .pii(LINKABLE)
                      .optional(),
                  RULE_MASK,
                  RUN_ID),
              AttributeColumns.CANONICAL_AND_MATCH,
              "What suppliers of data say about customers, standardised as the customers' own records are."),
          List.of(),
          Customer.REFERENCED);

  private static final List<Entity> ALL =
      List.of(
          ORDER_LINE,
          INTERACTION,
          SUBSCRIPTION,
          TICKET,
          SURVEY_ANSWER,
          TEXT_DOCUMENT,
          CONSENT_EVENT,
          PRODUCT,
          CAMPAIGN,
          TABLE_ROW,
          SUPPLIER_RECORD);

  private Entities() {}

  /** All entities. */
  public static List<Entity> all() {
    return ALL;
  }

  /** The entity of that name. */
  public static Optional<Entity> byName(String name) {
    return ALL.stream().filter(entity -> entity.name().equals(name)).findFirst();
  }

  private static Entity ofCustomers(
      String name, String grain, String description, EntityColumn... columns) {
    return new Entity(
        name,
        table(name, grain, description, List.of(referenceSource(), referenceId()), columns),
        List.of(columns),
        Customer.REFERENCED);
  }

  private static Entity ofNobody(
      String name, String grain, String description, EntityColumn... columns) {
    return new Entity(
        name, table(name, grain, description, List.of(), columns), List.of(columns), Customer.NONE);
  }

  private static TableSpec table(
      String name,
      String grain,
      String description,
      List<Column> reference,
      EntityColumn... columns) {
    List<Column> all = new ArrayList<>(List.of(SOURCE, SOURCE_RECORD_ID, KNOWN_AT, ROW_HASH));
    all.addAll(reference);
    List.of(columns).forEach(column -> all.add(column.column()));
    all.add(RULE_MASK);
    all.add(RUN_ID);
    return new TableSpec(
        name,
        Store.STATE,
        grain,
        List.of("source", "source_record_id"),
        all,
        AttributeColumns.NONE,
        description);
  }

  private static Column referenceSource() {
    return Column.of(
            CUSTOMER_SOURCE,
            DataTypes.StringType,
            "Source of the customer record that it belongs to; empty where it names none.")
        .optional();
  }

  private static Column referenceId() {
    return Column.of(
            CUSTOMER_RECORD_ID,
            DataTypes.StringType,
            "Customer record that it belongs to: source_record_id within customer_source; empty where it names none.")
        .pii(LINKABLE)
        .optional();
  }

  private static EntityColumn code(String name, String description) {
    return column(name, DataTypes.StringType, "code", description);
  }

  private static EntityColumn category(String name, String description) {
    return column(name, DataTypes.StringType, "category", description);
  }

  private static EntityColumn country(String name, String description) {
    return column(name, DataTypes.StringType, "country", description).pii(LINKABLE);
  }

  private static EntityColumn text(String name, String description) {
    return column(name, DataTypes.StringType, "free-text", description).pii(LINKED);
  }

  private static EntityColumn time(String name, String description) {
    return column(name, DataTypes.TimestampType, "timestamp", description);
  }

  private static EntityColumn date(String name, String description) {
    return column(name, DataTypes.DateType, "date", description);
  }

  private static EntityColumn money(String name, String description) {
    return column(name, MONEY, "amount", description);
  }

  private static EntityColumn exact(String name, String description) {
    return column(name, EXACT, "amount", description);
  }

  private static EntityColumn rate(String name, String description) {
    return column(name, SHARE, "rate", description);
  }

  private static EntityColumn number(String name, String description) {
    return column(name, DataTypes.DoubleType, "number", description);
  }

  private static EntityColumn flag(String name, String description) {
    return column(name, DataTypes.BooleanType, "boolean", description);
  }

  private static EntityColumn column(String name, DataType type, String kind, String description) {
    return EntityColumn.of(name, type, kind, description);
  }
}
