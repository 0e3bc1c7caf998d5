package io.aurum.common.stat.linear;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The triangular factor of the QR decomposition of rows that are taken in one by one, by
 * Householder reflections of blocks (Golub and Van Loan, Matrix Computations, 4th edition, 5.2),
 * all in {@link DoubleDouble}. The last column is the response. Triangles of parts of a table merge
 * into that of the whole (TSQR: Demmel, Grigori, Hoemmen and Langou, SIAM J. Sci. Comput. 34,
 * 2012).
 *
 * <p>Costs 2 n columns^2 operations and holds {@value #BLOCK} rows. Not thread-safe.
 */
public final class Triangle implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 128;

  private final int columns;

  /** Upper triangle by rows. */
  private final DoubleDouble[][] factor;

  /** Rows that wait, by column. */
  private final DoubleDouble[][] block;

  private int waiting;
  private long rows;

  /**
   * @param columns of the design, and one for the response
   */
  public Triangle(int columns) {
    if (columns < 2) {
      throw new IllegalArgumentException(columns + " columns: a term and a response are needed");
    }
    this.columns = columns;
    this.factor = new DoubleDouble[columns][columns];
    this.block = new DoubleDouble[columns][BLOCK];
    for (DoubleDouble[] row : factor) {
      Arrays.fill(row, DoubleDouble.ZERO);
    }
  }

  /** Columns, the response among them. */
  public int columns() {
    return columns;
  }

  /** Rows taken in. */
  public long rows() {
    return rows;
  }

  /** Takes in a row: its terms and, last, its response. */
  public void add(DoubleDouble[] row) {
    if (row.length != columns) {
      throw new IllegalArgumentException(row.length + " values for " + columns + " columns");
    }
    for (int column = 0; column < columns; column++) {
      block[column][waiting] = row[column];
    }
    waiting++;
    rows++;
    if (waiting == BLOCK) {
      reflect();
    }
  }

  /** Takes in the rows of another triangle. */
  public void merge(Triangle other) {
    other.reflect();
    for (int row = 0; row < other.columns; row++) {
      add(other.factor[row]);
    }
    rows += other.rows - other.columns;
  }

  /** An entry of the factor. */
  DoubleDouble at(int row, int column) {
    reflect();
    return factor[row][column];
  }

  private void reflect() {
    if (waiting == 0) {
      return;
    }
    for (int k = 0; k < columns; k++) {
      eliminate(k);
    }
    waiting = 0;
  }

  /** Makes a column of the block zero by one reflection together with the factor's row. */
  private void eliminate(int k) {
    DoubleDouble[] column = block[k];
    DoubleDouble squares = dot(column, column);
    if (squares.high() == 0) {
      return;
    }
    DoubleDouble head = factor[k][k];
    DoubleDouble norm = head.times(head).plus(squares).squareRoot();
    DoubleDouble turned = head.high() > 0 ? norm.negative() : norm;
    DoubleDouble first = head.minus(turned);
    DoubleDouble scale = DoubleDouble.of(2).over(first.times(first).plus(squares));
    factor[k][k] = turned;
    for (int j = k + 1; j < columns; j++) {
      DoubleDouble share = first.times(factor[k][j]).plus(dot(column, block[j])).times(scale);
      factor[k][j] = factor[k][j].minus(share.times(first));
      subtract(block[j], share, column);
    }
  }

  private DoubleDouble dot(DoubleDouble[] first, DoubleDouble[] second) {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int row = 0; row < waiting; row++) {
      sum = sum.plus(first[row].times(second[row]));
    }
    return sum;
  }

  private void subtract(DoubleDouble[] from, DoubleDouble share, DoubleDouble[] column) {
    for (int row = 0; row < waiting; row++) {
      from[row] = from[row].minus(share.times(column[row]));
    }
  }
}
