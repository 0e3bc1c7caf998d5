package io.aurum.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which jobs a user asked for.
 *
 * @param only names of the jobs to run; empty: all
 * @param from first job to run; empty: the first there is
 * @param until last job to run; empty: the last there is
 */
public record JobSelection(List<String> only, Optional<String> from, Optional<String> until) {

  public JobSelection {
    only = List.copyOf(only);
  }

  /** Every job. */
  public static JobSelection all() {
    return of();
  }

  /** Only these jobs; all where none is named. */
  public static JobSelection of(String... names) {
    return new JobSelection(List.of(names), Optional.empty(), Optional.empty());
  }

  /** Every name that the user gave, in the order of the options. */
  List<String> names() {
    List<String> names = new ArrayList<>(only);
    from.ifPresent(names::add);
    until.ifPresent(names::add);
    return names;
  }
}
