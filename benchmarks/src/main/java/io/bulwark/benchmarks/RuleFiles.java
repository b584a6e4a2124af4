package io.bulwark.benchmarks;

import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.policy.diag.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rule files with every rule enabled, whatever the files say. */
final class RuleFiles {
  private RuleFiles() {}

  static CheckedPolicy load(List<Path> paths) throws IOException {
    List<PolicyFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(new PolicyFile(path.toString(), Files.readAllBytes(path)));
    }
    return allEnabled(files);
  }

  static CheckedPolicy allEnabled(List<PolicyFile> files) {
    LoadResult result =
        PolicyLoader.load(files, new LoadOptions(LoadOptions.Compatibility.CORRECTED, false));
    if (result.hasErrors()) {
      throw new IllegalArgumentException(
          result.diagnostics().stream()
              .filter(d -> d.severity() == Severity.ERROR)
              .toList()
              .toString());
    }
    return result.policy().allEnabled();
  }
}
