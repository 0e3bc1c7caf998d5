/**
 * Linear least squares with the inference that statisticians expect of it, for any number of rows.
 *
 * <p>{@link io.aurum.common.stat.linear.Triangle} takes rows in one by one and keeps the triangular
 * factor of their QR decomposition in double-double arithmetic (about 32 digits); triangles of
 * parts of a table merge into that of the whole. {@link io.aurum.common.stat.linear.LeastSquares}
 * solves it: estimates, standard errors, tests, R2, variance inflation. What needs each row's
 * residual (robust standard errors, influence, tests of the residuals) comes from a second pass
 * over the rows, {@link io.aurum.common.stat.linear.ResidualPass}. {@link
 * io.aurum.common.stat.linear.DoubleDouble} is the arithmetic. {@link
 * io.aurum.common.stat.linear.GeneralisedLinear} repeats these passes with the weights of a {@link
 * io.aurum.common.stat.linear.Family}, over {@link io.aurum.common.stat.linear.DesignRows} that may
 * lie on a cluster.
 */
package io.aurum.common.stat.linear;
