package io.aurum.common.config;

import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.rule.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ColumnReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.IdentifierContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LambdaContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NamedExpressionContext;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * Conditions and other expressions in Spark SQL, of which all that can be wrong without a look at
 * the data is told while the configuration is read: their syntax, and columns that a table does not
 * have.
 */
final class SqlConditions {
  private static final Parser<String> CONDITION =
      new Parser<>(
          "a condition in Spark SQL",
          "true",
          parsed("write a condition that is true or false of a row, such as \"quantity > 0\""));

  private static final Parser<String> EXPRESSION =
      new Parser<>(
          "an expression in Spark SQL", "1", parsed("write an expression such as \"a / b - 1\""));

  private SqlConditions() {}

  /** A condition with its place. */
  static Optional<Condition> find(Section section, String key) {
    return find(section, key, CONDITION);
  }

  /** An expression of any type with its place. */
  static Optional<Condition> expression(Section section, String key) {
    return find(section, key, EXPRESSION);
  }

  /** A list of expressions of any types, at least one, with their place. */
  static List<Condition> expressions(Section section, String key) {
    String place = section.placeOf(key).toString();
    return section.requireList(key, EXPRESSION).stream()
        .map(sql -> new Condition(sql, place))
        .toList();
  }

  private static Optional<Condition> find(Section section, String key, Parser<String> parser) {
    return section
        .find(key, parser)
        .map(sql -> new Condition(sql, section.placeOf(key).toString()));
  }

  /**
   * A condition over the columns of a table.
   *
   * @param columns of the table; empty where the table is unknown, so that its columns are too
   */
  static Optional<Condition> find(Section section, String key, List<String> columns) {
    return columns.isEmpty()
        ? find(section, key)
        : find(section, key, "column of the table", columns);
  }

  /**
   * A condition over names of one sort.
   *
   * @param noun what the names are
   */
  static Optional<Condition> find(
      Section section, String key, String noun, Collection<String> names) {
    Optional<Condition> condition = find(section, key);
    condition.ifPresent(read -> rejectUnknown(section, key, read.sql(), noun, names));
    return condition;
  }

  /**
   * Rejects names that an expression must not have.
   *
   * @param noun what the names are
   */
  static void rejectUnknown(
      Section section, String key, String sql, String noun, Collection<String> names) {
    List<String> known = names.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    Parser<String> column = oneOf(noun, known);
    for (String name : columnsIn(sql)) {
      if (column.parse(name) instanceof Outcome.Bad<String> bad) {
        section.reject(
            key,
            "unknown %s '%s' in '%s'".formatted(noun.split(" ", 2)[0], name, section.pathTo(key)),
            bad.cause(),
            bad.remedy());
      }
    }
  }

  /** The columns that an expression names, in lower case, by the alphabet. */
  static SortedSet<String> columnsIn(String sql) {
    SortedSet<String> names = new TreeSet<>();
    collect(tree(sql), names);
    return names;
  }

  private static void collect(ParseTree tree, SortedSet<String> names) {
    if (tree instanceof ColumnReferenceContext column) {
      names.add(name(column.identifier()));
    }
    SortedSet<String> within = new TreeSet<>();
    for (int i = 0; i < tree.getChildCount(); i++) {
      collect(tree.getChild(i), within);
    }
    if (tree instanceof LambdaContext lambda) {
      lambda.identifier().forEach(variable -> within.remove(name(variable)));
    }
    names.addAll(within);
  }

  private static String name(IdentifierContext identifier) {
    String written = identifier.getText().toLowerCase(Locale.ROOT);
    return written.startsWith("`")
        ? written.substring(1, written.length() - 1).replace("``", "`")
        : written;
  }

  /**
   * A sentence by Spark's grammar alone; what Spark's parser makes of it would load much of Spark.
   */
  private static ParseTree tree(String sql) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
    SqlBaseParser parser = new SqlBaseParser(new CommonTokenStream(lexer));
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    parser.addErrorListener(new Refusal());
    NamedExpressionContext named = parser.singleExpression().namedExpression();
    if (named.getChildCount() > 1) { // a name for it, which a condition has not
      ParseTree name = named.getChild(1);
      throw unfitting(
          name instanceof TerminalNode as ? as.getSymbol() : ((ParserRuleContext) name).getStart());
    }
    return named.expression();
  }

  private static Function<String, Outcome<String>> parsed(String remedy) {
    return text -> {
      if (text.isBlank()) {
        return Outcome.bad("it is empty", "write a condition, or remove the key");
      }
      try {
        tree(text);
        return Outcome.good(text);
      } catch (ParseCancellationException e) {
        return Outcome.bad("it is no Spark SQL: Syntax error at or near " + e.getMessage(), remedy);
      }
    };
  }

  private static ParseCancellationException unfitting(Token word) {
    return new ParseCancellationException(
        word.getType() == Token.EOF ? "end of input" : "'" + word.getText() + "'");
  }

  /** Stops at the first word that does not fit. */
  private static final class Refusal extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object word,
        int line,
        int column,
        String message,
        RecognitionException e) {
      throw unfitting((Token) word);
    }
  }
}
