package io.bulwark.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files the rules of a large group under an atom that each requires, its rarest; rules without one
 * are always tried. Per event, the atoms of the fields' values name the candidates.
 */
final class RuleIndex {
  private static final Integer ZERO = 0;

  /** The filed rules of one field, by the atom's number. */
  private record Field(TextSlot slot, int[][] rulesByAtom) {}

  /** A required choice: one of these atoms must hold. */
  private record Key(TextSlot slot, List<TextAtom> atoms) {}

  private final Field[] fields;
  private final int[] always;
  private int[] candidates = new int[64];
  private int count;

  private RuleIndex(Field[] fields, int[] always) {
    this.fields = fields;
    this.always = always;
  }

  /** Files rules by their place in the list. */
  static RuleIndex of(List<Expr> rules) {
    List<List<Key>> keys = new ArrayList<>(rules.size());
    Map<TextAtom, Integer> uses = new HashMap<>();
    for (Expr rule : rules) {
      List<Key> own = new ArrayList<>();
      collect(rule, own);
      keys.add(own);
      for (Key key : own) {
        for (TextAtom atom : key.atoms) {
          uses.merge(atom, 1, Integer::sum);
        }
      }
    }
    Map<TextSlot, int[][]> filed = new HashMap<>();
    int[] always = new int[rules.size()];
    int alwaysCount = 0;
    for (int i = 0; i < rules.size(); i++) {
      Key best = rarest(keys.get(i), uses, Math.max(4, rules.size() / 8));
      if (best == null) {
        always[alwaysCount++] = i;
      } else {
        file(best, i, filed);
      }
    }
    return new RuleIndex(
        filed.entrySet().stream()
            .map(e -> new Field(e.getKey(), e.getValue()))
            .toArray(Field[]::new),
        Arrays.copyOf(always, alwaysCount));
  }

  private static void file(Key key, int rule, Map<TextSlot, int[][]> filed) {
    int[][] byAtom = filed.computeIfAbsent(key.slot, s -> new int[s.atoms().all().size()][]);
    for (TextAtom atom : key.atoms) {
      int[] list = byAtom[atom.index()];
      byAtom[atom.index()] = IntLists.plus(list == null ? IntLists.NONE : list, rule);
    }
  }

  private static @Nullable Key rarest(List<Key> keys, Map<TextAtom, Integer> uses, int tooCommon) {
    Key best = null;
    int bestUses = tooCommon;
    for (Key key : keys) {
      int sum = 0;
      for (TextAtom atom : key.atoms) {
        sum += uses.getOrDefault(atom, ZERO);
      }
      if (sum < bestUses) {
        best = key;
        bestUses = sum;
      }
    }
    return best;
  }

  private static void collect(Expr expr, List<Key> keys) {
    switch (expr.node()) {
      case Node.TextBit(TextSlot slot, TextAtom atom) when atom.isFast() ->
          keys.add(new Key(slot, List.of(atom)));
      case Node.Junction(boolean all, List<Expr> terms) -> {
        if (all) {
          for (Expr term : terms) {
            collect(term, keys);
          }
        } else {
          addChoice(terms, keys);
        }
      }
      default -> {}
    }
  }

  private static void addChoice(List<Expr> terms, List<Key> keys) {
    TextSlot slot = null;
    List<TextAtom> atoms = new ArrayList<>(terms.size());
    for (Expr term : terms) {
      if (!(term.node() instanceof Node.TextBit(TextSlot of, TextAtom atom))
          || !atom.isFast()
          || slot != null && slot != of) {
        return;
      }
      slot = of;
      atoms.add(atom);
    }
    if (slot != null) {
      keys.add(new Key(slot, atoms));
    }
  }

  /** Finds the rules that may match the current event: their number. */
  int find() {
    count = 0;
    for (int rule : always) {
      add(rule);
    }
    int known = count;
    for (Field field : fields) {
      TextEntry entry = field.slot.entry();
      if (entry != null) {
        for (int i = 0; i < entry.hitCount; i++) {
          int[] rules = field.rulesByAtom[entry.hits[i]];
          if (rules != null) {
            addAll(rules);
          }
        }
      }
    }
    if (count > known) {
      sort();
    }
    return count;
  }

  private void addAll(int[] rules) {
    for (int rule : rules) {
      add(rule);
    }
  }

  private void add(int rule) {
    if (count == candidates.length) {
      candidates = Arrays.copyOf(candidates, count * 2);
    }
    candidates[count++] = rule;
  }

  /** In order, once each: a rule may be filed under several atoms. */
  private void sort() {
    Arrays.sort(candidates, 0, count);
    int kept = 1;
    for (int i = 1; i < count; i++) {
      if (candidates[i] != candidates[i - 1]) {
        candidates[kept++] = candidates[i];
      }
    }
    count = kept;
  }

  int candidate(int i) {
    return candidates[i];
  }

  /** Rules tried on every event of the group. */
  int alwaysTried() {
    return always.length;
  }
}
