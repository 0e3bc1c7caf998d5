package io.aurum.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** A piece of a section, in words and numbers; how it looks is the page's business. */
sealed interface Block {

  /** A sentence. */
  record Note(String text) implements Block {}

  /** A few named values, shown large. */
  record Facts(List<Fact> facts) implements Block {
    static Facts of(Fact... facts) {
      return new Facts(List.of(facts));
    }
  }

  /**
   * @param value as shown
   */
  record Fact(String name, String value) {}

  /** A table; every row has as many cells as there are headings. */
  record Grid(List<String> headings, List<List<Cell>> rows) implements Block {
    public Grid {
      for (List<Cell> row : rows) {
        if (row.size() != headings.size()) {
          throw new IllegalArgumentException(
              "expected " + headings.size() + " cells, found " + row.size());
        }
      }
    }

    static Grid of(String... headings) {
      return new Grid(List.of(headings), new ArrayList<>());
    }

    Grid row(Cell... cells) {
      List<List<Cell>> more = new ArrayList<>(rows);
      more.add(List.of(cells));
      return new Grid(headings, more);
    }
  }

  /**
   * Bars from a common zero; negative values point the other way.
   *
   * @param caption what the numbers are
   */
  record Bars(String caption, List<Bar> bars) implements Block {}

  /**
   * @param group heading under which the bar stands; the same for neighbours
   * @param shown the value as shown beside the bar
   */
  record Bar(String group, String label, double value, String shown) {}
}
