/**
 * What it takes to read compact state: the lists in other tables that give names to its numbers.
 *
 * <p>State keeps evidence and failed rules as patterns and masks. Views expand them for people, and
 * so does the story of one customer; both read the lists here.
 */
package io.aurum.common.view;
