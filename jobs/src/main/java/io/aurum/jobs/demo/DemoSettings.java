package io.aurum.jobs.demo;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.time.LocalDate;

/**
 * What the generator is asked for.
 *
 * @param customers true customers, people and organisations, {@value #MIN_CUSTOMERS} to {@value
 *     #MAX_CUSTOMERS}; anonymous visitors come on top
 * @param seed the only source of randomness
 * @param asOf last day of the two years that the data covers
 */
public record DemoSettings(int customers, long seed, LocalDate asOf) {

  /** Customers unless the user says otherwise. */
  public static final int DEFAULT_CUSTOMERS = 10_000;

  /** Fewest customers that leave room for at least five cases of everything planted. */
  public static final int MIN_CUSTOMERS = 500;

  /** Most customers for which the keys of the sources stay unique. */
  public static final int MAX_CUSTOMERS = 2_000_000;

  /**
   * @throws AurumException exit code USAGE where the number of customers is out of range
   */
  public DemoSettings {
    if (customers < MIN_CUSTOMERS || customers > MAX_CUSTOMERS) {
      throw AurumException.of(
          ExitCode.USAGE,
          "cannot generate " + customers + " demo customers",
          "the generator makes " + MIN_CUSTOMERS + " to " + MAX_CUSTOMERS + " customers",
          "choose a number in that range");
    }
  }

  /** First day of the two years that the data covers. */
  LocalDate firstDay() {
    return asOf.minusYears(2);
  }
}
