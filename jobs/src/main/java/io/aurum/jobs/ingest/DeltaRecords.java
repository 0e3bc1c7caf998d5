package io.aurum.jobs.ingest;

import io.aurum.common.lake.DeltaInput;
import io.aurum.common.run.Payload;
import java.io.IOException;
import java.util.List;

/** Reads the rows of a Delta table; records are counted in the order of its data files' names. */
final class DeltaRecords implements RecordReader {
  private final DeltaInput input;
  private final List<String> wanted;
  private long record;
  private String[] last;

  DeltaRecords(DeltaInput input, List<String> wanted) {
    this.input = input;
    this.wanted = List.copyOf(wanted);
  }

  @Override
  public List<String> columns() {
    return input.columns();
  }

  @Override
  public Parsed next() throws IOException {
    last = input.next();
    return last == null ? null : new Parsed.Fields(++record, last);
  }

  @Override
  public String payload() {
    return Payload.json(wanted, last);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
