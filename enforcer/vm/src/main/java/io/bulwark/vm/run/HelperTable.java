package io.bulwark.vm.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a machine by number. A call of any other number ends the run with {@link
 * io.bulwark.vm.fault.Fault.UnsupportedFunction}.
 */
public final class HelperTable {
  /** {@code bpf_tail_call}: it does not return, so it is no {@link HelperFunction}. */
  public static final int TAIL_CALL = 12;

  /** No functions. */
  public static final HelperTable EMPTY = builder().build();

  private final Map<Integer, HelperFunction> functions;
  private final @Nullable TailCalls tailCalls;

  private HelperTable(Map<Integer, HelperFunction> functions, @Nullable TailCalls tailCalls) {
    this.functions = Map.copyOf(functions);
    this.tailCalls = tailCalls;
  }

  /** A table to be filled. */
  public static Builder builder() {
    return new Builder();
  }

  /** The function with this number; null if there is none. */
  public @Nullable HelperFunction function(long id) {
    return id == (int) id ? functions.get((int) id) : null;
  }

  /** Program arrays; null if tail calls are not supported. */
  public @Nullable TailCalls tailCalls() {
    return tailCalls;
  }

  /** Collects functions. */
  public static final class Builder {
    private final Map<Integer, HelperFunction> functions = new HashMap<>();
    private @Nullable TailCalls tailCalls;

    private Builder() {}

    /** Adds a function; each number once. */
    public Builder add(int id, HelperFunction function) {
      if (id == TAIL_CALL || functions.putIfAbsent(id, function) != null) {
        throw new IllegalArgumentException("function " + id + " is there already");
      }
      return this;
    }

    /** Supports function 12. */
    public Builder tailCalls(TailCalls arrays) {
      tailCalls = arrays;
      return this;
    }

    /** The finished table. */
    public HelperTable build() {
      return new HelperTable(functions, tailCalls);
    }
  }
}
