package io.aurum.common.match;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Every golden id that was ever given, what became of it, and who gets which id next.
 *
 * <p>A golden id is {@code c} and the first 128 bits of the SHA-256 hash of the customer's founding
 * record (its content when it was first accepted, and its key), in lower-case hex: 33 characters.
 * The rules, which {@link #assign} applies to new clusters of records:
 *
 * <ul>
 *   <li><b>Keep.</b> Of the records of a cluster that had a customer before, the earliest one
 *       decides. If its customer's founding record is in the cluster too (mostly it is the same
 *       record), the cluster is that customer and keeps its id. So an id follows its founding
 *       record through merges and splits, and of two merged customers the older one stands. Where
 *       the founding record of a customer is gone, the earliest record that remains takes its
 *       place.
 *   <li><b>Create.</b> Any other cluster gets the id of its founding record: of the record that
 *       decides, else, where all its records are new, of the earliest. If that record's id ended
 *       before, it lives again. If it stands for others, the hash is taken again with a counter
 *       until it is new: an id never stands for two customers.
 *   <li><b>Absorb.</b> A customer that is left without a cluster, although its records are still
 *       there, is absorbed by the one that holds its founding record.
 *   <li><b>Retire.</b> A customer whose last record went away is retired.
 * </ul>
 *
 * <p>So, as long as no founding record goes away and no earlier record arrives late, every cluster
 * has the id of its earliest record: ids are a function of the data, whichever dates were run
 * before and in whatever order. A record that is older than its customer but arrives later, from a
 * source that was added for instance, does not change the customer's id; nor does the loss of a
 * founding record as long as another record remains. There an id tells of the runs before.
 *
 * <p>The same clusters give no event and the same ids. Nothing depends on the numbering of records,
 * clusters or customers. {@link #apply Replaying} all events of a ledger in order of date gives the
 * ledger; within one date their order does not matter.
 *
 * <p>A run that repeats a date starts from the ledger and the links as they were before that date,
 * and replaces the events of the date: then an id has at most one creation and one end per date.
 *
 * <p>An id costs at most 56 bytes here, so that ten million customers fit a driver. Not
 * thread-safe.
 */
public final class IdentityLedger {
  /** Stands for no customer where {@link #assign} expects a number. */
  public static final int NO_CUSTOMER = -1;

  private static final char PREFIX = 'c';
  private static final int ID_LENGTH = 33;
  private static final int MIN_SLOTS = 16;
  private static final int ACTIVE = -1;
  private static final int RETIRED = -2;

  private long[] high = new long[MIN_SLOTS];
  private long[] low = new long[MIN_SLOTS];

  /** What became of a customer: the number of its heir, {@link #ACTIVE} or {@link #RETIRED}. */
  private int[] heir = new int[MIN_SLOTS];

  private int size;

  /** Open addressing: customer number + 1, or 0 for a free slot; always a power of two. */
  private int[] slots = new int[2 * MIN_SLOTS];

  /** What became of an id. */
  public enum Status {
    /** Stands for a customer with records. */
    ACTIVE,
    /** Ended in another customer. */
    ABSORBED,
    /** Ended without records. */
    RETIRED
  }

  /** Replays one event. Events come in order of date; within one date in any order. */
  public void apply(IdentityEvent event) {
    switch (event.type()) {
      case CREATED -> {
        int customer = put(event.customerId());
        heir[customer] = ACTIVE;
      }
      case ABSORBED -> {
        int into = known(event.otherCustomerId());
        heir[number(event.customerId())] = into;
      }
      case RETIRED -> heir[number(event.customerId())] = RETIRED;
      case MERGED, SPLIT -> {
        // Both customers live on: what moved are records, and those are in the links.
      }
    }
  }

  /** Number of ids ever given. */
  public int size() {
    return size;
  }

  /** Number by which {@link #assign} knows the customer, 0 to {@code size() - 1}. */
  public int number(String customerId) {
    int customer = find(highOf(customerId), lowOf(customerId));
    if (customer < 0) {
      throw new IllegalArgumentException("The ledger holds no customer " + customerId);
    }
    return customer;
  }

  /** The id of that number. */
  public String customerId(int number) {
    return format(high[number], low[number]);
  }

  /** What became of an id; empty where it was never given. */
  public Optional<Status> status(String customerId) {
    int customer = find(highOf(customerId), lowOf(customerId));
    if (customer < 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (heir[customer]) {
          case ACTIVE -> Status.ACTIVE;
          case RETIRED -> Status.RETIRED;
          default -> Status.ABSORBED;
        });
  }

  /** The customer in which an id ended, through any chain of absorptions; itself if in none. */
  public String heir(String customerId) {
    int customer = number(customerId);
    while (heir[customer] >= 0) {
      customer = heir[customer];
    }
    return customerId(customer);
  }

  /**
   * Gives every cluster its id. The ledger itself stays as it is; {@link #apply} the events to move
   * it on.
   *
   * @param records the records, with what decides who founded a customer
   * @param clusterOf cluster of each record; clusters are numbered from 0 without gaps
   * @param previousOf {@link #number} of the customer that each record is linked to so far; {@link
   *     #NO_CUSTOMER} for a record without a link
   * @param departedFrom customer numbers of the links whose records are gone, one entry per link
   */
  public IdentityAssignment assign(
      FoundingRecords records, int[] clusterOf, int[] previousOf, int[] departedFrom) {
    if (clusterOf.length != records.size() || previousOf.length != records.size()) {
      throw new IllegalArgumentException(
          "%d records, but %d clusters and %d former customers"
              .formatted(records.size(), clusterOf.length, previousOf.length));
    }
    return new IdentityAssigner(this, records, clusterOf, previousOf, departedFrom).assign();
  }

  /**
   * The id, as its two halves, that a customer founded by this record gets.
   *
   * @param held customers that have links, so that their ids are not free whatever the events say
   */
  long[] unusedId(FoundingRecords records, int founder, BitSet held) {
    long[] id = ownId(records, founder);
    for (int counter = 1; !free(id, held); counter++) {
      id = hash(identity(records, founder) + '\0' + counter);
    }
    return id;
  }

  /** The id, as its two halves, of the customer that a record founds. */
  static long[] ownId(FoundingRecords records, int record) {
    return hash(identity(records, record));
  }

  private static String identity(FoundingRecords records, int record) {
    return records.firstContentHash(record) + '\0' + records.key(record);
  }

  /** The two halves of a customer's id. */
  long[] id(int customer) {
    return new long[] {high[customer], low[customer]};
  }

  /** Whether an id was ever given. */
  boolean holds(long[] id) {
    return find(id[0], id[1]) >= 0;
  }

  private boolean free(long[] id, BitSet held) {
    int customer = find(id[0], id[1]);
    return customer < 0 || (heir[customer] != ACTIVE && !held.get(customer));
  }

  static String format(long high, long low) {
    HexFormat hex = HexFormat.of();
    return PREFIX + hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  private static long[] hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      ByteBuffer words = ByteBuffer.wrap(digest);
      return new long[] {words.getLong(), words.getLong()};
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static long highOf(String customerId) {
    if (customerId.length() != ID_LENGTH || customerId.charAt(0) != PREFIX) {
      throw new IllegalArgumentException("Not a golden id: " + customerId);
    }
    return HexFormat.fromHexDigitsToLong(customerId, 1, 17);
  }

  private static long lowOf(String customerId) {
    return HexFormat.fromHexDigitsToLong(customerId, 17, ID_LENGTH);
  }

  private int find(long idHigh, long idLow) {
    int mask = slots.length - 1;
    for (int slot = (int) idLow & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int customer = slots[slot] - 1;
      if (high[customer] == idHigh && low[customer] == idLow) {
        return customer;
      }
    }
    return -1;
  }

  /**
   * The customer's number; one whose creation on the same date is yet to come is taken as active.
   */
  private int known(String customerId) {
    int before = size;
    int customer = put(customerId);
    if (customer == before) {
      heir[customer] = ACTIVE;
    }
    return customer;
  }

  private int put(String customerId) {
    long idHigh = highOf(customerId);
    long idLow = lowOf(customerId);
    int customer = find(idHigh, idLow);
    return customer >= 0 ? customer : add(idHigh, idLow);
  }

  private int add(long idHigh, long idLow) {
    if (size == high.length) {
      grow();
    }
    high[size] = idHigh;
    low[size] = idLow;
    occupy(size);
    return size++;
  }

  private void grow() {
    int capacity = Math.multiplyExact(high.length, 2);
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
    heir = Arrays.copyOf(heir, capacity);
    slots = new int[Math.multiplyExact(capacity, 2)];
    for (int customer = 0; customer < size; customer++) {
      occupy(customer);
    }
  }

  private void occupy(int customer) {
    int mask = slots.length - 1;
    int slot = (int) low[customer] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = customer + 1;
  }
}
