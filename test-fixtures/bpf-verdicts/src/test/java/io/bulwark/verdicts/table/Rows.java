package io.bulwark.verdicts.table;

import java.util.List;
import java.util.stream.Stream;

/** The table: the same object and the same events give the same verdicts everywhere. */
final class Rows {
  private Rows() {}

  static List<VerdictCase> all() {
    return Stream.of(FieldRows.rows(), MapRows.rows(), TextRows.rows(), FlowRows.rows())
        .flatMap(List::stream)
        .toList();
  }
}
