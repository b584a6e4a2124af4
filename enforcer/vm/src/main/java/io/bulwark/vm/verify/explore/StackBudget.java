package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.flow.Functions;
import io.bulwark.vm.verify.state.StackMemory;

/**
 * The stack of a chain of calls: 512 bytes together, each frame rounded up to 32 (as Linux 6.1
 * does; 6.18 rounds to 16).
 */
final class StackBudget {
  private static final int STEP = 32;

  private final Session session;

  StackBudget(Session session) {
    this.session = session;
  }

  /** Finds the chains that need too much; recursion has been refused before. */
  void check() {
    for (int entry : session.flow().functions().entries()) {
      if (entry == 0 || session.global(entry) != null) {
        check(entry, 0);
      }
    }
  }

  private void check(int entry, int callers) {
    int bytes = Math.max(session.stackBytes(entry), 1);
    int sum = callers + (bytes + STEP - 1) / STEP * STEP;
    if (sum > StackMemory.SIZE) {
      session.find(
          FindingKind.STACK_LIMIT, entry, "the frames down to here need %d bytes".formatted(sum));
      return;
    }
    Functions functions = session.flow().functions();
    functions.callees(entry).forEach(callee -> check(callee, sum));
  }
}
