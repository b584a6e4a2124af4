package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.DataSection;
import io.bulwark.bpf.object.Variable;
import io.bulwark.kernel.abi.CallState;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.ObjectRefused;
import io.bulwark.kernel.log.VerifierLog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code struct bpf_object} and the bytes it points into, from open to close. Used by one thread
 * until it is loaded, then guarded by its lifetime.
 */
final class OpenObject implements AutoCloseable {
  private static final long OPTIONS_SIZE = 16;

  private final Libbpf libbpf;
  private final Arena arena;
  private final MemorySegment pointer;
  private final Map<String, MemorySegment> programs = new LinkedHashMap<>();
  private final Map<String, MemorySegment> maps = new LinkedHashMap<>();
  private final Lifetime lifetime;

  /** What a failed load left: the program's log is empty unless the verifier refused it. */
  record Failure(Errno errno, String program, VerifierLog log) {}

  private OpenObject(Libbpf libbpf, String name, Arena arena, MemorySegment pointer) {
    this.libbpf = libbpf;
    this.arena = arena;
    this.pointer = pointer;
    this.lifetime = new Lifetime("object `" + name + "`");
    collect();
  }

  static OpenObject open(Libbpf libbpf, String name, byte[] bytes, Messages messages) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment options = arena.allocate(OPTIONS_SIZE, 8);
      options.set(JAVA_LONG, 0, OPTIONS_SIZE);
      options.set(ADDRESS, 8, arena.allocateFrom(name));
      MemorySegment copy = arena.allocate(Math.max(1, bytes.length), 8);
      MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
      MemorySegment pointer = messages.during(() -> libbpf.objects().open(copy, options));
      if (pointer.address() == 0) {
        Errno errno = new Errno(CallState.errno());
        throw new ObjectRefused(
            "libbpf cannot read object `" + name + "`: " + messages.first() + " (" + errno + ")",
            messages.all());
      }
      return new OpenObject(libbpf, name, arena, pointer);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private void collect() {
    MemorySegment at = libbpf.objects().nextProgram(pointer, MemorySegment.NULL);
    while (at.address() != 0) {
      programs.put(libbpf.objectPrograms().name(at), at);
      at = libbpf.objects().nextProgram(pointer, at);
    }
    at = libbpf.objects().nextMap(pointer, MemorySegment.NULL);
    while (at.address() != 0) {
      maps.put(libbpf.objectMaps().name(at), at);
      at = libbpf.objects().nextMap(pointer, at);
    }
  }

  Lifetime lifetime() {
    return lifetime;
  }

  Map<String, MemorySegment> programs() {
    return programs;
  }

  Map<String, MemorySegment> maps() {
    return maps;
  }

  /** Programs and declared maps; global data has a dot in its name. */
  Contents contents() {
    Set<String> declared = new LinkedHashSet<>(maps.keySet());
    declared.removeIf(name -> name.contains("."));
    return new Contents(programs.keySet(), declared);
  }

  void apply(Setting setting, BpfObject blueprint) {
    switch (setting) {
      case Setting.MaxEntries(String map, int entries) ->
          check(libbpf.objectMaps().setMaxEntries(map(map), entries), "size map `" + map + "`");
      case Setting.Reuse(String map, KernelMap existing) ->
          check(
              existing.call(number -> libbpf.objectMaps().reuse(map(map), number)),
              "put " + existing + " in the place of map `" + map + "`");
      case Setting.Inner(String map, KernelMap pattern) ->
          check(
              pattern.call(number -> libbpf.objectMaps().setInnerMap(map(map), number)),
              "give map `" + map + "` the pattern " + pattern);
      case Setting.Data(String section, int offset, byte[] bytes) -> write(section, offset, bytes);
      case Setting.Variable(String name, byte[] bytes) -> write(name, bytes, blueprint);
      case Setting.Autoload(String program, boolean load) ->
          check(
              libbpf.objectPrograms().setAutoload(program(program), load),
              "choose program `" + program + "`");
      case Setting.Target(String program, String function) ->
          check(
              libbpf
                  .objectPrograms()
                  .setAttachTarget(program(program), arena.allocateFrom(function)),
              "give program `" + program + "` the target `" + function + "`");
    }
  }

  private void write(String variable, byte[] bytes, BpfObject blueprint) {
    DataSection section =
        blueprint.dataOf(variable).orElseThrow(() -> absent("variable", variable));
    Variable place = section.variable(variable).orElseThrow(() -> absent("variable", variable));
    if (place.size() != bytes.length) {
      throw new ObjectRefused(
          "variable `"
              + variable
              + "` of "
              + lifetime.what()
              + " has "
              + place.size()
              + " bytes, not "
              + bytes.length,
          List.of());
    }
    write(section.name(), place.offset(), bytes);
  }

  private void write(String section, int offset, byte[] bytes) {
    MemorySegment data = libbpf.objectMaps().initialValue(map(section));
    if (offset < 0 || offset > data.byteSize() - bytes.length) {
      throw new ObjectRefused(
          lifetime.what()
              + " has "
              + data.byteSize()
              + " bytes of "
              + section
              + ", so "
              + bytes.length
              + " at "
              + offset
              + " do not fit",
          List.of());
    }
    MemorySegment.copy(bytes, 0, data, JAVA_BYTE, offset, bytes.length);
  }

  private MemorySegment map(String name) {
    MemorySegment map = libbpf.objects().findMap(pointer, arena.allocateFrom(name));
    if (map.address() == 0) {
      throw absent("map", name);
    }
    return map;
  }

  private MemorySegment program(String name) {
    MemorySegment program = programs.get(name);
    if (program == null) {
      throw absent("program", name);
    }
    return program;
  }

  private ObjectRefused absent(String what, String name) {
    return new ObjectRefused(lifetime.what() + " has no " + what + " `" + name + "`", List.of());
  }

  private void check(int result, String operation) {
    if (result < 0) {
      throw new KernelCallFailed(operation, Errno.of(result));
    }
  }

  /** Loads; empty on success. */
  Optional<Failure> load(Messages messages) {
    try (Arena logs = Arena.ofConfined()) {
      Map<String, LogBuffer> buffers = new LinkedHashMap<>();
      programs.forEach((name, program) -> {
        LogBuffer buffer = LogBuffer.in(logs);
        buffers.put(name, buffer);
        check(
            libbpf.objectPrograms().setLogBuffer(program, buffer.segment()),
            "prepare program `" + name + "`");
      });
      int result = messages.during(() -> libbpf.objects().load(pointer));
      return result < 0 ? Optional.of(failure(Errno.of(result), buffers)) : Optional.empty();
    }
  }

  private static Failure failure(Errno errno, Map<String, LogBuffer> buffers) {
    for (Map.Entry<String, LogBuffer> entry : buffers.entrySet()) {
      VerifierLog log = entry.getValue().read();
      if (!log.lines().isEmpty()) {
        return new Failure(errno, entry.getKey(), log);
      }
    }
    return new Failure(errno, "", VerifierLog.EMPTY);
  }

  @Override
  public void close() {
    lifetime.end(() -> {
      libbpf.objects().close(pointer);
      arena.close();
    });
  }
}
