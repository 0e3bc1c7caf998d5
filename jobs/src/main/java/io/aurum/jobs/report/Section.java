package io.aurum.jobs.report;

import java.util.List;

/**
 * A chapter of the report.
 *
 * @param id anchor, kebab-case
 */
record Section(String id, String title, List<Block> blocks) {

  static Section of(String id, String title, Block... blocks) {
    return new Section(id, title, List.of(blocks));
  }
}
