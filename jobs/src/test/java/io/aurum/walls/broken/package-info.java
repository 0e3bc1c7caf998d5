/** A second house, broken on purpose: what the walls must refuse. */
package io.aurum.walls.broken;
