package io.aurum.common.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds clusters, their number and the method for them, without labels.
 *
 * <ol>
 *   <li><b>Shapes.</b> The points are cut into 2, 3, .. clusters of any shape, and so is each of
 *       many half-samples. The largest number of clusters of which every one comes back (mean
 *       Jaccard coefficient of at least {@value Stability#STABLE}) is taken: this method supposes
 *       nothing about clusters but that they are dense and apart, so what it finds again and again
 *       is there. Prediction strength takes the largest stable number for the same reason
 *       (Tibshirani, Walther 2005).
 *   <li><b>Mixtures.</b> Where no shapes are stable, clusters touch. Then k-means and mixtures of
 *       normal distributions compete: of those whose every cluster is at least a pattern ({@value
 *       Stability#PATTERN}; of k-means, which cuts whatever there is, valid: {@value
 *       Stability#VALID}) the smallest Bayesian information criterion wins, if it is smaller than
 *       that of one cluster; k-means takes part as the mixture of round components of one size that
 *       it stands for (Pelleg, Moore 2000). Mixtures take no part where a column has an atom, a
 *       value that a fifth of the rows lie at: the likelihood of a normal distribution is as large
 *       there as it is narrow, which says nothing of clusters.
 *   <li>Where nothing comes back, all points are one cluster.
 * </ol>
 *
 * <p>Half-samples are drawn of at most {@value #CHOICE} points, clusters made of at most {@value
 * #KNOWN}; the model says where the others belong. All draws come from the seed, and points are
 * ordered by content: the order of the rows shows nowhere.
 */
public final class ClusterSearch {
  /** Points of which half-samples are drawn, at most. */
  static final int CHOICE = 2_000;

  /** Points that clusters are made of, at most. */
  static final int KNOWN = 5_000;

  private static final int RESTARTS = 10;
  private static final int SAMPLE_RESTARTS = 2;

  /** Of so many draws a mixture is judged by one, since it takes so much longer to fit. */
  private static final int DRAWS_FOR_MIXTURE = 5;

  /** Of the standard deviation: so far from each other are numbers of an atom at most. */
  private static final double NARROW = 0.1;

  /** Share of the rows at one place; within so little of its middle a normal column has 0.04. */
  private static final double ATOM = 0.2;

  private final Points points;
  private final Points known;
  private final int[] drawn;
  private final Points choice;
  private final Options options;
  private final int most;
  private final List<Method> mixtures;

  private ClusterSearch(Points points, Options options) {
    this.points = points;
    this.options = options;
    this.known = points.subset(draw(points.size(), KNOWN, options.seed()));
    this.drawn = draw(known.size(), CHOICE, options.seed());
    this.choice = known.subset(drawn);
    this.most = Math.min(options.most(), choice.size());
    this.mixtures = mixturesOf(known);
  }

  /**
   * What is looked for.
   *
   * @param least clusters at least, from 2
   * @param most clusters at most
   * @param methods to be tried
   * @param draws half-samples for each method
   * @param seed of all draws
   */
  public record Options(int least, int most, Set<Method> methods, int draws, long seed) {
    public Options {
      methods = Set.copyOf(methods);
      if (least < 2 || most < least || draws < 1 || methods.isEmpty()) {
        throw new IllegalArgumentException(
            "%d to %d clusters, %d draws, methods %s".formatted(least, most, draws, methods));
      }
    }

    /** Whether nothing is left to choose. */
    boolean isSettled() {
      return least == most && methods.size() == 1;
    }
  }

  /**
   * A number of clusters that was tried.
   *
   * @param withinSquares sum of squared distances to the clusters' centres
   * @param silhouette of squared Euclidean distances, -1 to 1
   * @param stability mean Jaccard coefficient of each cluster, 0..1; empty where it was not asked
   * @param bic Bayesian information criterion; NaN where the method has none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Candidate(
      Method method,
      int clusters,
      double withinSquares,
      double silhouette,
      double[] stability,
      double bic) {
    /** Of the least stable cluster; NaN where it was not asked. */
    public double leastStability() {
      return stability.length == 0 ? Double.NaN : Stability.least(stability);
    }
  }

  /**
   * What was found.
   *
   * @param candidates all that were tried, method by method
   * @param chosen one of them; empty where all points are one cluster
   * @param model tells of any point where it belongs
   * @param labels of the points: cluster from 0, the largest first
   * @param stability of each cluster, 0..1
   * @param reason why it was chosen, in a sentence
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Result(
      List<Candidate> candidates,
      Optional<Candidate> chosen,
      ClusterModel model,
      int[] labels,
      double[] stability,
      String reason) {}

  /** A candidate, the cluster of each known point, and what tells it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tried(Candidate candidate, int[] labels, ClusterModel model) {
    Tried with(double[] stability) {
      Candidate c = candidate;
      return new Tried(
          new Candidate(c.method, c.clusters, c.withinSquares, c.silhouette, stability, c.bic),
          labels,
          model);
    }

    /** Whether every cluster comes back from half of the points, as often as its method asks. */
    boolean comesBack() {
      return isAtLeast(candidate.method == Method.K_MEANS ? Stability.VALID : Stability.PATTERN);
    }

    boolean isAtLeast(double stability) {
      return candidate.leastStability() >= stability;
    }
  }

  /** Looks for clusters among points. */
  public static Result search(Points points, Options options) {
    return new ClusterSearch(points, options).search();
  }

  private Result search() {
    List<Tried> shapes = tries(Method.SHAPES) ? shapes() : List.of();
    Optional<Tried> best = largestStable(shapes);
    List<Tried> tried = new ArrayList<>(shapes);
    if (best.isEmpty()) {
      List<Tried> rivals = rivals();
      best = bestOf(rivals, bicOfOne());
      tried.addAll(rivals);
    }
    if (best.isEmpty() && options.isSettled()) {
      best = tried.stream().findFirst();
    }
    List<Candidate> candidates = tried.stream().map(Tried::candidate).toList();
    return best.map(b -> result(candidates, b)).orElseGet(() -> oneCluster(candidates));
  }

  private boolean tries(Method method) {
    return options.methods().contains(method);
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(options.least(), most);
  }

  private List<Tried> shapes() {
    int[][] labels = Shapes.cut(known, most);
    List<Tried> shapes =
        numbers()
            .mapToObj(
                k ->
                    tried(Method.SHAPES, Neighbours.of(known, labels[k], k), labels[k], Double.NaN))
            .toList();
    return stabilised(shapes, options.draws(), (sample, random) -> Shapes.cut(sample, most));
  }

  private static Optional<Tried> largestStable(List<Tried> shapes) {
    return shapes.stream()
        .filter(shape -> shape.isAtLeast(Stability.STABLE))
        .max(Comparator.comparingInt(shape -> shape.candidate.clusters));
  }

  /** Clusters that may touch, each made of the same starts. */
  private List<Tried> rivals() {
    List<Tried> means = means();
    List<Tried> rivals = new ArrayList<>();
    if (tries(Method.K_MEANS)) {
      rivals.addAll(stabilised(means, options.draws(), this::meansOf));
    }
    if (mixtures.isEmpty()) {
      return rivals;
    }
    double one = bicOfOne();
    double toBeat = bestOf(rivals, one).map(best -> best.candidate.bic).orElse(one);
    rivals.addAll(mixtures(means, toBeat));
    return rivals;
  }

  /** Mixtures that take part: not where a column has an atom and k-means is there instead. */
  private List<Method> mixturesOf(Points known) {
    boolean atom =
        IntStream.range(0, known.dimensions()).anyMatch(d -> known.densest(d, NARROW) >= ATOM);
    return atom && tries(Method.K_MEANS)
        ? List.of()
        : Stream.of(Method.MIXTURE, Method.DIAGONAL_MIXTURE).filter(this::tries).toList();
  }

  /** Bayesian information criterion of one cluster, by the method that describes it best. */
  private double bicOfOne() {
    int[] labels = new int[known.size()];
    double least = tries(Method.K_MEANS) ? roundBic(labels, 1) : Double.POSITIVE_INFINITY;
    for (Method method : mixtures) {
      least = Math.min(least, GaussianMixture.fit(known, shape(method), 1, labels).bic());
    }
    return least;
  }

  private List<Tried> means() {
    return numbers()
        .parallel()
        .mapToObj(
            k -> {
              SplittableRandom random = new SplittableRandom(options.seed() + k);
              Centres centres = KMeans.fit(known, k, RESTARTS, random);
              int[] labels = centres.assign(known);
              return tried(Method.K_MEANS, centres, labels, roundBic(labels, k));
            })
        .filter(ClusterSearch::isFull)
        .toList();
  }

  private int[][] meansOf(Points sample, SplittableRandom random) {
    int[][] labels = new int[most + 1][];
    numbers()
        .filter(k -> k <= sample.size())
        .forEach(k -> labels[k] = KMeans.fit(sample, k, SAMPLE_RESTARTS, random).assign(sample));
    return labels;
  }

  /**
   * Bayesian information criterion of the mixture that k-means stands for: components of one
   * variance in all directions, each point in one of them.
   */
  private double roundBic(int[] labels, int k) {
    double total = known.total();
    int d = known.dimensions();
    double[] sizes = new double[k];
    for (int i = 0; i < labels.length; i++) {
      sizes[labels[i]] += known.weight(i);
    }
    double variance =
        Math.max(Silhouette.withinSquares(known, labels) / (total * d), Double.MIN_NORMAL);
    double likelihood = -0.5 * total * d * (Math.log(2 * Math.PI * variance) + 1);
    for (double size : sizes) {
      likelihood += size > 0 ? size * Math.log(size / total) : 0;
    }
    return -2 * likelihood + (k * d + k) * Math.log(total);
  }

  /**
   * Mixtures, of which stability is asked in the order of their criterion until one has it, or none
   * that is left could win.
   */
  private List<Tried> mixtures(List<Tried> starts, double toBeat) {
    List<Tried> fitted =
        new ArrayList<>(
            mixtures.stream()
                .flatMap(method -> starts.stream().map(start -> new Start(method, start.labels)))
                .toList()
                .parallelStream()
                .map(this::mixture)
                .filter(ClusterSearch::isFull)
                .toList());
    List<Integer> order =
        IntStream.range(0, fitted.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> fitted.get(i).candidate.bic))
            .toList();
    for (int at : order) {
      if (fitted.get(at).candidate.bic >= toBeat) {
        break;
      }
      fitted.set(at, stabilised(fitted.get(at)));
      if (fitted.get(at).comesBack()) {
        break;
      }
    }
    return fitted;
  }

  /** What a mixture begins with. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Start(Method method, int[] labels) {
    int clusters() {
      return Arrays.stream(labels).max().orElse(0) + 1;
    }
  }

  private Tried mixture(Start start) {
    GaussianMixture.Fit fit =
        GaussianMixture.fit(known, shape(start.method), start.clusters(), start.labels);
    return tried(start.method, fit.model(), fit.model().assign(known), fit.bic());
  }

  private Tried stabilised(Tried mixture) {
    Method method = mixture.candidate.method;
    int k = mixture.candidate.clusters;
    return stabilised(
            List.of(mixture),
            Math.max(1, options.draws() / DRAWS_FOR_MIXTURE),
            (sample, random) -> mixtureOf(method, k, sample, random))
        .get(0);
  }

  private static int[][] mixtureOf(Method method, int k, Points sample, SplittableRandom random) {
    int[][] labels = new int[k + 1][];
    if (k <= sample.size()) {
      int[] start = KMeans.fit(sample, k, SAMPLE_RESTARTS, random).assign(sample);
      labels[k] = GaussianMixture.fit(sample, shape(method), k, start).model().assign(sample);
    }
    return labels;
  }

  private static GaussianMixture.Shape shape(Method method) {
    return method == Method.MIXTURE ? GaussianMixture.Shape.FULL : GaussianMixture.Shape.DIAGONAL;
  }

  private static Optional<Tried> bestOf(List<Tried> rivals, double bicOfOne) {
    return rivals.stream()
        .filter(rival -> rival.comesBack() && rival.candidate.bic < bicOfOne)
        .min(Comparator.comparingDouble(rival -> rival.candidate.bic));
  }

  private Tried tried(Method method, ClusterModel model, int[] labels, double bic) {
    return new Tried(
        new Candidate(
            method,
            model.clusters(),
            Silhouette.withinSquares(known, labels),
            Silhouette.of(known, labels),
            new double[0],
            bic),
        labels,
        model);
  }

  /** Whether no cluster is empty. */
  private static boolean isFull(Tried tried) {
    return Arrays.stream(tried.labels).distinct().count() == tried.candidate.clusters;
  }

  private List<Tried> stabilised(List<Tried> tried, int draws, Stability.Clustering clustering) {
    int[][] labels = new int[most + 1][];
    for (Tried one : tried) {
      labels[one.candidate.clusters] = IntStream.of(drawn).map(i -> one.labels[i]).toArray();
    }
    double[][] stability = Stability.of(choice, labels, clustering, draws, options.seed());
    return tried.stream().map(one -> one.with(stability[one.candidate.clusters])).toList();
  }

  private Result result(List<Candidate> candidates, Tried best) {
    int[] rank = bySize(best.model.assign(points), best.candidate.clusters);
    double[] stability = new double[rank.length];
    for (int c = 0; c < best.candidate.stability.length; c++) {
      stability[rank[c]] = best.candidate.stability[c];
    }
    ClusterModel model = new Ranked(best.model, rank);
    return new Result(
        candidates,
        Optional.of(best.candidate),
        model,
        model.assign(points),
        stability,
        reason(best.candidate));
  }

  /**
   * Rank of each cluster by size, the largest first; of equal ones the one with the first point.
   */
  private int[] bySize(int[] labels, int clusters) {
    double[] size = new double[clusters];
    int[] first = new int[clusters];
    Arrays.fill(first, Integer.MAX_VALUE);
    for (int i = 0; i < labels.length; i++) {
      size[labels[i]] += points.weight(i);
      first[labels[i]] = Math.min(first[labels[i]], i);
    }
    int[] order =
        IntStream.range(0, clusters)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(c -> -size[c]).thenComparingInt(c -> first[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rank = new int[clusters];
    for (int at = 0; at < clusters; at++) {
      rank[order[at]] = at;
    }
    return rank;
  }

  private String reason(Candidate chosen) {
    int k = chosen.clusters;
    if (options.isSettled()) {
      return "%d clusters by %s, as configured".formatted(k, chosen.method.label());
    }
    return chosen.method == Method.SHAPES
        ? String.format(
            Locale.ROOT,
            "%d is the largest number of clusters of any shape that all come back from half of the rows (stability of the least stable: %.2f)",
            k,
            chosen.leastStability())
        : String.format(
            Locale.ROOT,
            "clusters touch: of those that come back from half of the rows, %d by %s have the smallest BIC (stability of the least stable: %.2f)%s",
            k,
            chosen.method.label(),
            chosen.leastStability(),
            mixtures.isEmpty() && (tries(Method.MIXTURE) || tries(Method.DIAGONAL_MIXTURE))
                ? "; mixtures take no part, for a column has one value in a fifth of the rows or more"
                : "");
  }

  private Result oneCluster(List<Candidate> candidates) {
    double[] centre = new double[points.dimensions()];
    for (int i = 0; i < points.size(); i++) {
      for (int d = 0; d < centre.length; d++) {
        centre[d] += points.weight(i) * points.at(i, d) / points.total();
      }
    }
    return new Result(
        candidates,
        Optional.empty(),
        new Centres(centre, 1),
        new int[points.size()],
        new double[] {1},
        "no clusters come back from half of the rows: all rows are one");
  }

  /** Some of the first numbers, ascending: all of them where they are no more than wanted. */
  private static int[] draw(int size, int wanted, long seed) {
    if (size <= wanted) {
      return IntStream.range(0, size).toArray();
    }
    return new SplittableRandom(seed).ints(0, size).distinct().limit(wanted).sorted().toArray();
  }
}
