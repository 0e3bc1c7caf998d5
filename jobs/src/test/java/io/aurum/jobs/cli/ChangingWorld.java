package io.aurum.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A month of deliveries of a small company in which everything happens that may happen to
 * identities: records change their account, so that customers merge and split; records that arrive
 * late hold the numbers of two customers and later lose one; faulty records are corrected; records
 * are deleted and come back; a snapshot loses records; a supplier fills what nobody else knows
 * until its licence ends in the middle of the month. No customer loses its founding record and
 * lives on: there identities would depend on the dates that were run.
 */
public final class ChangingWorld {
  static final LocalDate FIRST = LocalDate.parse("2026-05-01");
  static final int DAYS = 30;

  /** Last day on which the supplier's data may be used. */
  static final int LICENSED_DAYS = 17;

  private static final String CONF =
      """
      sources {
        crm {
          entity = customer
          path = "%1$s/crm-*.csv"
          format = csv
          delivery {
            mode = changes
            key = [id]
            order = seq
            deletes { column = op, value = D }
            known-at { column = day }
          }
          trust = 0.9
          columns { given_name = first, family_name = last, email = mail, account = account, card = card }
        }
        shop {
          entity = customer
          path = "%1$s/shop.csv"
          format = csv
          delivery { known-at { column = day } }
          columns { given_name = first, family_name = last, account = account }
        }
        club {
          entity = customer
          path = "%1$s/club-*.csv"
          format = csv
          delivery { mode = snapshot, key = [no], known-at { pattern = "club-(.*)\\\\.csv" } }
          columns { given_name = first, family_name = last, email = mail, account = account }
        }
        acme {
          entity = supplier_record
          path = "%1$s/acme.csv"
          delivery { key = no, known-at { column = day } }
          trust = 0.8
          columns { email = mail, birth_date = born }
        }
      }
      enrich.suppliers.acme {
        source = acme
        match = [email]
        fill = [birth_date]
        licence-expires = %2$s
        purpose = "age checks"
      }
      attributes {
        given_name = given-name
        family_name = family-name
        email { kind = email, required = error, invalid = error }
        account = account-id
        card = account-id
        birth_date { kind = birth-date, match = false }
      }
      validate { max-quarantine-rate = 0.9 }
      """;

  private static final List<String> GIVEN =
      List.of(
          "Ada", "Boris", "Chloe", "Dmitri", "Esther", "Felix", "Greta", "Hugo", "Ines", "Jonas");
  private static final List<String> FAMILY =
      List.of("Okafor", "Lindqvist", "Moreau", "Tanaka", "Weiss", "Quispe", "Novak", "Farrell");

  private final Path folder;
  private final Random random;

