package io.aurum.jobs.demo;

import io.aurum.jobs.demo.RecordFiles.Dates;
import io.aurum.jobs.demo.TextFile.Place;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the four systems record the customers, each with its own habits and errors, and tells the
 * truth about every record.
 */
final class RecordPlanter implements Closeable {
  private static final double CHANGED_COPIES = 0.32;
  private static final double DUPLICATES_WITHIN_A_SOURCE = 0.24;
  private static final double INVALID_RECORDS = 0.08;
  private static final double ACCOUNTS = 0.6;
  private static final double ACCOUNTS_IN_SHOP = 0.25;
  private static final double BIRTH_DATES_IN_SHOP = 0.7;
  private static final int CUSTOMERS_PER_VISITOR = 10;
  private static final int WEB_CUSTOMERS_PER_PROMOTION = 20;
  private static final int CUSTOMERS_PER_DAMAGE = 500;

  private final DemoSettings settings;
  private final Truth truth;
  private final Map<Source, RecordFiles> files = new EnumMap<>(Source.class);
  private final Map<Source, Long> sequences = new EnumMap<>(Source.class);
  private final Quota<DuplicateKind> kinds =
      new Quota<>(DuplicateKind.class, DuplicateKind::weight);
  private final Quota<InvalidKind> invalidKinds =
      new Quota<>(InvalidKind.class, InvalidKind::weight);
  private long webCustomers;

  RecordPlanter(DemoSettings settings, DemoSink sink, Truth truth) throws IOException {
    this.settings = settings;
    this.truth = truth;
    files.put(Source.CRM, new CrmFiles(sink));
    files.put(Source.WEB_SHOP, new WebShopFiles(sink));
    files.put(Source.LOYALTY, new LoyaltyFiles(sink));
    files.put(Source.NEWSLETTER, new NewsletterFiles(sink));
  }

  /** Records the customers of a unit in the systems that know them. */
  List<Known> plant(Unit unit) throws IOException {
    Rng rng = Rng.of(settings.seed(), "records", unit.number());
    List<Known> known = new ArrayList<>();
    for (Customer customer : unit.customers()) {
      known.add(plant(customer, rng));
      plantDamage(customer, rng);
    }
    for (Unit.Apart apart : unit.apart()) {
      truth.apart(apart.kind(), apart.first().id(), apart.second().id());
    }
    return known;
  }

  /** Records the web shop's visitors who never said who they are. */
  void plantVisitors() throws IOException {
    int visitors = settings.customers() / CUSTOMERS_PER_VISITOR;
    for (int number = 0; number < visitors; number++) {
      Rng rng = Rng.of(settings.seed(), "visitor", number);
      String id = String.format(Locale.ROOT, "V%07d", number);
      Profile visitor = Profile.visitor(cookie(rng), device(rng), ip(rng));
      RecordKey first = write(Source.WEB_SHOP, visitor, dates(rng));
      truth.record(first, id, List.of());
      truth.profile(Truth.ANONYMOUS, first, id);
      if (number % 3 == 0) {
        Profile again = visitor.with(Field.IP, ip(rng));
        RecordKey second = write(Source.WEB_SHOP, again, dates(rng));
        duplicate(second, first, id, List.of(DuplicateKind.RETURNING_VISITOR));
      }
    }
  }

