package io.aurum.common.learn;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.TaskRows.Learnt;

/** A task that may be learnt: what the gate let through. */
record ReadyTask(TaskSettings task, TaskRows rows, Learnt learnt) {}
