package io.bulwark.vm.map;

import static io.bulwark.vm.map.TrieNodes.NONE;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;

/**
 * Prefixes to values: a look-up finds the longest prefix of the key that is not longer than the
 * key's own length.
 *
 * <p>A binary trie with a node only where something ends or branches, so n entries need fewer than
 * 2 n nodes. Nodes that only branch have no value.
 */
public final class LpmTrie extends KeyedMap {
  private final Memory memory;
  private final PrefixBits bits;
  private final TrieNodes nodes;
  private final Values keys;
  private final Values values;
  private final Slots cells;

  /** The value of each node; -1 for one that only branches. */
  private final int[] cellOf;

  LpmTrie(MapParameters parameters, long handle, Memory memory) {
    super(parameters, handle);
    this.memory = memory;
    int entries = parameters.maxEntries();
    int count = Math.multiplyExact(2, entries);
    bits = new PrefixBits(memory, parameters.keySize() - MapRules.LPM_HEADER);
    nodes = new TrieNodes(count);
    keys = new Values(memory, count, parameters.keySize(), Access.READ);
    values = new Values(memory, entries, parameters.valueSize(), Values.access(parameters));
    cells = new Slots(entries);
    cellOf = new int[count];
  }

  private int length(int node) {
    return memory.getInt(keys.address(node));
  }

  /** How many bits the node and the key share, at most the shorter of the two. */
  private int common(int node, long key, int length) {
    return bits.common(keys.address(node), key, Math.min(length(node), length));
  }

  @Override
  public long lookup(long key) {
    int length = bits.length(key);
    if (length < 0) {
      return 0;
    }
    int found = NONE;
    int node = nodes.root();
    while (node != NONE && common(node, key, length) == length(node)) {
      if (cellOf[node] >= 0) {
        found = node;
      }
      node = length(node) == length ? NONE : nodes.child(node, bits.bit(key, length(node)));
    }
    return found == NONE ? 0 : valueAt(found);
  }

  @Override
  public int update(long key, long value, long flags) {
    int length = bits.length(key);
    if (flags < 0 || flags > EXIST || length < 0) {
      return -Errno.EINVAL;
    }
    int node = nodes.root();
    int parent = NONE;
    int side = 0;
    while (node != NONE) {
      int common = common(node, key, length);
      if (common != length(node) || length(node) == length) {
        return common == length && length(node) == length
            ? overwrite(node, key, value, flags)
            : insert(parent, side, node, common, key, value, flags);
      }
      parent = node;
      side = bits.bit(key, length(node));
      node = nodes.child(node, side);
    }
    return insert(parent, side, NONE, 0, key, value, flags);
  }

  private int overwrite(int node, long key, long value, long flags) {
    if (cellOf[node] >= 0) {
      if (flags == NOEXIST) {
        return -Errno.EEXIST;
      }
    } else {
      int refused = room(flags);
      if (refused != 0) {
        return refused;
      }
      cellOf[node] = cells.take();
    }
    keys.copyFrom(node, key);
    values.copyFrom(cellOf[node], value);
    return 0;
  }

  /** Why there can be no new entry, negative; 0 if there can. */
  private int room(long flags) {
    if (flags == EXIST) {
      return -Errno.ENOENT;
    }
    return cells.count() == parameters().maxEntries() ? -Errno.ENOSPC : 0;
  }

  /** A new entry in place of {@code old}, which shares {@code common} bits and moves below. */
  private int insert(int parent, int side, int old, int common, long key, long value, long flags) {
    int refused = room(flags);
    if (refused != 0) {
      return refused;
    }
    int entry = create(key, cells.take());
    values.copyFrom(cellOf[entry], value);
    int top = entry;
    if (old != NONE && common < length(entry)) {
      top = create(key, -1);
      memory.putInt(keys.address(top), common);
      nodes.attach(top, bits.bit(key, common), entry);
    }
    nodes.attach(parent, side, top);
    if (old != NONE) {
      nodes.attach(top, bits.bit(keys.address(old), common), old);
    }
    return 0;
  }

  private int create(long key, int cell) {
    int node = nodes.create();
    keys.copyFrom(node, key);
    cellOf[node] = cell;
    return node;
  }

  @Override
  int slotOf(long key) {
    int length = bits.length(key);
    int node = length < 0 ? NONE : nodes.root();
    while (node != NONE && common(node, key, length) == length(node)) {
      if (length(node) == length) {
        return cellOf[node] >= 0 ? node : NONE;
      }
      node = nodes.child(node, bits.bit(key, length(node)));
    }
    return NONE;
  }

  @Override
  public int delete(long key) {
    if (bits.length(key) < 0) {
      return -Errno.EINVAL;
    }
    int node = slotOf(key);
    if (node == NONE) {
      return -Errno.ENOENT;
    }
    cells.give(cellOf[node]);
    cellOf[node] = -1;
    prune(node);
    return 0;
  }

  /** Takes out a node without a value that does not branch, and what is then left over above. */
  private void prune(int node) {
    int left = nodes.child(node, 0);
    int right = nodes.child(node, 1);
    if (left != NONE && right != NONE) {
      return;
    }
    int parent = nodes.parent(node);
    nodes.replace(node, left != NONE ? left : right);
    nodes.destroy(node);
    if (left == NONE && right == NONE && parent != NONE && cellOf[parent] < 0) {
      prune(parent);
    }
  }

  @Override
  public int nextSlot(int slot) {
    int node = nodes.next(slot);
    while (node != NONE && cellOf[node] < 0) {
      node = nodes.next(node);
    }
    return node;
  }

  @Override
  public long keyAt(int slot) {
    return keys.address(slot);
  }

  @Override
  public long valueAt(int slot) {
    return values.address(cellOf[slot]);
  }

  @Override
  public int count() {
    return cells.count();
  }
}