  private ChangingWorld(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** Writes the deliveries and tells their configuration. */
  public static Path write(Path folder, long seed) {
    try {
      Files.createDirectories(folder);
      var world = new ChangingWorld(folder, seed);
      world.writeCrm();
      world.writeShop();
      world.writeClub();
      world.writeAcme();
      Path conf = folder.resolve("world.conf");
      Files.writeString(conf, CONF.formatted(folder, date(LICENSED_DAYS)));
      return conf;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeCrm() throws IOException {
    var byFile = new TreeMap<String, List<String>>();
    for (int id = 1; id <= 18; id++) {
      wanderer(id).forEach(row -> byFile.computeIfAbsent("crm-1.csv", f -> crm()).add(row));
    }
    for (int id = 21; id <= 23; id++) {
      bridge(id).forEach(row -> byFile.computeIfAbsent("crm-2.csv", f -> crm()).add(row));
    }
    for (int id = 31; id <= 33; id++) {
      faulty(id).forEach(row -> byFile.computeIfAbsent("crm-2.csv", f -> crm()).add(row));
    }
    for (int id = 41; id <= 42; id++) {
      leaver(id).forEach(row -> byFile.computeIfAbsent("crm-1.csv", f -> crm()).add(row));
    }
    byFile.computeIfAbsent("crm-1.csv", f -> crm()).add(row(50, 1, "U", 1, "STAY0001", ""));
    byFile.get("crm-2.csv").add("99,ragged");
    for (var file : byFile.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static List<String> crm() {
    return new ArrayList<>(List.of("id,seq,op,day,first,last,mail,account,card"));
  }

  /** A record that changes its account once in a while. */
  private List<String> wanderer(int id) {
    List<String> rows = new ArrayList<>();
    int day = 1 + random.nextInt(9);
    for (int version = 1; day <= DAYS; version++) {
      String card = id <= 8 ? "CARD000" + id : "";
      rows.add(row(id, version, "U", day, "ACCT000" + (1 + random.nextInt(7)), card));
      day += 4 + random.nextInt(20);
    }
    return rows;
  }

  /** A record that arrives late with the numbers of two customers, and loses one of them. */
  private List<String> bridge(int id) {
    int day = 11 + random.nextInt(6);
    String account = "ACCT000" + (1 + random.nextInt(7));
    String card = "CARD000" + (1 + random.nextInt(8));
    return List.of(row(id, 1, "U", day, account, card), row(id, 2, "U", day + 8, account, ""));
  }

  /** A record that is corrected days after it came, among younger records of its customer. */
  private List<String> faulty(int id) {
    int day = 2 + random.nextInt(4);
    String account = "ACCT000" + (1 + random.nextInt(7));
    String wrong = row(id, 1, "U", day, account, "").replace("@", " at ");
    return List.of(wrong, row(id, 2, "U", day + 9, account, ""));
  }

  /** A customer of one record that is deleted and comes back with another name. */
  private List<String> leaver(int id) {
    int day = 3 + random.nextInt(4);
    String account = "GONE00" + id;
    return List.of(
        row(id, 1, "U", day, account, ""),
        row(id, 2, "D", day + 7, account, ""),
        row(id, 3, "U", day + 15, account, "").replace("," + given(id) + ",", ",Zelda,"));
  }

  private static String row(int id, int seq, String op, int day, String account, String card) {
    return "%d,%d,%s,%s,%s,%s,p%d@mail.org,%s,%s"
        .formatted(id, seq, op, date(day), given(id), family(id), id, account, card);
  }

  private void writeShop() throws IOException {
    List<String> lines = new ArrayList<>(List.of("day,first,last,account"));
    for (int i = 0; i < 8; i++) {
      int day = 1 + random.nextInt(DAYS);
      String line = "%s,%s,%s,SHOP000%d".formatted(date(day), given(60 + i), family(60 + i), i % 5);
      lines.add(line);
      lines.add(line);
    }
    Files.write(folder.resolve("shop.csv"), lines);
  }

  /** Members 1 to 5 come and go; 6 and 7 do so too, but belong to an older customer that stays. */
  private void writeClub() throws IOException {
    for (int day = 4; day <= DAYS; day += 6) {
      List<String> lines = new ArrayList<>(List.of("no,first,last,mail,account"));
      for (int no = 1; no <= 7; no++) {
        if (random.nextInt(3) > 0) {
          lines.add(
              "%d,%s,%s,c%d@club.org,%s"
                  .formatted(
                      no,
                      given(70 + no),
                      family(70 + no),
                      no,
                      no <= 5 ? "CLUB000" + no : "STAY0001"));
        }
      }
      Files.write(folder.resolve("club-" + date(day) + ".csv"), lines);
    }
  }

  /**
   * Births of wanderers, of one of them twice: the second time another; of the one who stays, from
   * the first day; and of a stranger.
   */
  private void writeAcme() throws IOException {
    List<String> lines = new ArrayList<>(List.of("no,day,mail,born"));
    for (int id = 1; id <= 9; id++) {
      int day = 1 + random.nextInt(DAYS);
      lines.add("a%d,%s,p%d@mail.org,198%d-03-04".formatted(id, date(day), id, id % 10));
    }
    lines.add("a13,%s,p50@mail.org,1985-06-07".formatted(FIRST));
    lines.add("a10,%s,p1@mail.org,1970-01-02".formatted(date(12)));
    lines.add("a11,%s,stranger@mail.org,1970-01-02".formatted(date(1)));
    lines.add("a12,%s,p12@mail.org,not a day".formatted(date(2)));
    Files.write(folder.resolve("acme.csv"), lines);
  }

  private static String given(int id) {
    return GIVEN.get(id % GIVEN.size());
  }

  private static String family(int id) {
    return FAMILY.get(id % FAMILY.size());
  }

  public static LocalDate date(int day) {
    return FIRST.plusDays(day - 1L);
  }
}
