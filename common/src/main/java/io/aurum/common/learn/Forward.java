package io.aurum.common.learn;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.ModelFigures.Said;
import io.aurum.common.model.CrossFit;
import io.aurum.common.model.Examples;
import io.aurum.common.model.Logit;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well the last block of days is told from the blocks before it: the one thing that blocked
 * cross-validation, which also learns from what came later, does not tell.
 *
 * @param said of the rows of the last block
 * @param naive what the mean of the rows before says of each
 * @param targets what became of each
 */
record Forward(Model model, Said said, double[] naive, double[] targets) {

  /**
   * Rows that are parted by time.
   *
   * @param past the blocks of days before the last one
   * @param held the last block
   */
  record Blocks(Examples past, Examples held) {

    /** Empty where there are no blocks, or too few rows of a class in or before the last one. */
    static Optional<Blocks> of(TaskSettings task, Examples rows) {
      int last = task.folds() - 1;
      return CrossFit.blocks(rows, task.isClass(), task.folds())
          .map(
              blocks ->
                  new Blocks(
                      rows.at(which(blocks, block -> block < last)),
                      rows.at(which(blocks, block -> block == last))))
          .filter(parts -> parts.isLearnable(task));
    }

    private boolean isLearnable(TaskSettings task) {
      if (task.isOfClasses()) {
        return held.size() >= Backtest.FEWEST
            && DoubleStream.concat(Arrays.stream(past.targets()), Arrays.stream(held.targets()))
                .distinct()
                .allMatch(this::isOfEnough);
      }
      return task.isClass()
          ? Backtest.isLearnable(past) && Backtest.isLearnable(held)
          : past.size() > 1 && held.size() > 1;
    }

    private boolean isOfEnough(double of) {
      return Arrays.stream(past.targets()).filter(target -> target == of).count()
          >= Backtest.FEWEST;
    }
  }

  /**
   * The last block; empty where there are no blocks, or too few rows of a class in or before it.
   */
  static Optional<Forward> of(TaskSettings task, Examples rows, Function<Examples, Model> learner) {
    return Blocks.of(task, rows).map(blocks -> of(task, blocks, learner.apply(blocks.past)));
  }

  private static Forward of(TaskSettings task, Blocks blocks, Model model) {
    Examples held = blocks.held;
    double mean = blocks.past.meanTarget();
    double naive = task.isClass() ? Logit.of(mean) : mean;
    return new Forward(
        model,
        Said.of(model.learned().model(), IntStream.range(0, held.size()).mapToObj(held::row)),
        IntStream.range(0, held.size()).mapToDouble(i -> naive).toArray(),
        held.targets());
  }

  private static int[] which(int[] blocks, IntPredicate wanted) {
    return IntStream.range(0, blocks.length).filter(i -> wanted.test(blocks[i])).toArray();
  }

  /**
   * Whether the rows of a task are predicted in blocks of days.
   *
   * @param time column with the day of a row
   */
  static Finding finding(TaskSettings task, Examples rows, String time) {
    Optional<int[]> blocks = CrossFit.blocks(rows, task.isClass(), task.folds());
    return new Finding(
        "folds_by_time",
        time,
        blocks.isPresent() ? Status.PASS : Status.WARN,
        blocks.map(of -> (double) Arrays.stream(of).distinct().count()).orElse(Double.NaN),
        true,
        blocks.isPresent()
            ? "each block of days is predicted by a model of the others"
            : "there are fewer days than folds, or a class is found in one block of days alone: rows"
                + " are dealt by their content, as if they had no time");
  }
}
