package io.bulwark.rules.match;

import java.util.Arrays;

/** Byte strings by hash, with the atoms that each fulfils. */
final class ExactTable {
  private byte[][] keys = new byte[16][];
  private int[] hashes = new int[16];
  private int[][] atoms = new int[16][];
  private int size;

  void add(byte[] text, int atom) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int hash = Bytes.hash(text, 0, text.length);
    int at = place(hash, text, 0, text.length);
    if (keys[at] == null) {
      keys[at] = text;
      hashes[at] = hash;
      atoms[at] = IntLists.NONE;
      size++;
    }
    atoms[at] = IntLists.plus(atoms[at], atom);
  }

  private void grow() {
    byte[][] oldKeys = keys;
    int[] oldHashes = hashes;
    int[][] oldAtoms = atoms;
    keys = new byte[oldKeys.length * 2][];
    hashes = new int[keys.length];
    atoms = new int[keys.length][];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        int at = place(oldHashes[i], oldKeys[i], 0, oldKeys[i].length);
        keys[at] = oldKeys[i];
        hashes[at] = oldHashes[i];
        atoms[at] = oldAtoms[i];
      }
    }
  }

  private int place(int hash, byte[] bytes, int offset, int length) {
    int mask = keys.length - 1;
    int at = hash & mask;
    while (keys[at] != null
        && !(hashes[at] == hash
            && Arrays.equals(keys[at], 0, keys[at].length, bytes, offset, offset + length))) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** Adds the atoms of the value. */
  void find(byte[] bytes, int offset, int length, int hash, TextEntry into) {
    int at = place(hash, bytes, offset, length);
    if (keys[at] != null) {
      into.hit(atoms[at]);
    }
  }
}
