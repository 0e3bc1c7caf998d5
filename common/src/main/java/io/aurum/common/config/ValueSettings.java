package io.aurum.common.config;

import java.io.Serializable;

/**
 * How customers are judged by what they bought.
 *
 * @param compareDays days back to the date with which segments, stages and revenue are compared
 * @param activeDays days after a purchase for which a customer is active
 * @param inactiveDays days after a purchase from which a customer is inactive; above the former
 * @param churnedDays days after a purchase from which a customer has churned; above the former
 * @param horizonDays days ahead for which purchases and value are expected
 * @param discountRate by which money of a year later is worth less, 0..1
 * @param marginRate share of revenue that is profit, 0..1
 * @param holdoutShare share of all days of purchases, the last ones, that the models of purchases
 *     are judged by, 0..0.9; no more days than {@code horizonDays}; 0 where they are not judged
 * @param model of repeat purchases that the value of customers rests on
 */
public record ValueSettings(
    int compareDays,
    int activeDays,
    int inactiveDays,
    int churnedDays,
    int horizonDays,
    double discountRate,
    double marginRate,
    double holdoutShare,
    PurchaseChoice model)
    implements Serializable {}
