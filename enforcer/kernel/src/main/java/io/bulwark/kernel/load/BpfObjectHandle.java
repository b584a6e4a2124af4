package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bulwark.kernel.error.KernelException;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loaded object: the owner of its programs and maps, which end with it. Closing one of them alone
 * does nothing. Links made from its programs live on; they have owners of their own.
 */
public final class BpfObjectHandle implements AutoCloseable {
  private final Libbpf libbpf;
  private final OpenObject object;
  private final Map<String, KernelProgram> programs;
  private final Map<String, KernelMap> maps;
  private final List<String> notes;

  private BpfObjectHandle(
      Libbpf libbpf,
      OpenObject object,
      Map<String, KernelProgram> programs,
      Map<String, KernelMap> maps,
      List<String> notes) {
    this.libbpf = libbpf;
    this.object = object;
    this.programs = Collections.unmodifiableMap(programs);
    this.maps = Collections.unmodifiableMap(maps);
    this.notes = List.copyOf(notes);
  }

  /** The owner of a loaded object; the caller closes {@code object} if this throws. */
  static BpfObjectHandle of(Libbpf libbpf, OpenObject object, List<String> notes) {
    Map<String, KernelProgram> programs = new LinkedHashMap<>();
    object
        .programs()
        .forEach((name, pointer) -> {
          int descriptor = libbpf.objectPrograms().descriptor(pointer);
          if (descriptor >= 0) {
            programs.put(name, program(libbpf, object, name, pointer, descriptor));
          }
        });
    Map<String, KernelMap> maps = new LinkedHashMap<>();
    object
        .maps()
        .forEach((name, pointer) -> {
          int descriptor = libbpf.objectMaps().descriptor(pointer);
          if (descriptor >= 0) {
            maps.put(
                name,
                KernelMap.adopt(libbpf, name, Descriptor.lent(descriptor, object.lifetime())));
          }
        });
    return new BpfObjectHandle(libbpf, object, programs, maps, notes);
  }

  private static KernelProgram program(
      Libbpf libbpf, OpenObject object, String name, MemorySegment pointer, int descriptor) {
    return new KernelProgram(
        libbpf,
        name,
        libbpf.objectPrograms().type(pointer),
        libbpf.objectPrograms().attachType(pointer),
        Descriptor.lent(descriptor, object.lifetime()));
  }

  /** Loaded programs by name, in the object's order. */
  public Map<String, KernelProgram> programs() {
    return programs;
  }

  /** Maps by name; global data as {@code NAME.rodata} with the object's name cut to 8. */
  public Map<String, KernelMap> maps() {
    return maps;
  }

  /**
   * A loaded program.
   *
   * @throws IllegalArgumentException if there is none with that name
   */
  public KernelProgram program(String name) {
    return Optional.ofNullable(programs.get(name))
        .orElseThrow(() ->
            new IllegalArgumentException(object.lifetime().what() + " loaded no `" + name + "`"));
  }

  /**
   * A map.
   *
   * @throws IllegalArgumentException if there is none with that name
   */
  public KernelMap map(String name) {
    return Optional.ofNullable(maps.get(name))
        .orElseThrow(() ->
            new IllegalArgumentException(object.lifetime().what() + " has no map `" + name + "`"));
  }

  /**
   * A program's instructions as libbpf gave them to the kernel: relocated, so that a relocation can
   * be compared with our own.
   *
   * @throws KernelException if the object is closed
   */
  public byte[] instructions(String program) {
    MemorySegment pointer = object.programs().get(program);
    if (pointer == null) {
      throw new IllegalArgumentException(object.lifetime().what() + " has no `" + program + "`");
    }
    return object
        .lifetime()
        .use(() -> libbpf.objectPrograms().instructions(pointer).toArray(JAVA_BYTE));
  }

  /** What libbpf said on the way, and whether something had to be left out; often empty. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    object.close();
  }

  @Override
  public String toString() {
    return object.lifetime().what();
  }
}
