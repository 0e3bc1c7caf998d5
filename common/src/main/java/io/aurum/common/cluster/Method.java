package io.aurum.common.cluster;

/** How clusters are looked for. */
public enum Method {
  /** Of any shape: {@code Genie} on the tree of mutual reachability. */
  SHAPES("shapes"),
  /** Round and of one size: k-means. */
  K_MEANS("k-means"),
  /** Ellipses of any size, each with its own direction: a mixture of normal distributions. */
  MIXTURE("mixture"),
  /** The same along the axes: no correlation within a cluster. */
  DIAGONAL_MIXTURE("diagonal-mixture");

  private final String label;

  Method(String label) {
    this.label = label;
  }

  /** Name in configurations and tables. */
  public String label() {
    return label;
  }
}
