package io.aurum.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

@Tag("fast")
class PageTest {
  private static final String HOSTILE = "<script>alert('1') & \"2\"</script>";

  @Test
  void escapesEveryText() {
    String page =
        Page.render(
            HOSTILE,
            HOSTILE,
            List.of(
                Section.of(
                    HOSTILE,
                    HOSTILE,
                    new Block.Note(HOSTILE),
                    Block.Facts.of(new Block.Fact(HOSTILE, HOSTILE)),
                    Block.Grid.of(HOSTILE).row(Cell.text(HOSTILE)),
                    new Block.Bars(HOSTILE, List.of(new Block.Bar("g", HOSTILE, 1, HOSTILE))))));

    assertThat(page)
        .doesNotContain("<script", "alert('1')")
        .contains("&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;&lt;/script&gt;");
  }

  @Test
  void standsAlone() {
    assertThat(page(new Block.Note("text")))
        .doesNotContain("http", "<link", "src=", "url(")
        .contains("prefers-color-scheme: dark", "@media print");
  }

  @Test
  void barsPointAwayFromZero() throws ParserConfigurationException, IOException, SAXException {
    Document page =
        parsed(
            page(
                new Block.Bars(
                    "weights",
                    List.of(
                        new Block.Bar("name", "exact", 8, "8.0"),
                        new Block.Bar("name", "different", -4, "-4.0"),
                        new Block.Bar("city", "exact", 0, "0.0")))));

    Element exact = rectangle(page, 0);
    Element different = rectangle(page, 1);
    assertThat(exact.getAttribute("class")).isEqualTo("for");
    assertThat(different.getAttribute("class")).isEqualTo("against");
    assertThat(number(exact, "width")).isCloseTo(2 * number(different, "width"), within(0.02));
    assertThat(number(different, "x") + number(different, "width"))
        .isCloseTo(number(exact, "x"), within(0.02));
    assertThat(number(exact, "x") + number(exact, "width")).isLessThanOrEqualTo(680);
  }

  @Test
  void longValuesHaveRoomBesideTheirBars()
      throws ParserConfigurationException, IOException, SAXException {
    Document page =
        parsed(
            page(
                new Block.Bars(
                    "change",
                    List.of(
                        new Block.Bar("", "lost", -95_290.62, "-95,290.62 EUR"),
                        new Block.Bar("", "won", 88_278.30, "88,278.30 EUR")))));

    Element lost = rectangle(page, 0);
    Element won = rectangle(page, 1);
    double labelsEnd = 260;
    double digit = 6.7; // of the page's font at 12 px
    double width =
        Double.parseDouble(
            ((Element) page.getElementsByTagName("svg").item(0))
                .getAttribute("viewBox")
                .split(" ", -1)[2]);
    assertThat(number(lost, "x") - 6 - 14 * digit).isGreaterThan(labelsEnd - 8);
    assertThat(number(won, "x") + number(won, "width") + 6 + 13 * digit).isLessThan(width);
  }

  @Test
  void timesAreAsShortAsTheyCanBe() {
    assertThat(Shown.time(Instant.parse("2025-12-02T00:00:00Z"))).isEqualTo("2025-12-02");
    assertThat(Shown.time(Instant.parse("2025-12-02T07:05:59Z"))).isEqualTo("2025-12-02 07:05");
  }

  @Test
  void partsFillTheWholeBar() throws ParserConfigurationException, IOException, SAXException {
    Document page = parsed(page(Block.Grid.of("rows").row(new Cell.Parts(70, 20, 10))));

    assertThat(number(rectangle(page, 1), "width")).isEqualTo(70);
    assertThat(number(rectangle(page, 2), "x")).isEqualTo(70);
    assertThat(number(rectangle(page, 3), "x")).isEqualTo(90);
    assertThat(number(rectangle(page, 3), "width")).isEqualTo(10);
  }

  @Test
  void aRowFitsItsHeadings() {
    assertThatThrownBy(() -> Block.Grid.of("a", "b").row(Cell.text("1")))
        .hasMessageContaining("expected 2 cells, found 1");
  }

  @Test
  void largeCustomersShareBars() {
    ClusterSizes sizes =
        new ClusterSizes(Map.of(0L, 5L, 1L, 100L, 2L, 10L, 7L, 3L, 12L, 4L, 13L, 1L));

    assertThat(sizes.customers()).isEqualTo(123);
    assertThat(sizes.bars())
        .extracting(Block.Bar::label, Block.Bar::value)
        .containsExactly(
            tuple("1 record", 100.0),
            tuple("2 records", 10.0),
            tuple("7 to 12 records", 7.0),
            tuple("13 to 24 records", 1.0));
  }

  private static String page(Block block) {
    return Page.render("title", "subtitle", List.of(Section.of("id", "section", block)));
  }

  /** The body of the page, which is well-formed XML. */
  private static Document parsed(String page)
      throws ParserConfigurationException, IOException, SAXException {
    String body = page.substring(page.indexOf("<main>"), page.indexOf("</body>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body)));
  }

  private static Element rectangle(Document page, int index) {
    NodeList rectangles = page.getElementsByTagName("rect");
    return (Element) rectangles.item(index);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
