package io.bulwark.stream.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Descriptors of one process by number.
 *
 * <p>Small numbers, which are nearly all, index an array; the rest go to a second, sparse array
 * kept by linear probing. The total over all tables is bounded by a shared {@link Budget}.
 */
public final class FdTable {
  /** Descriptors kept in all tables together, and those refused beyond that. */
  static final class Budget {
    private final int limit;
    private int used;
    private long refused;

    Budget(int limit) {
      this.limit = limit;
    }

    long refused() {
      return refused;
    }
  }

  private static final int DENSE_LIMIT = 1 << 12;

  private final Budget budget;
  private @Nullable FdInfo[] dense = new FdInfo[8];
  private java.util.@Nullable HashMap<Long, FdInfo> sparse;
  private int size;

  FdTable(Budget budget) {
    this.budget = budget;
  }

  /** Number of open descriptors. */
  public int size() {
    return size;
  }

  /** The descriptor, or null. */
  public @Nullable FdInfo find(long fd) {
    if (fd >= 0 && fd < dense.length) {
      return dense[(int) fd];
    }
    return sparse == null || fd < DENSE_LIMIT ? null : sparse.get(fd);
  }

  /** Adds or replaces; null if the budget is used up. */
  @Nullable FdInfo put(long fd, FdInfo info) {
    info.number = fd;
    boolean replaces = find(fd) != null;
    if (!replaces) {
      if (budget.used >= budget.limit) {
        budget.refused++;
        return null;
      }
      budget.used++;
      size++;
    }
    if (fd >= 0 && fd < DENSE_LIMIT) {
      int index = (int) fd;
      if (index >= dense.length) {
        dense = java.util.Arrays.copyOf(dense, Math.max(index + 1, dense.length * 2));
      }
      dense[index] = info;
    } else {
      if (sparse == null) {
        sparse = new java.util.HashMap<>();
      }
      sparse.put(fd, info);
    }
    return info;
  }

  void remove(long fd) {
    if (find(fd) == null) {
      return;
    }
    size--;
    budget.used--;
    if (fd < dense.length && fd >= 0) {
      dense[(int) fd] = null;
    } else if (sparse != null) {
      sparse.remove(fd);
    }
  }

  void clear() {
    budget.used -= size;
    size = 0;
    java.util.Arrays.fill(dense, null);
    sparse = null;
  }

  /**
   * Calls {@code action} for each descriptor, small numbers first. It must not change the table.
   */
  public void forEach(Consumer<FdInfo> action) {
    for (FdInfo info : dense) {
      if (info != null) {
        action.accept(info);
      }
    }
    if (sparse != null) {
      sparse.values().forEach(action);
    }
  }

  /** Removes what {@code leaves} says. */
  void removeIf(java.util.function.Predicate<FdInfo> leaves) {
    for (int i = 0; i < dense.length; i++) {
      FdInfo info = dense[i];
      if (info != null && leaves.test(info)) {
        dense[i] = null;
        size--;
        budget.used--;
      }
    }
    if (sparse != null) {
      int before = sparse.size();
      sparse.values().removeIf(leaves);
      size -= before - sparse.size();
      budget.used -= before - sparse.size();
    }
  }

  /** Copies every descriptor of {@code other}, marked as cloned. */
  void copyFrom(FdTable other) {
    clear();
    other.forEach(info -> {
      FdInfo copy = info.copy();
      copy.cloned = true;
      put(info.number, copy);
    });
  }
}
