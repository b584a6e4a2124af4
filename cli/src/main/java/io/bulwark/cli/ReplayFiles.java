package io.bulwark.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells rule files from captures: {@code --rules a.yaml b.yaml capture.scap} reads as it looks.
 *
 * @param rules the first after the option whatever its name; else {@code .yaml}, {@code .yml} and
 *     folders
 * @param captures everything else
 */
record ReplayFiles(List<String> rules, List<String> captures) {

  ReplayFiles {
    rules = List.copyOf(rules);
    captures = List.copyOf(captures);
  }

  static ReplayFiles of(List<String> afterOption, List<String> positional) {
    List<String> rules = new ArrayList<>(afterOption.subList(0, 1));
    List<String> captures = new ArrayList<>();
    for (String file : afterOption.subList(1, afterOption.size())) {
      (isRules(file) ? rules : captures).add(file);
    }
    for (String file : positional) {
      (isRules(file) ? rules : captures).add(file);
    }
    if (captures.isEmpty()) {
      throw new UserFault("no capture given", "`bulwark replay --rules FILE… CAPTURE.scap`");
    }
    return new ReplayFiles(rules, captures);
  }

  private static boolean isRules(String file) {
    return file.endsWith(".yaml")
        || file.endsWith(".yml")
        || Files.isDirectory(RuleFiles.path(file));
  }
}
