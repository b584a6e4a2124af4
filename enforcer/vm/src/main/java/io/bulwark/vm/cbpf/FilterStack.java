package io.bulwark.vm.cbpf;

import io.bulwark.bpf.cbpf.SeccompAction;
import io.bulwark.bpf.cbpf.SeccompFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * All filters of a task: each of them sees every call, and the most restrictive answer counts.
 *
 * <p>Not for use by several threads.
 */
public final class FilterStack {
  /** The most instructions of all filters of a task, as the kernel counts them. */
  public static final int MAX_LENGTH = 32_768;

  /** What every filter but the newest counts in addition. */
  public static final int PENALTY = 4;

  private final List<FilterMachine> newestFirst = new ArrayList<>();
  private int length;

  /** Without filters: every call is allowed. */
  public FilterStack() {}

  /**
   * Adds a filter on top; filters are never removed.
   *
   * @throws FilterStackFull if the kernel would refuse it with ENOMEM
   */
  public FilterStack add(SeccompFilter filter) {
    int more = filter.kernelLength() + (newestFirst.isEmpty() ? 0 : PENALTY);
    if (length + more > MAX_LENGTH) {
      throw new FilterStackFull(length + more);
    }
    length += more;
    newestFirst.addFirst(new FilterMachine(filter));
    return this;
  }

  /**
   * The result that counts: of those whose action is the most restrictive, the newest filter's. An
   * allowed call has data 0 whatever the filters say.
   */
  public int decide(SeccompCall call) {
    int result = SeccompAction.ALLOW.value();
    for (int at = 0; at < newestFirst.size(); at++) {
      int answer = newestFirst.get(at).run(call);
      // As signed numbers: killing the process is the smallest.
      if ((answer & 0xffff_0000) < (result & 0xffff_0000)) {
        result = answer;
      }
    }
    return result;
  }
}
