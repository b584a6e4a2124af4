package io.bulwark.vm.helper;

import io.bulwark.vm.run.HelperTable;

/** All functions of this package as one table. */
public final class Helpers {
  private Helpers() {}

  /** The functions that answer from {@code environment}. */
  public static HelperTable table(Environment environment) {
    HelperTable.Builder table = HelperTable.builder();
    Arguments arguments = new Arguments(environment.maps());
    MapHelpers.add(table, arguments);
    TaskHelpers.add(table, environment, arguments);
    ReadHelpers.add(table, arguments);
    StringHelpers.add(table, environment, arguments);
    RingHelpers.add(table, arguments);
    DynptrHelpers.add(table, arguments);
    StorageHelpers.add(table, environment, arguments);
    ControlHelpers.add(table, environment);
    return table.build();
  }
}