  /** Ends the files that can end with a row whose quote is never closed in such a row. */
  void plantUnclosedQuotes() throws IOException {
    for (Source source : Source.values()) {
      for (Place place : files.get(source).unclosed(nextKey(source))) {
        truth.malformed(MalformedKind.UNCLOSED_QUOTE, source, place);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (RecordFiles file : files.values()) {
      file.close();
    }
  }

  private Known plant(Customer customer, Rng rng) throws IOException {
    Map<Source, Profile> views = views(customer, rng);
    Map<Source, RecordKey> originals = new EnumMap<>(Source.class);
    RecordKey base = null;
    Script baseScript = null;
    for (Map.Entry<Source, Profile> entry : views.entrySet()) {
      Source source = entry.getKey();
      Profile view = entry.getValue();
      Script script = Corruptions.scriptOf(view, customer);
      if (base == null) {
        base = write(source, view, dates(rng));
        baseScript = script;
        truth.record(base, customer.id(), List.of());
        originals.put(source, base);
      } else {
        originals.put(source, plantCopy(customer, source, view, base, script != baseScript, rng));
      }
    }
    plantProfileKind(customer, base);
    plantDuplicate(customer, views, originals, rng);
    plantInvalid(customer, views, rng);
    plantPromotion(customer, views, originals, rng);
    return known(customer, views, originals);
  }

  /** What each system would say about the customer, most senior system first. */
  private static Map<Source, Profile> views(Customer customer, Rng rng) {
    Map<Source, Profile> views = new EnumMap<>(Source.class);
    boolean account = rng.chance(ACCOUNTS);
    for (Source source : customer.sources()) {
      Profile view = Profile.of(customer, source.script(rng));
      if (account && (source == Source.CRM || rng.chance(ACCOUNTS_IN_SHOP))) {
        view = view.with(Field.ACCOUNT_ID, account(customer));
      }
      if (source == Source.WEB_SHOP) {
        view = withBrowser(view, customer, rng);
      }
      views.put(source, view.only(source.fields()));
    }
    return views;
  }

  private static Profile withBrowser(Profile view, Customer customer, Rng rng) {
    Profile traced =
        view.with(Field.COOKIE, cookie(rng))
            .with(Field.DEVICE, customer.device())
            .with(Field.IP, ip(rng));
    return rng.chance(BIRTH_DATES_IN_SHOP) ? traced : traced.without(Field.BIRTH_DATE);
  }

  /** The customer's record in a further system, now and then with a change. */
  private RecordKey plantCopy(
      Customer customer, Source source, Profile view, RecordKey base, boolean otherScript, Rng rng)
      throws IOException {
    List<DuplicateKind> planted = new ArrayList<>();
    if (otherScript && customer.writtenInTwoScripts()) {
      planted.add(DuplicateKind.TRANSLITERATION);
    }
    Profile said = view;
    if (rng.chance(CHANGED_COPIES)) {
      Optional<Change> change = change(customer, source, view, planted, rng);
      if (change.isPresent()) {
        said = change.get().after();
        planted.add(change.get().kind());
      }
    }
    if (planted.isEmpty()) {
      planted.add(DuplicateKind.OTHER_SOURCE);
    }
    RecordKey record = write(source, said, dates(rng));
    duplicate(record, base, customer.id(), planted);
    return record;
  }

  /** A kind that applies to a copy in another system: an exact duplicate is none there. */
  private Optional<Change> change(
      Customer customer, Source source, Profile view, List<DuplicateKind> planted, Rng rng) {
    for (DuplicateKind kind : kinds.candidates(rng)) {
      if (kind != DuplicateKind.EXACT_DUPLICATE && !planted.contains(kind)) {
        Optional<Profile> after = Corruptions.apply(kind, view, customer, source, rng);
        if (after.isPresent()) {
          return Optional.of(new Change(kind, after.get()));
        }
      }
    }
    return Optional.empty();
  }

  private void plantDuplicate(
      Customer customer, Map<Source, Profile> views, Map<Source, RecordKey> originals, Rng rng)
      throws IOException {
    if (!rng.chance(DUPLICATES_WITHIN_A_SOURCE)) {
      return;
    }
    Source source = rng.pick(List.copyOf(new ArrayList<>(views.keySet())));
    Profile view = views.get(source);
    for (DuplicateKind kind : kinds.candidates(rng)) {
      Profile fresh = kind == DuplicateKind.EXACT_DUPLICATE ? view : fresh(view, rng);
      Optional<Profile> after = Corruptions.apply(kind, fresh, customer, source, rng);
      if (after.isPresent()) {
        RecordKey record = write(source, after.get(), dates(rng));
        duplicate(record, originals.get(source), customer.id(), List.of(kind));
        return;
      }
    }
  }

  /** As a system records somebody anew: without the old account, from another browser session. */
  private static Profile fresh(Profile view, Rng rng) {
    Profile fresh = view.without(Field.ACCOUNT_ID);
    return fresh.has(Field.COOKIE)
        ? fresh.with(Field.COOKIE, cookie(rng)).with(Field.IP, ip(rng))
        : fresh;
  }

  private void plantInvalid(Customer customer, Map<Source, Profile> views, Rng rng)
      throws IOException {
    Source source = views.containsKey(Source.CRM) ? Source.CRM : Source.WEB_SHOP;
    Profile view = views.get(source);
    if (!rng.chance(INVALID_RECORDS) || view == null) {
      return;
    }
    for (InvalidKind kind : invalidKinds.candidates(rng)) {
      if (view.has(kind.field())) {
        Profile after = Corruptions.invalid(kind, fresh(view, rng), settings.asOf(), rng);
        RecordKey record = write(source, after, dates(rng));
        invalidKinds.planted(kind);
        truth.record(record, customer.id(), List.of(kind.code()));
        truth.invalid(kind, record, customer.id());
        return;
      }
    }
  }

  /** An anonymous visit that the cookie ties to somebody who signed in later. */
  private void plantPromotion(
      Customer customer, Map<Source, Profile> views, Map<Source, RecordKey> originals, Rng rng)
      throws IOException {
    Profile view = views.get(Source.WEB_SHOP);
    if (view == null || webCustomers++ % WEB_CUSTOMERS_PER_PROMOTION != 0) {
      return;
    }
    Profile visit = Profile.visitor(view.value(Field.COOKIE), view.value(Field.DEVICE), ip(rng));
    RecordKey record = write(Source.WEB_SHOP, visit, dates(rng));
    duplicate(
        record,
        originals.get(Source.WEB_SHOP),
        customer.id(),
        List.of(DuplicateKind.PROMOTED_VISITOR));
  }

  private void plantProfileKind(Customer customer, RecordKey base) throws IOException {
    if (customer.organisation()) {
      truth.profile(Truth.ORGANISATION, base, customer.id());
    }
  }

  private void duplicate(
      RecordKey record, RecordKey base, String personId, List<DuplicateKind> planted)
      throws IOException {
    truth.record(record, personId, planted.stream().map(DuplicateKind::code).toList());
    for (DuplicateKind kind : planted) {
      kinds.planted(kind);
      truth.duplicate(kind, record, base, personId);
    }
  }

  /** Damaged rows come evenly over the customers, the same number of each kind in each format. */
  private void plantDamage(Customer customer, Rng rng) throws IOException {
    long wanted = Math.max(Quota.LEAST, settings.customers() / CUSTOMERS_PER_DAMAGE);
    if (!Spread.due(customer.number(), wanted, settings.customers())) {
      return;
    }
    for (Source source : Source.values()) {
      Profile view = Profile.of(customer, Script.LATIN).only(source.fields());
      for (MalformedKind kind : files.get(source).damages()) {
        Place place = files.get(source).damaged(kind, nextKey(source), view, dates(rng));
        truth.malformed(kind, source, place);
      }
    }
  }

  private static Known known(
      Customer customer, Map<Source, Profile> views, Map<Source, RecordKey> originals) {
    Map<Source, String> keys = new EnumMap<>(Source.class);
    originals.forEach((source, record) -> keys.put(source, record.key()));
    Profile web = views.get(Source.WEB_SHOP);
    return new Known(
        customer,
        keys,
        web == null ? "" : web.value(Field.COOKIE),
        views.values().stream().anyMatch(view -> view.has(Field.BIRTH_DATE)));
  }

  private RecordKey write(Source source, Profile profile, Dates dates) throws IOException {
    RecordKey record = new RecordKey(source.label(), nextKey(source));
    files.get(source).write(record.key(), profile, dates);
    return record;
  }

  private String nextKey(Source source) {
    return source.key(sequences.merge(source, 1L, Long::sum));
  }

  /** Created some time in the two years, changed some time after. */
  private Dates dates(Rng rng) {
    Instant start = settings.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = settings.asOf().atStartOfDay(ZoneOffset.UTC).toInstant();
    int seconds = (int) start.until(end, ChronoUnit.SECONDS);
    int created = rng.below(seconds);
    int updated = created + rng.below(seconds - created);
    return new Dates(start.plusSeconds(created), start.plusSeconds(updated));
  }

  private static String account(Customer customer) {
    return String.format(Locale.ROOT, "A%08d", (customer.number() * 7_368_787 + 17) % 99_999_989);
  }

  private static String cookie(Rng rng) {
    return String.format(Locale.ROOT, "ck-%016x", rng.next());
  }

  private static String device(Rng rng) {
    return String.format(Locale.ROOT, "dev-%016x", rng.next());
  }

  /** An address of the range that RFC 6598 shares among networks: nobody's own. */
  private static String ip(Rng rng) {
    return "100." + rng.between(64, 127) + "." + rng.below(256) + "." + rng.between(1, 254);
  }

  private record Change(DuplicateKind kind, Profile after) {}
}
