package io.aurum.walls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The walls of a house whose packages lie under one root: name of the wall to its rule. */
public final class Walls {
  private static final String[] SPARK = {
    "org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala.."
  };

  /** Members that write, move or delete files, by class. */
  private static final String FILE_WRITING =
      "java\\.nio\\.file\\.Files\\.(write.*|newBufferedWriter|newOutputStream|newByteChannel"
          + "|create.*|move|delete.*|set.*)\\(.*"
          + "|java\\.nio\\.file\\.Files\\.copy\\(.*, java\\.nio\\.file\\.Path, .*"
          + "|java\\.nio\\.channels\\.FileChannel\\.open\\(.*"
          + "|java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile)\\.<init>\\(.*"
          + "|java\\.io\\.(PrintStream|PrintWriter)\\.<init>\\(java\\.(io\\.File|lang\\.String).*"
          + "|java\\.io\\.File\\.(mkdirs?|delete.*|renameTo|create.*|set.*)\\(.*"
          + "|org\\.apache\\.hadoop\\.fs\\.\\w*File(System|Context)\\.(create.*|append.*|mkdirs?|rename"
          + "|delete.*|concat|truncate|copy.*|move.*)\\(.*";

  private static final String CLOCK =
      "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(.*"
          + "|java\\.time\\..*\\.now\\(.*"
          + "|java\\.time\\.Clock\\.(system|tick).*"
          + "|java\\.util\\.Date\\.<init>\\(\\)"
          + "|java\\.util\\.(Gregorian)?Calendar\\.(getInstance|<init>)\\(.*";

