package io.aurum.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Renders sections as one HTML page that stands alone; every text is escaped. */
final class Page {
  private static final String STYLE = "report.css";
  private static final int BAR_HEIGHT = 16;
  private static final int BAR_GAP = 4;
  private static final int LABEL_WIDTH = 260;
  private static final int BARS_WIDTH = 420;

  /** Of a character of a value, at the font size of bars. */
  private static final int CHARACTER_WIDTH = 7;

  private final StringBuilder html = new StringBuilder();

  private Page() {}

  /**
   * @param title heading of the page
   * @param subtitle one line below it
   */
  static String render(String title, String subtitle, List<Section> sections) {
    return new Page().page(title, subtitle, sections);
  }

  private String page(String title, String subtitle, List<Section> sections) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n<header>\n");
    element("h1", title);
    element("p", subtitle);
    navigation(sections);
    html.append("</header>\n<main>\n");
    sections.forEach(this::section);
    html.append("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void navigation(List<Section> sections) {
    html.append("<nav>");
    for (Section section : sections) {
      html.append("<a href=\"#")
          .append(escape(section.id()))
          .append("\">")
          .append(escape(section.title()))
          .append("</a>");
    }
    html.append("</nav>\n");
  }

  private void section(Section section) {
    html.append("<section id=\"").append(escape(section.id())).append("\">\n");
    element("h2", section.title());
    section.blocks().forEach(this::block);
    html.append("</section>\n");
  }

  private void block(Block block) {
    if (block instanceof Block.Note note) {
      element("p", note.text());
    } else if (block instanceof Block.Facts facts) {
      facts(facts);
    } else if (block instanceof Block.Grid grid) {
      grid(grid);
    } else if (block instanceof Block.Bars bars) {
      bars(bars);
    }
  }

  private void facts(Block.Facts facts) {
    html.append("<dl class=\"facts\">\n");
    for (Block.Fact fact : facts.facts()) {
      html.append("<div>");
      element("dt", fact.name());
      element("dd", fact.value());
      html.append("</div>\n");
    }
    html.append("</dl>\n");
  }

  private void grid(Block.Grid grid) {
    html.append("<div class=\"grid\"><table>\n<thead><tr>");
    for (int i = 0; i < grid.headings().size(); i++) {
      html.append(numeric(grid, i) ? "<th class=\"n\">" : "<th>")
          .append(escape(grid.headings().get(i)))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : grid.rows()) {
      html.append("<tr>");
      row.forEach(this::cell);
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static boolean numeric(Block.Grid grid, int column) {
    return !grid.rows().isEmpty() && grid.rows().get(0).get(column) instanceof Cell.Figure;
  }

  private void cell(Cell cell) {
    if (cell instanceof Cell.Text text) {
      element("td", text.text());
    } else if (cell instanceof Cell.Figure number) {
      html.append("<td class=\"n\">").append(escape(number.text())).append("</td>");
    } else if (cell instanceof Cell.Share share) {
      html.append("<td class=\"share\"><span>")
          .append(Shown.percent(share.rate()))
          .append("</span>");
      stack(new double[] {share.rate(), 0, 0}, 1);
      html.append("</td>");
    } else if (cell instanceof Cell.Parts parts) {
      html.append("<td class=\"share\">");
      stack(new double[] {parts.accepted(), parts.quarantined(), parts.dropped()}, parts.whole());
      html.append("</td>");
    }
  }

  /** One bar of three parts, of a whole. */
  private void stack(double[] parts, double whole) {
    html.append("<svg class=\"stack\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\">");
    rectangle("rest", 0, 0, 100, 8);
    double x = 0;
    for (int i = 0; i < parts.length && whole > 0; i++) {
      double width = 100 * parts[i] / whole;
      if (width > 0) {
        rectangle("part" + i, x, 0, width, 8);
      }
      x += width;
    }
    html.append("</svg>");
  }

  private void bars(Block.Bars bars) {
    element("h3", bars.caption());
    double least = bars.bars().stream().mapToDouble(Block.Bar::value).min().orElse(0);
    double most = bars.bars().stream().mapToDouble(Block.Bar::value).max().orElse(0);
    double low = Math.min(0, least);
    double span = Math.max(0, most) - low;
    int valueWidth =
        CHARACTER_WIDTH
            * (1 + bars.bars().stream().mapToInt(b -> b.shown().length()).max().orElse(0));
    double unit = span == 0 ? 0 : (BARS_WIDTH - (low < 0 ? valueWidth : 0)) / span;
    double zero = LABEL_WIDTH + (low < 0 ? valueWidth : 0) - low * unit;
    long groups = bars.bars().stream().map(Block.Bar::group).distinct().count();
    int step = BAR_HEIGHT + BAR_GAP;
    long headings = groups > 1 ? groups : 0;
    html.append("<svg class=\"bars\" role=\"img\" viewBox=\"0 0 ")
        .append(LABEL_WIDTH + BARS_WIDTH + valueWidth)
        .append(' ')
        .append((bars.bars().size() + headings) * step)
        .append("\">\n");
    int y = 0;
    String group = null;
    for (Block.Bar bar : bars.bars()) {
      if (headings > 0 && !bar.group().equals(group)) {
        svgText("group", 0, y + 12, bar.group());
        group = bar.group();
        y += step;
      }
      bar(bar, zero, unit, y);
      y += step;
    }
    html.append("</svg>\n");
  }

  private void bar(Block.Bar bar, double zero, double unit, int y) {
    double length = Math.max(1, Math.abs(bar.value()) * unit);
    boolean against = bar.value() < 0;
    svgText("label", LABEL_WIDTH - 8, y + 12, bar.label());
    rectangle(against ? "against" : "for", against ? zero - length : zero, y, length, BAR_HEIGHT);
    svgText(
        against ? "value left" : "value",
        against ? zero - length - 6 : zero + length + 6,
        y + 12,
        bar.shown());
  }

  private void rectangle(String style, double x, double y, double width, double height) {
    html.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
            style,
            x,
            y,
            width,
            height));
  }

  private void svgText(String style, double x, double y, String text) {
    html.append(
            String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.2f\" y=\"%.2f\">", style, x, y))
        .append(escape(text))
        .append("</text>\n");
  }

  private void element(String name, String text) {
    html.append('<')
        .append(name)
        .append('>')
        .append(escape(text))
        .append("</")
        .append(name)
        .append(">\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream stream = Page.class.getResourceAsStream(STYLE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(STYLE, e);
    }
  }
}
