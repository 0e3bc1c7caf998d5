/** Jobs, their graph and what they are given; one package below per job. */
package io.aurum.jobs;
