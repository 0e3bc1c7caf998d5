package io.aurum.common.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration that uses every key, in a folder of its own beside the files it names. */
final class Fixture {
  /** Every key with a value that is not its default. */
  static final String FULL =
      """
      seed = 7
      defaults {
        source { trust = 0.25 }
        attribute { required = info }
      }
      sources {
        crm {
          entity = customer
          path = ${DATA}"/crm.csv"
          format = csv
          csv {
            header = false
            delimiter = ";"
            quote = "'"
            escape = "\\\\"
            encoding = latin1
          }
          null-values = ["", "NA"]
          delivery {
            mode = changes
            key = [country, id]
            order = updated_at
            deletes {
              column = op
              value = D
            }
            known-at { column = updated_at }
          }
          trust = 0.9
          region = GB
          date-order = dmy
          columns {
            given_name = first_name
            full_name {
              concat = [first, last]
              separator = ", "
            }
            country { constant = GB }
            address_line {
              column = address
              split = ","
              part = -1
            }
            postal_code {
              column = address
              regex = "([A-Z0-9]+) ([A-Z0-9]+)$"
              group = 2
            }
            birth_date {
              column = dob
              pattern = "yyyyMMdd"
            }
          }
        }
        shop {
          path = ["exports/shop-*.json", "s3a://bucket/shop.json"]
          format = json
          delivery {
            mode = snapshot
            key = id
            known-at { pattern = "shop-([0-9-]+)[.]json" }
          }
          columns { email = contact.email }
        }
        app {
          path = ${DATA}"/app"
          format = parquet
          delivery {
            key = uuid
            known-at { constant = 2025-12-31 }
          }
          columns { email = mail, notes = notes }
        }
      }
      attributes {
        given_name = given-name
        full_name = full-name
        country = country
        address_line = address-line
        postal_code = postal-code
        birth_date = birth-date
        email {
          kind = email
          pii = special
          required = error
          invalid = block
          match = false
          survivorship = [newest, most-frequent]
        }
        notes { kind = free-text, survivorship = union }
      }
      groups {
        address = [address_line, postal_code, country]
      }
      validate {
        max-quarantine-rate = 0.125
      }
      resolve {
        max-block-size = 50
        free-comparisons = 5000
        precision-target = 0.75
        review-probability = 0.5
        oversize-cluster = 10
      }
      publish {
        clear = [full_name]
        views = [match_evidence]
      }
      evaluate {
        truth {
          path = ${DATA}"/truth.csv"
          format = csv
          csv { delimiter = "|" }
          source-column = system
          source-names { CRM = crm }
          key = [country, id]
          cluster { column = person, regex = "P([0-9]+)", group = 1 }
        }
      }
      """;

  /** The least that is a configuration. */
  static final String LEAST =
      """
      sources.crm { path = ${DATA}"/crm.csv", columns.email = mail }
      attributes.email = email
      """;

  private final Path folder;

  /**
   * @param folder an empty one
   */
  Fixture(Path folder) {
    this.folder = folder;
    write("crm.csv", "");
    write("truth.csv", "");
    try {
      Files.createDirectories(folder.resolve("app"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file into the folder. */
  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a configuration of that text. */
  Settings read(String text, String... overrides) {
    return read(write("aurum.conf", text), overrides);
  }

  Settings read(Path file, String... overrides) {
    return SettingsReader.read(file, List.of(overrides), environment());
  }

  Map<String, String> environment() {
    return Map.of("DATA", folder.toString());
  }

  Path folder() {
    return folder;
  }

  /** Number of the first line that holds the text, 1-based. */
  static int lineOf(String text, String part) {
    return 1 + (int) text.substring(0, text.indexOf(part)).chars().filter(c -> c == '\n').count();
  }
}