  private static final String CHANCE =
      "java\\.util\\.UUID\\.randomUUID\\(.*"
          + "|java\\.lang\\.Math\\.random\\(.*"
          + "|java\\.util\\.(Random|SplittableRandom)\\.<init>\\(\\)"
          + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
          + "|java\\.security\\.SecureRandom\\..*"
          + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)";

  /** Functions of Spark whose result depends on the partitioning, on chance or on the clock. */
  private static final String SPARK_CHANCE =
      "org\\.apache\\.spark\\.sql\\.functions\\.(randn?|uuid|randstr|uniform|shuffle"
          + "|monotonically_increasing_id|spark_partition_id|input_file_name|now|curdate"
          + "|current_date|current_time|current_timestamp|localtimestamp)\\(.*"
          + "|org\\.apache\\.spark\\.sql\\.functions\\.unix_timestamp\\(\\)"
          + "|org\\.apache\\.spark\\.sql\\.(classic\\.)?Dataset\\.(sample|randomSplit.*)\\(.*";

  private static final String PLACE =
      "java\\.lang\\.String\\.(toLowerCase|toUpperCase|getBytes)\\(\\)"
          + "|java\\.lang\\.String\\.format\\(java\\.lang\\.String, .*"
          + "|java\\.lang\\.String\\.<init>\\(\\[B\\)"
          + "|java\\.util\\.(Locale|TimeZone)\\.getDefault\\(.*"
          + "|java\\.util\\.Scanner\\.<init>\\(java\\.io\\.InputStream\\)"
          + "|java\\.time\\.ZoneId\\.systemDefault\\(.*"
          + "|java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)"
          + "|java\\.time\\.format\\.DateTimeFormatterBuilder\\.toFormatter\\(\\)"
          + "|java\\.text\\.SimpleDateFormat\\.<init>\\(java\\.lang\\.String\\)"
          + "|java\\.text\\.DecimalFormat\\.<init>\\(java\\.lang\\.String\\)"
          + "|java\\.text\\.(Number|Date)Format\\.get\\w*Instance\\(\\)"
          + "|java\\.text\\.Collator\\.getInstance\\(\\)"
          + "|java\\.io\\.(InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)"
          + "|OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\)"
          + "|(FileReader|FileWriter)\\.<init>\\(java\\.(io\\.File|lang\\.String)\\))";

  private static final String TABLE_WRITING =
      "org\\.apache\\.spark\\.sql\\.(classic\\.)?Dataset\\.(write|writeTo|writeStream|mergeInto)\\(.*"
          + "|org\\.apache\\.spark\\.(api\\.java|rdd)\\..*RDD.*\\.saveAs.*";

  private static final String TABLE_WRITERS =
      "org\\.apache\\.spark\\.sql\\.(DataFrameWriter.*|MergeIntoWriter.*"
          + "|streaming\\.DataStreamWriter.*)|io\\.delta\\..*|org\\.apache\\.spark\\.sql\\.delta\\..*";

  private Walls() {}

  /**
   * The walls by name.
   *
   * @param root package under which the house lies, such as {@code io.aurum}
   */
  public static SortedMap<String, ArchRule> of(String root) {
    String common = root + ".common";
    String jobs = root + ".jobs";
    String cli = jobs + ".cli..";
    String run = common + ".run..";
    String lake = common + ".lake..";
    SortedMap<String, ArchRule> walls = new TreeMap<>();

    walls.put(
        "common knows no jobs",
        noClasses()
            .that()
            .resideInAPackage(common + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(jobs + ".."));
    walls.put(
        "only the command line knows the jobs",
        classes()
            .that()
            .resideInAPackage(jobs + "..")
            .and()
            .resideOutsideOfPackage(cli)
            .should(keepOutOfOtherJobs(jobs)));
    walls.put(
        "plain Java knows no Spark",
        noClasses()
            .that()
            .resideInAnyPackage(
                common + ".text..",
                common + ".match..",
                common + ".stat..",
                common + ".kind..",
                common + ".rule..",
                common + ".cluster..",
                common + ".outlier..",
                common + ".pattern..",
                common + ".series..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK));
    walls.put(
        "only common.config reads HOCON",
        outside(root, common + ".config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.typesafe.config.."));
    walls.put(
        "only common.lake writes tables",
        outside(root, lake)
            .should()
            .accessTargetWhere(member(TABLE_WRITING))
            .orShould()
            .dependOnClassesThat(nameMatching(TABLE_WRITERS)));
    walls.put(
        "only common.run and common.lake write files",
        outside(root, run, lake).should().accessTargetWhere(member(FILE_WRITING)));
    walls.put(
        "only common.run asks the clock",
        outside(root, run).should().accessTargetWhere(member(CLOCK)));
    walls.put(
        "only common.run asks chance",
        outside(root, run).should().accessTargetWhere(member(CHANCE)));
    walls.put(
        "no row depends on chance, partitions or the clock",
        outside(root).should().accessTargetWhere(member(SPARK_CHANCE)));
    walls.put(
        "nothing depends on the machine's language, zone or character set",
        outside(root).should().accessTargetWhere(member(PLACE)));
    walls.put(
        "only the main method ends the process",
        outside(root)
            .and()
            .doNotHaveFullyQualifiedName(jobs + ".cli.Aurum")
            .should()
            .accessTargetWhere(member("java\\.lang\\.(System|Runtime)\\.(exit|halt)\\(.*")));
    walls.put(
        "only the command line prints",
        outside(root, cli)
            .should()
            .accessTargetWhere(
                member(
                    "java\\.lang\\.System\\.(out|err)"
                        + "|java\\.lang\\.Throwable\\.printStackTrace\\(\\)"
                        + "|org\\.apache\\.spark\\.sql\\.(classic\\.)?Dataset\\.show\\(.*")));
    return walls;
  }

  private static GivenClassesConjunction outside(String root, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)));
  }

  /**
   * Access to a member written as {@code owner.member(parameter, parameter)} or {@code
   * owner.field}.
   */
  private static DescribedPredicate<JavaAccess<?>> member(String pattern) {
    return new DescribedPredicate<>("the member is one of " + pattern) {
      @Override
      public boolean test(JavaAccess<?> access) {
        return access.getTarget().getFullName().matches(pattern);
      }
    };
  }

  /** A job is a package below {@code jobs}; what lies in {@code jobs} itself belongs to none. */
  private static ArchCondition<JavaClass> keepOutOfOtherJobs(String jobs) {
    return new ArchCondition<>("keep out of other jobs") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          String other = job(jobs, dependency.getTargetClass());
          if (!other.isEmpty() && !other.equals(job(jobs, origin))) {
            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static String job(String jobs, JavaClass type) {
    var inside =
        Pattern.compile(Pattern.quote(jobs) + "\\.(\\w+).*").matcher(type.getPackageName());
    return inside.matches() ? inside.group(1) : "";
  }
}
