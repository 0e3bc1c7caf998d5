package io.aurum.common.rule;

import io.aurum.common.kind.ValueType;
import java.util.List;

/**
 * The columns over which rules are checked.
 *
 * @param names by position
 * @param types of their canonical texts, by position
 */
public record RuleColumns(List<String> names, List<ValueType> types) {
  public RuleColumns {
    names = List.copyOf(names);
    types = List.copyOf(types);
    if (names.size() != types.size()) {
      throw new IllegalArgumentException("Each column needs one type");
    }
  }

  int position(String name) {
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException("There is no column " + name);
    }
    return position;
  }

  ValueType type(String name) {
    return types.get(position(name));
  }
}
