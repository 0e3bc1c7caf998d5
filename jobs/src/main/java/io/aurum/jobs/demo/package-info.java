/**
 * The demo's customers: a seeded generator of a fictional retailer's exports, the truth about them,
 * and the comparison of what was planted with what a run found.
 *
 * <p>{@link io.aurum.jobs.demo.DemoGenerator} invents units of people (singles, couples, families,
 * twins, namesakes, companies), lets four systems record them the way such systems do, and plants
 * everything that makes customer data hard: duplicates of fifteen and more kinds, pairs that look
 * alike but must stay apart, invalid values, malformed rows. Around the customers it writes two
 * years of orders, visits, e-mails, tickets, surveys, subscriptions and consents with patterns that
 * are known beforehand. Whatever is planted is written to {@code truth/}, which only {@code
 * evaluate} and {@link io.aurum.jobs.demo.PlantedAgainstFound} read.
 *
 * <p>All randomness comes from {@link io.aurum.jobs.demo.Rng}: one stream per unit and purpose,
 * derived from the seed, so that equal settings give equal bytes and a million customers stream
 * through constant memory.
 */
package io.aurum.jobs.demo;
