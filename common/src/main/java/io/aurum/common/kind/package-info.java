/** Attribute kinds: what a value means, and everything that follows from it. */
package io.aurum.common.kind;
