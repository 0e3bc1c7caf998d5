/**
 * The walls of the house as rules over class files, and classes that break them.
 *
 * <p>{@link io.aurum.walls.Walls} derives every rule from the name of a root package. {@code
 * WallsTest} applies the rules to {@code io.aurum}, and to {@code io.aurum.walls.broken}, a second
 * house in which each class breaks exactly the wall that its {@link io.aurum.walls.Breaks} names.
 */
package io.aurum.walls;
