package io.aurum.common.lake;

import io.aurum.common.table.TableSpec;

/** The state tables of a run: which ones it sees and which ones it changes. */
interface StateTables {

  /** The table as the run sees it. */
  StateTable seen(TableSpec table);

  /** The table to which a change of some of its rows goes. */
  StateTable toChange(TableSpec table);

  /** The table to which new rows for all of its rows go. */
  StateTable toReplace(TableSpec table);

  /** Version of the shared table behind it; {@link StateTable#ABSENT} where there is none. */
  long version(TableSpec table);
}
