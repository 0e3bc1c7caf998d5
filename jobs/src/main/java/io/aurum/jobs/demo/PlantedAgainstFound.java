package io.aurum.jobs.demo;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the demo planted, and how much of it a run found: the closing table of the demo.
 *
 * <p>A duplicate is found when its record belongs to the customer of the record that it duplicates.
 * Two customers are kept apart when no golden customer holds records of both. A profile (anonymous
 * visitor, organisation) is found when its golden customer is of that kind. An invalid value is
 * found when it does not stand in the accepted record, a malformed row when it is in quarantine at
 * its file and line under its rule. What a supplier says is found where it was held against the
 * customer whom it is about and compared, filled, updated or left alone as it should be.
 */
public final class PlantedAgainstFound {
  private static final Map<String, Heading> HEADINGS = headings();

  private final List<Line> lines;

  private PlantedAgainstFound(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * Compares the truth with the tables as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @throws AurumException exit code STORAGE where the truth cannot be read
   */
  public static PlantedAgainstFound compare(Path dataFolder, Lake lake) {
    List<PlantedCase> cases = new ArrayList<>();
    cases.addAll(cases(dataFolder.resolve(Truth.FOLDER + Truth.PLANTED)));
    cases.addAll(cases(dataFolder.resolve(Truth.FOLDER + SupplierFile.TRUTH)));
    Set<Findings.Value> doubtful =
        cases.stream()
            .filter(planted -> planted.group() == Truth.Group.INVALID)
            .map(PlantedCase::value)
            .collect(Collectors.toSet());
    Map<RecordKey, String> people = new HashMap<>();
    eachRow(
        dataFolder.resolve(Truth.FOLDER + Truth.RECORDS),
        row -> people.put(new RecordKey(row.get(0), row.get(1)), row.get(2)));
    Findings findings = Findings.read(lake, doubtful);
    List<Line> lines = new ArrayList<>(compare(cases, people, findings).lines);
    lines.addAll(odd(dataFolder, customersByPerson(people, findings), lake));
    return new PlantedAgainstFound(lines);
  }

  private static List<Line> odd(Path dataFolder, Map<String, Set<String>> customersOf, Lake lake) {
    OddCustomers odd = new OddCustomers(OddCustomers.found(lake));
    eachRow(
        dataFolder.resolve(EventFiles.Kind.BEHAVIOUR.path()), row -> odd.count(row, customersOf));
    return odd.lines();
  }

  private static List<PlantedCase> cases(Path file) {
    List<PlantedCase> cases = new ArrayList<>();
    List<String> header = new ArrayList<>();
    eachRow(
        file,
        row -> {
          if (header.isEmpty()) {
            header.addAll(row);
          } else {
            cases.add(PlantedCase.of(header, row));
          }
        });
    return cases;
  }

  /**
   * @param cases everything planted
   * @param people true customer of every record
   */
  static PlantedAgainstFound compare(
      Collection<PlantedCase> cases, Map<RecordKey, String> people, Findings findings) {
    Map<String, Set<String>> customersOf = customersByPerson(people, findings);
    Map<Truth.Group, Map<String, long[]>> counts = new EnumMap<>(Truth.Group.class);
    for (PlantedCase planted : cases) {
      long[] count =
          counts
              .computeIfAbsent(planted.group(), group -> new TreeMap<>())
              .computeIfAbsent(planted.kind(), kind -> new long[2]);
      count[0]++;
      count[1] += isFound(planted, customersOf, findings) ? 1 : 0;
    }
    List<Line> lines = new ArrayList<>();
    counts.forEach(
        (group, kinds) ->
            kinds.forEach(
                (kind, count) -> lines.add(new Line(group.code(), kind, count[0], count[1]))));
    return new PlantedAgainstFound(lines);
  }

  /** One line per group and kind, in the order of the table. */
  public List<Line> lines() {
    return lines;
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    StringBuilder text = new StringBuilder();
    String group = "";
    for (Line line : lines) {
      if (!line.group().equals(group)) {
        group = line.group();
        text.append(heading(group));
      }
      text.append(row(line));
    }
    return text.toString();
  }

  private static boolean isFound(
      PlantedCase planted, Map<String, Set<String>> customersOf, Findings findings) {
    return switch (planted.group()) {
      case DUPLICATE -> {
        String customer = findings.customerOf().get(planted.record());
        yield customer != null && customer.equals(findings.customerOf().get(planted.base()));
      }
      case APART ->
          Collections.disjoint(
              customersOf.getOrDefault(planted.personId(), Set.of()),
              customersOf.getOrDefault(planted.otherPersonId(), Set.of()));
      case PROFILE -> {
        String customer = findings.customerOf().get(planted.record());
        yield customer != null && planted.kind().equals(findings.profileKindOf().get(customer));
      }
      case INVALID -> !findings.accepted().contains(planted.value());
      case MALFORMED -> findings.rejections().contains(planted.rejection());
      case SUPPLIED -> isSeen(planted, findings);
    };
  }

  private static boolean isSeen(PlantedCase planted, Findings findings) {
    SuppliedKind kind =
        SuppliedKind.valueOf(planted.kind().toUpperCase(Locale.ROOT).replace('-', '_'));
    if (kind.field().isEmpty()) {
      String status = findings.supplierStatus().get(planted.record());
      return (kind == SuppliedKind.STRANGER ? "unmatched" : "contradicted").equals(status);
    }
    Findings.Said said = findings.supplied().get(planted.value());
    return said != null
        && said.customer().equals(findings.customerOf().get(planted.base()))
        && isAsPlanted(kind, said);
  }

  private static boolean isAsPlanted(SuppliedKind kind, Findings.Said said) {
    return switch (kind) {
      case SAME_BIRTH_DATE, SAME_ADDRESS, SAME_COMPANY_NAME -> said.comparison().equals("equal");
      case WRONG_BIRTH_DATE, WRONG_COMPANY_NAME, OUTDATED_ADDRESS ->
          !said.comparison().equals("equal") && said.outcome().equals("kept");
      case NEWER_ADDRESS -> said.outcome().equals("updated");
      case MISSING_BIRTH_DATE, MISSING_ADDRESS -> said.outcome().equals("filled");
      case CONTRADICTION, STRANGER -> throw new IllegalArgumentException(kind.code());
    };
  }

  private static Map<String, Set<String>> customersByPerson(
      Map<RecordKey, String> people, Findings findings) {
    Map<String, Set<String>> customers = new HashMap<>();
    findings
        .customerOf()
        .forEach(
            (record, customer) -> {
              String person = people.get(record);
              if (person != null) {
                customers.computeIfAbsent(person, id -> new HashSet<>(2)).add(customer);
              }
            });
    return customers;
  }

  private static String heading(String group) {
    Heading heading = HEADINGS.get(group);
    return row(heading.things(), "planted", heading.found(), "share");
  }

  /** One line of the comparison. */
  static String row(Line line) {
    return row("  " + line.kind(), count(line.planted()), count(line.found()), share(line));
  }

  static String row(String thing, String planted, String found, String share) {
    return String.format(Locale.ROOT, "%-26s %10s %10s %9s\n", thing, planted, found, share);
  }

  private static String count(long cases) {
    return String.format(Locale.ROOT, "%,d", cases);
  }

  private static String share(Line line) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * line.found() / line.planted());
  }

  private static Map<String, Heading> headings() {
    Map<String, Heading> headings = new HashMap<>();
    headings.put(Truth.Group.DUPLICATE.code(), new Heading("duplicate records", "linked"));
    headings.put(Truth.Group.APART.code(), new Heading("look-alikes", "kept apart"));
    headings.put(Truth.Group.PROFILE.code(), new Heading("not persons", "recognised"));
    headings.put(Truth.Group.INVALID.code(), new Heading("invalid values", "nulled"));
    headings.put(Truth.Group.MALFORMED.code(), new Heading("malformed rows", "rejected"));
    headings.put(Truth.Group.SUPPLIED.code(), new Heading("supplied values", "seen"));
    headings.put(OddCustomers.GROUP, new Heading("odd customers", "found odd"));
    return headings;
  }

  /** Takes the rows of a truth file one by one, its header among them. */
  static void eachRow(Path file, Consumer<List<String>> action) {
    try (Stream<String> rows = Files.lines(file, StandardCharsets.UTF_8)) {
      rows.map(Csv::parse).forEachOrdered(action);
    } catch (IOException e) {
      throw Truth.unreadable(file, e);
    }
  }

  /**
   * One kind of planted thing.
   *
   * @param group duplicate, apart, profile, invalid, malformed, supplied or odd
   * @param planted cases planted
   * @param found cases of them that the run handled as it should
   */
  public record Line(String group, String kind, long planted, long found) {}

  private record Heading(String things, String found) {}
}
