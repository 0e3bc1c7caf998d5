package io.aurum.jobs.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What visitors of the web shop read: guides, some of which lead to another. */
final class Reading {
  /** Probability that somebody who reads a guide goes on to the one that it leads to. */
  static final double LEADS_ON = 0.6;

  /** Probability that a visitor reads anything. */
  private static final double READS = 0.25;

  private static final List<Article> ARTICLES =
      List.of(
          new Article("/guides/grind-size", "Grind sizes"),
          new Article("/guides/milk-foam", "Milk foam"),
          new Article("/guides/sharpening", "Sharp knives"),
          new Article("/guides/pasta", "Fresh pasta"),
          new Article("/guides/table-setting", "Table setting"),
          new Article("/guides/seedlings", "Seedlings"),
          new Article("/guides/repotting", "Repotting"),
          new Article("/guides/pruning", "Pruning"),
          new Article("/guides/fountain-pens", "Writing by hand"),
          new Article("/guides/desk-light", "Desk light"),
          new Article("/guides/morning-yoga", "Morning yoga"),
          new Article("/guides/wooden-toys", "Wooden toys"));

  private static final Map<String, String> NEXT =
      Map.of(
          "/guides/grind-size", "/guides/milk-foam",
          "/guides/seedlings", "/guides/repotting",
          "/guides/fountain-pens", "/guides/desk-light");

  private final EventFiles files;
  private final Known known;
  private final Skewed<Article> demand = new Skewed<>(ARTICLES);
  private final Rng rng;

  Reading(DemoSettings settings, EventFiles files, Known known) {
    this.files = files;
    this.known = known;
    this.rng = Rng.of(settings.seed(), "reading", known.customer().number());
  }

  /** A page of the web shop. */
  record Article(String page, String title) {}

  /** A guide, and the one that it leads to. */
  record Lead(Article article, Article next) {}

  static List<Article> articles() {
    return ARTICLES;
  }

  /** Guides that lead to another, in the order of the list. */
  static List<Lead> leads() {
    Map<String, Article> byPage =
        ARTICLES.stream().collect(Collectors.toMap(Article::page, article -> article));
    return ARTICLES.stream()
        .filter(article -> NEXT.containsKey(article.page))
        .map(article -> new Lead(article, byPage.get(NEXT.get(article.page))))
        .toList();
  }

  /** Perhaps reads something during a visit. */
  void visit(Instant start, String session) throws IOException {
    if (!rng.chance(READS)) {
      return;
    }
    String page = demand.pick(rng).page();
    Instant at = start.plusSeconds(rng.between(100, 300));
    read(at, session, page);
    if (NEXT.containsKey(page) && rng.chance(LEADS_ON)) {
      read(at.plusSeconds(rng.between(60, 400)), session, NEXT.get(page));
    }
  }

  private void read(Instant at, String session, String page) throws IOException {
    files.web(known, at, session, "read", "page", page);
  }
}
