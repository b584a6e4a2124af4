package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which extern is in which section; only BTF says so. */
final class ExternSections {
  private ExternSections() {}

  /** Name of each extern → its section. */
  static Map<String, String> read(Btf types) {
    Map<String, String> sections = new HashMap<>();
    for (String name : List.of(Extern.KCONFIG, Extern.KSYMS)) {
      int id = types.find(BtfKind.DATASEC, name);
      if (id >= 0 && types.type(id) instanceof BtfType.DataSec(_, _, var slots)) {
        slots.forEach(slot -> sections.put(types.type(slot.type()).name(), name));
      }
    }
    return sections;
  }
}
