package io.aurum.jobs.demo;

/** A row that cannot become a record, named by the rule that must reject it. */
enum MalformedKind {
  RAGGED("file.ragged"),
  UNCLOSED_QUOTE("file.unclosed-quote"),
  ENCODING("file.encoding"),
  NOT_JSON("file.not-json"),
  MISSING_KEY("record.missing-key");

  private final String rule;

  MalformedKind(String rule) {
    this.rule = rule;
  }

  String rule() {
    return rule;
  }
}
