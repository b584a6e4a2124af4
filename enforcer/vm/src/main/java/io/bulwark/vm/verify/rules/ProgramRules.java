package io.bulwark.vm.verify.rules;

import java.util.Set;

/**
 * What a type of program may do.
 *
 * @param name for messages
 * @param context what r1 points to
 * @param result what it may return
 * @param helpers ids of the functions it may call
 * @param sleepable whether it may call functions that sleep
 * @param types of the kernel it is for
 */
public record ProgramRules(
    String name,
    ContextRules context,
    ResultRange result,
    Set<Integer> helpers,
    boolean sleepable,
    KernelTypes types) {
  public ProgramRules {
    helpers = Set.copyOf(helpers);
  }

  /** The same for sleepable programs. */
  public ProgramRules asSleepable() {
    return new ProgramRules(name, context, result, helpers, true, types);
  }

  /** The same with another range of results. */
  public ProgramRules withResult(ResultRange range) {
    return new ProgramRules(name, context, range, helpers, sleepable, types);
  }
}
