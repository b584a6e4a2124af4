package io.bulwark.kernel.load;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.kernel.log.LineTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The policy lines of a program as the kernel sees it: its own code, and behind it the subprograms
 * that libbpf appends, each where it is first called, depth first.
 */
final class ObjectLines {
  private final BpfObject object;
  private final Map<String, Code> appended = new LinkedHashMap<>();

  private ObjectLines(BpfObject object) {
    this.object = object;
  }

  /** The table of one program; one that knows nothing if the object has no such program. */
  static LineTable of(BpfObject object, String program) {
    ObjectLines lines = new ObjectLines(object);
    lines.append(program);
    TreeMap<Integer, Code> starts = new TreeMap<>();
    int slot = 0;
    for (Code code : lines.appended.values()) {
      starts.put(slot, code);
      slot += code.slotCount();
    }
    return at -> {
      Map.Entry<Integer, Code> part = starts.floorEntry(at);
      return part == null ? null : LineTable.of(part.getValue()).at(at - part.getKey());
    };
  }

  private void append(String name) {
    Function function = object.function(name).orElse(null);
    if (function == null || appended.putIfAbsent(name, function.code()) != null) {
      return;
    }
    for (Statement statement : function.code().statements()) {
      Metadata metadata = statement.metadata();
      if (metadata.reference() instanceof Reference.ToFunction(String called)) {
        append(called);
      }
    }
  }
}
