/**
 * Whether two columns go together: {@link io.aurum.common.stat.dependence.Dependence} measures two
 * numbers, two categories, or one of each, {@link
 * io.aurum.common.stat.dependence.MutualInformation} in bits; {@link
 * io.aurum.common.stat.dependence.FalseDiscovery} adjusts the probabilities of many such questions,
 * and keeps one rate over families of them.
 */
package io.aurum.common.stat.dependence;
