package io.aurum.common.config;

import io.aurum.common.table.TableSpec;
import java.util.List;

/**
 * @param clear attributes that are published unmasked although they identify a person
 * @param views names of the views that are written out with the results
 */
public record PublishSettings(List<String> clear, List<String> views) {

  /** Whether the view is written out. */
  public boolean wants(TableSpec view) {
    return views.contains(view.name());
  }
}
