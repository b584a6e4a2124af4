package io.bulwark.kernel.load;

import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.log.LineTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A BPF object and how to load it: a value. {@link #load} is the only method that meets the kernel.
 *
 * <pre>{@code
 * ObjectRequest request = ObjectRequest.of("policy", bytes).withVariable("enforce", yes);
 * try (BpfObjectHandle object = request.load(Libbpf.system());
 *     KernelLink link = object.program("deny_open").attach()) {
 * }
 * }</pre>
 */
public final class ObjectRequest {
  private final String name;
  private final byte[] bytes;
  private final List<Setting> settings;
  private final Optional<Function<String, LineTable>> lines;
  private final OnLoss onLoss;

  private ObjectRequest(
      String name,
      byte[] bytes,
      List<Setting> settings,
      Optional<Function<String, LineTable>> lines,
      OnLoss onLoss) {
    this.name = name;
    this.bytes = bytes;
    this.settings = settings;
    this.lines = lines;
    this.onLoss = onLoss;
  }

  /** An object as it is. The first 8 characters of {@code name} go in front of data maps' names. */
  public static ObjectRequest of(String name, byte[] bytes) {
    return new ObjectRequest(name, bytes.clone(), List.of(), Optional.empty(), OnLoss.REFUSE);
  }

  private ObjectRequest with(Setting setting) {
    List<Setting> more = new ArrayList<>(settings);
    more.add(setting);
    return new ObjectRequest(name, bytes, List.copyOf(more), lines, onLoss);
  }

  /** Room for {@code entries}, or a ring of that many bytes. */
  public ObjectRequest withMaxEntries(String map, int entries) {
    return with(new Setting.MaxEntries(map, entries));
  }

  /** {@code existing} in the place of a map of the object. */
  public ObjectRequest reusing(String map, KernelMap existing) {
    return with(new Setting.Reuse(map, existing));
  }

  /** {@code pattern} says what the values of a map of maps look like. */
  public ObjectRequest withInnerMap(String map, KernelMap pattern) {
    return with(new Setting.Inner(map, pattern));
  }

  /** Initial bytes of global data: {@code section} such as {@code .rodata}. */
  public ObjectRequest withData(String section, int offset, byte[] value) {
    return with(new Setting.Data(section, offset, value.clone()));
  }

  /** The initial value of one global variable, which must have exactly these bytes. */
  public ObjectRequest withVariable(String variable, byte[] value) {
    return with(new Setting.Variable(variable, value.clone()));
  }

  /** Leaves a program out, or takes one in that the object leaves out. */
  public ObjectRequest withAutoload(String program, boolean load) {
    return with(new Setting.Autoload(program, load));
  }

  /** Another hook or kernel function than the section's name says. */
  public ObjectRequest withTarget(String program, String function) {
    return with(new Setting.Target(program, function));
  }

  /**
   * Lines of the policy for refusals: program name → instruction slot → line. Without them, the
   * object's own source lines are used.
   */
  public ObjectRequest withLines(Function<String, LineTable> tables) {
    return new ObjectRequest(name, bytes, settings, Optional.of(tables), onLoss);
  }

  /** What to do about parts that libbpf leaves out. */
  public ObjectRequest onLoss(OnLoss choice) {
    return new ObjectRequest(name, bytes, settings, lines, choice);
  }

  /**
   * Creates the maps and loads the programs.
   *
   * @throws KernelException what stands in the way; nothing stays behind
   */
  public BpfObjectHandle load(Libbpf libbpf) {
    return new ObjectLoader(libbpf, this).load();
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  List<Setting> settings() {
    return settings;
  }

  Optional<LineTable> lines(String program) {
    return lines.map(tables -> tables.apply(program));
  }

  boolean refusesLoss() {
    return onLoss == OnLoss.REFUSE;
  }
}
