package io.aurum.jobs.demo;

/** A group of customers that is invented together. */
enum UnitKind implements Planted {
  SINGLE(46, 1),
  COUPLE(16, 2),
  SHARED_EMAIL(3, 2),
  SHARED_PHONE(3, 2),
  SHARED_DEVICE(3, 2),
  FAMILY(12, 5),
  TWINS(2, 2),
  FATHER_AND_SON(2, 2),
  NAMESAKES(3, 2),
  ORGANISATION(8, 1),
  OWNER_AND_COMPANY(2, 2);

  private final int weight;
  private final int largest;

  UnitKind(int weight, int largest) {
    this.weight = weight;
    this.largest = largest;
  }

  @Override
  public int weight() {
    return weight;
  }

  /** Most customers in a unit of this kind. */
  int largest() {
    return largest;
  }
}
