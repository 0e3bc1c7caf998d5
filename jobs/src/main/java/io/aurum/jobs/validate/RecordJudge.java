package io.aurum.jobs.validate;

import io.aurum.common.rule.RowConditions;
import io.aurum.common.run.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Judges the records of one partition: the first version of each record is checked, the others are
 * superseded. Expects all versions of a record together, the one that counts first, the others from
 * the latest to the earliest.
 *
 * <p>An accepted record also tells how it began: the earliest of its versions that is accepted by
 * the same checks. Versions of former snapshots are looked at for that alone.
 *
 * <p>Versions of equal date and order stand equal; of them one that passes the checks goes before
 * those that do not, so that a row corrected in place takes over from the faulty one.
 */
final class RecordJudge implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of the input. */
  static final List<String> INPUT =
      List.of(
          "source",
          "source_record_id",
          JudgedRows.KNOWN_AT_MICROS,
          "row_hash",
          "file",
          "line",
          "file_hash",
          "deleted",
          "change_order",
          Selection.CURRENT,
          RawValues.VALUES,
          RawValues.NAMES);

  private static final int DELETED = INPUT.indexOf("deleted");
  private static final int CHANGE_ORDER = INPUT.indexOf("change_order");
  private static final int CURRENT = INPUT.indexOf(Selection.CURRENT);
  private static final int VALUES = INPUT.indexOf(RawValues.VALUES);
  private static final int NAMES = INPUT.indexOf(RawValues.NAMES);

  private final TreeMap<String, Checklist> checklists;
  private final Set<String> newestFiles;
  private final TreeMap<String, RowConditions.Compiler> conditions;
  private final LocalDate asOf;

  /** What is summed up together: records of a source's newest delivery, or of all earlier ones. */
  record Part(String source, boolean newest) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : Boolean.compare(newest, other.newest);
    }
  }

  /**
   * @param checklists by source
   * @param conditions of SQL that the rules of each source use, by source
   * @param newestFiles files of the newest delivery of each source, as {@link Selection#fileKey}
   * @param asOf logical date of the run
   */
  RecordJudge(
      Map<String, Checklist> checklists,
      Map<String, RowConditions.Compiler> conditions,
      Set<String> newestFiles,
      LocalDate asOf) {
    this.checklists = new TreeMap<>(checklists);
    this.conditions = new TreeMap<>(conditions);
    this.newestFiles = Set.copyOf(newestFiles);
    this.asOf = asOf;
  }

  /** Judges the records and ends with a summary. */
  Iterator<Row> judge(Iterator<Row> records) {
    return new Judging(records);
  }

  /** Checks every record and gives nothing but the summary. */
  Iterator<Row> addUp(Iterator<Row> records) {
    var judging = new Judging(records);
    return List.of(judging.addUp()).iterator();
  }

  /** Reads the summaries of a partition. */
  static Map<Part, SourceSummary> summaries(byte[] bytes) {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      Map<Part, SourceSummary> byPart = new TreeMap<>();
      for (int n = in.readInt(); n > 0; n--) {
        byPart.put(new Part(in.readUTF(), in.readBoolean()), (SourceSummary) in.readObject());
      }
      return byPart;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("A summary cannot be read back", e);
    }
  }

  private static byte[] bytes(Map<Part, SourceCheck> checks) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeInt(checks.size());
      for (Map.Entry<Part, SourceCheck> entry : checks.entrySet()) {
        out.writeUTF(entry.getKey().source());
        out.writeBoolean(entry.getKey().newest());
        out.writeObject(entry.getValue().summary());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private final class Judging implements Iterator<Row> {
    private final Iterator<Row> records;
    private final Map<Part, SourceCheck> checks = new TreeMap<>();
    private final Map<String, RawValues> rawValues = new HashMap<>();
    private String lastSource;
    private String lastId;
    private boolean summarised;

    private final Deque<Row> ready = new ArrayDeque<>();
    private Row ahead;

    /** The record whose versions pass by, if one of them was accepted. */
    private Accepted accepted;

    /**
     * Whether the newest delivery says how the record stands, so that it stood otherwise before.
     */
    private boolean isRenewed;

    /** What stood before: versions of earlier deliveries that stand equal to each other. */
    private final List<Row> former = new ArrayList<>();

    Judging(Iterator<Row> records) {
      this.records = records;
      this.ahead = take();
    }

    @Override
    public boolean hasNext() {
      return !summarised;
    }

    @Override
    public Row next() {
      while (ready.isEmpty() && ahead != null) {
        judgeNext();
      }
      if (ready.isEmpty()) {
        finish();
      }
      if (!ready.isEmpty()) {
        return ready.remove();
      }
      if (summarised) {
        throw new NoSuchElementException();
      }
      summarised = true;
      return JudgedRows.summary(bytes(checks));
    }

    private Row addUp() {
      for (; ahead != null; ahead = take()) {
        if (!ahead.getBoolean(DELETED)) {
          check(origin(ahead)).check(raw(ahead));
        }
      }
      return JudgedRows.summary(bytes(checks));
    }

    private Row take() {
      return records.hasNext() ? records.next() : null;
    }

    /** Judges the next version, together with those that stand equal to it. */
    private void judgeNext() {
      Row record = ahead;
      ahead = take();
      if (record.getString(1).equals(lastId) && record.getString(0).equals(lastSource)) {
        passEarlier(record);
        return;
      }
      finish();
      lastSource = record.getString(0);
      lastId = record.getString(1);
      if (record.getBoolean(CURRENT)) {
        judgeCurrent(record);
      }
    }

    /** Ends the record whose versions have passed by. */
    private void finish() {
      if (!former.isEmpty()) {
        noteFormer(former.get(former.size() == 1 ? 0 : choose(former)));
        former.clear();
      }
      isRenewed = false;
      if (accepted != null) {
        ready.add(accepted.row());
        accepted = null;
      }
    }

    private void noteFormer(Row version) {
      if (!version.getBoolean(DELETED)) {
        check(origin(version)).noteFormer(raw(version));
      }
    }

    /** Keeps the version if it is the one that counted until the newest delivery. */
    private void considerFormer(Row version) {
      boolean counted = isRenewed && version.getBoolean(CURRENT) && !isNewest(origin(version));
      if (counted && (former.isEmpty() || sameStanding(former.get(0), version))) {
        former.add(version);
      }
    }

    private void passEarlier(Row version) {
      considerFormer(version);
      if (version.getBoolean(CURRENT)) {
        ready.add(JudgedRows.dropped(JudgedRows.Outcome.SUPERSEDED, origin(version)));
      }
      if (accepted != null) {
        accepted.pass(version, this::content);
      }
    }

    private void judgeCurrent(Row record) {
      List<Row> equals = new ArrayList<>(List.of(record));
      while (ahead != null && standEqual(record, ahead)) {
        equals.add(ahead);
        ahead = take();
      }
      int chosen = equals.size() == 1 ? 0 : choose(equals);
      isRenewed = isNewest(origin(equals.get(chosen)));
      equals.forEach(this::considerFormer);
      for (int i = 0; i < equals.size(); i++) {
        Row version = equals.get(i);
        if (i == chosen) {
          judge(version);
        } else {
          ready.add(JudgedRows.dropped(JudgedRows.Outcome.SUPERSEDED, origin(version)));
        }
      }
    }

    private int choose(List<Row> equals) {
      var check = check(origin(equals.get(0)));
      return IntStream.range(0, equals.size())
          .filter(i -> equals.get(i).getBoolean(DELETED) || check.accepts(raw(equals.get(i))))
          .findFirst()
          .orElse(0);
    }

    private boolean standEqual(Row first, Row second) {
      return second.getString(1).equals(first.getString(1))
          && second.getString(0).equals(first.getString(0))
          && second.getBoolean(CURRENT) == first.getBoolean(CURRENT)
          && sameStanding(first, second);
    }

    private void judge(Row record) {
      var origin = origin(record);
      if (record.getBoolean(DELETED)) {
        ready.add(JudgedRows.dropped(JudgedRows.Outcome.DELETED, origin));
        return;
      }
      String[] raw = raw(record);
      Verdict verdict = check(origin).check(raw);
      Rule decidedBy = verdict.decidedBy();
      if (decidedBy != null && decidedBy.drops()) {
        ready.add(JudgedRows.outOfScope(origin, decidedBy, verdict));
        return;
      }
      Checklist checklist = checklists.get(origin.source());
      boolean mayBeRejected = decidedBy != null || check(origin).rejectsByKey();
      String payload = mayBeRejected ? Payload.json(checklist.names(), raw) : null;
      if (decidedBy == null) {
        accepted = new Accepted(origin, verdict, payload, record);
      } else {
        ready.add(JudgedRows.quarantined(origin, decidedBy, verdict, payload));
      }
    }

    private Optional<String> content(Row version) {
      return check(origin(version)).contentIfAccepted(raw(version));
    }

    private String[] raw(Row record) {
      return rawValues
          .computeIfAbsent(record.getString(0), source -> new RawValues(checklists.get(source)))
          .read(record, VALUES, NAMES);
    }

    private SourceCheck check(JudgedRows.Origin origin) {
      return checks.computeIfAbsent(new Part(origin.source(), isNewest(origin)), this::newCheck);
    }

    private boolean isNewest(JudgedRows.Origin origin) {
      return newestFiles.contains(Selection.fileKey(origin.source(), origin.fileHash()));
    }

    private SourceCheck newCheck(Part part) {
      String source = part.source();
      return new SourceCheck(checklists.get(source), conditions.get(source), asOf);
    }

    private JudgedRows.Origin origin(Row record) {
      return new JudgedRows.Origin(
          record.getString(0),
          record.getString(1),
          record.getLong(2),
          record.getString(3),
          record.getString(4),
          record.getLong(5),
          record.getString(6));
    }
  }

  /** Versions of a record of one date and order. */
  private static boolean sameStanding(Row first, Row second) {
    return second.getLong(2) == first.getLong(2)
        && Objects.equals(second.getString(CHANGE_ORDER), first.getString(CHANGE_ORDER));
  }

  /** An accepted record, whose earlier versions tell how it began. */
  private static final class Accepted {
    private final JudgedRows.Origin origin;
    private final Verdict verdict;
    private final String payload;
    private JudgedRows.First first;

    /** First of the versions that stand equal to the one that passed last. */
    private Row standing;

    /** Whether it is known which of these versions counted in its time. */
    private boolean settled = true;

    Accepted(JudgedRows.Origin origin, Verdict verdict, String payload, Row version) {
      this.origin = origin;
      this.verdict = verdict;
      this.payload = payload;
      this.first = new JudgedRows.First(origin.knownAtMicros(), verdict.contentHash());
      this.standing = version;
    }

    /** Of versions that stand equal, a deletion or the first that is accepted counted. */
    void pass(Row version, Function<Row, Optional<String>> content) {
      if (!sameStanding(standing, version)) {
        standing = version;
        settled = false;
      }
      if (settled || version.getLong(2) > first.knownAtMicros()) {
        return;
      }
      Optional<String> hash =
          version.getBoolean(DELETED) ? Optional.empty() : content.apply(version);
      settled = version.getBoolean(DELETED) || hash.isPresent();
      hash.ifPresent(known -> first = new JudgedRows.First(version.getLong(2), known));
    }

    Row row() {
      return JudgedRows.accepted(origin, verdict, first, payload);
    }
  }
}
