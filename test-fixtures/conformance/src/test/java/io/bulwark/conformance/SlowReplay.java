package io.bulwark.conformance;

import io.bulwark.fixtures.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A capture and rules whose replay takes some seconds also on a fast machine. */
final class SlowReplay {
  private static final int EVENTS = 300_000;
  private static final int COMPARISONS = 150;
  private static final int EVENT = 0x216;
  private static final int EVENT_WITH_FLAGS = 0x217;

  private SlowReplay() {}

  /** A small capture of our own whose events come again and again. */
  static Path capture(Path folder) throws IOException {
    Path small = Upstream.fixtures().resolve("captures/sudo-rules-changed.positive.scap");
    byte[] bytes;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(small))) {
      bytes = in.readAllBytes();
    }
    ByteBuffer blocks = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int count = 0;
    for (int at = 0; at < bytes.length; at += blocks.getInt(at + 4)) {
      boolean event = blocks.getInt(at) == EVENT || blocks.getInt(at) == EVENT_WITH_FLAGS;
      (event ? events : out).write(bytes, at, blocks.getInt(at + 4));
      count += event ? 1 : 0;
    }
    for (int i = 0; i < EVENTS; i += count) {
      events.writeTo(out);
    }
    return Files.write(folder.resolve("long.scap"), out.toByteArray());
  }

  /** A rule of many comparisons that no index can leave out and no event fulfils. */
  static Path rules(Path folder) throws IOException {
    StringBuilder condition = new StringBuilder("evt.num > 0 and (");
    for (int i = 0; i < COMPARISONS; i++) {
      condition.append(i > 0 ? " or " : "");
      condition.append("concat('").append(i).append("', proc.cmdline, proc.exepath)");
      condition.append(" = val(proc.name)");
    }
    String rule =
        "- rule: Never\n  desc: d\n  output: o\n  priority: INFO\n  warn_evttypes: false\n"
            + "  condition: \"%s)\"\n";
    return Files.writeString(folder.resolve("slow.yaml"), rule.formatted(condition));
  }
}
