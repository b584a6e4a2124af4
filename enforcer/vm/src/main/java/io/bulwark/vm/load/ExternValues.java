package io.bulwark.vm.load;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Extern;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the values are that a kernel would define. */
final class ExternValues {
  private static final int MAX_NUMBER = 8;

  private final Map<String, Long> addresses = new HashMap<>();
  private final Btf types;
  private final Memory memory;

  ExternValues(BpfObject object, LoadSettings settings, Memory memory) {
    types = object.types();
    this.memory = memory;
    for (Extern extern : object.externs()) {
      addresses.put(extern.name(), address(extern, settings.config().get(extern.name())));
    }
  }

  private long address(Extern extern, @Nullable Long value) {
    String part = "extern `" + extern.name() + "`";
    if (value == null && !extern.weak()) {
      throw new LoadException(
          part,
          extern.section().equals(Extern.KCONFIG)
              ? "no value of the kernel's configuration was given"
              : "there is no kernel to have it");
    }
    if (!extern.section().equals(Extern.KCONFIG)) {
      return 0;
    }
    int size = size(part, extern.name());
    long address = memory.allocate(size, Access.READ).address();
    long number = value == null ? 0 : value;
    for (int at = 0; at < size && at < MAX_NUMBER; at++) {
      memory.putByte(address + at, (byte) (number >>> 8 * at));
    }
    return address;
  }

  private int size(String part, String name) {
    int id = types.find(BtfKind.VAR, name);
    long bytes =
        id > 0 && types.type(id) instanceof BtfType.Var variable
            ? types.sizeOf(variable.type()).orElse(-1)
            : -1;
    if (bytes < 1 || bytes > MAX_NUMBER) {
      throw new LoadException(part, "its type is no number");
    }
    return (int) bytes;
  }

  /** The address of the value of this name, 0 for a weak symbol; null if there is none. */
  @Nullable Long address(String name) {
    return addresses.get(name);
  }
}
