package io.bulwark.kernel.load;

import java.util.Set;
import java.util.TreeSet;

/**
 * What an object holds, as we read it or as libbpf does.
 *
 * @param programs all programs' names, subprograms left out
 * @param maps all maps' names, global data left out
 */
record Contents(Set<String> programs, Set<String> maps) {
  Contents {
    programs = Set.copyOf(programs);
    maps = Set.copyOf(maps);
  }

  /** The difference in words; empty where there is none. */
  String difference(Contents found) {
    return difference("program", programs, found.programs) + difference("map", maps, found.maps);
  }

  private static String difference(String what, Set<String> wanted, Set<String> found) {
    StringBuilder text = new StringBuilder();
    for (String name : new TreeSet<>(wanted)) {
      if (!found.contains(name)) {
        text.append("; ").append(what).append(" `").append(name).append("` is missing");
      }
    }
    for (String name : new TreeSet<>(found)) {
      if (!wanted.contains(name)) {
        text.append("; ").append(what).append(" `").append(name).append("` is not expected");
      }
    }
    return text.toString();
  }
}
