package io.aurum.common.learn;

import io.aurum.common.model.CrossFit.Learned;
import io.aurum.common.model.Examples;

/**
 * A model with what it was made of.
 *
 * @param id hash of what it was made of and how
 * @param rows learnt from, with the model's features
 */
record Model(String id, Learned learned, Examples rows) {}
