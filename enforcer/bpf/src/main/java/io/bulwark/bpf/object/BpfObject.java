package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one object file says: a blueprint that depends on no kernel.
 *
 * <p>{@link ObjectBuilder} makes it, {@link ObjectWriter} turns it into bytes, {@link ObjectReader}
 * reads it back: {@code read(write(x)).equals(x)}.
 *
 * @param license {@code GPL} opens all kernel functions
 * @param functions programs and subprograms; those of one section in the order of the file
 * @param maps in the order of the {@code .maps} section
 * @param data global variables, by section
 * @param externs what the kernel has to define
 * @param types BTF of all of the above
 */
public record BpfObject(
    String license,
    List<Function> functions,
    List<MapSpec> maps,
    List<DataSection> data,
    List<Extern> externs,
    Btf types) {
  public BpfObject {
    functions = List.copyOf(functions);
    maps = List.copyOf(maps);
    data = List.copyOf(data);
    externs = List.copyOf(externs);
  }

  /** The programs, without subprograms. */
  public List<Function> programs() {
    return functions.stream().filter(Function::isProgram).toList();
  }

  /** The function with this name. */
  public Optional<Function> function(String name) {
    return functions.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The map with this name. */
  public Optional<MapSpec> map(String name) {
    return maps.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The section of the variable with this name, or the section itself if {@code name} is its. */
  public Optional<DataSection> dataOf(String name) {
    return data.stream()
        .filter(each -> each.name().equals(name) || each.variable(name).isPresent())
        .findFirst();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BpfObject that
        && license.equals(that.license)
        && functions.equals(that.functions)
        && maps.equals(that.maps)
        && data.equals(that.data)
        && externs.equals(that.externs)
        && Arrays.equals(types.toBytes(), that.types.toBytes());
  }

  @Override
  public int hashCode() {
    return functions.hashCode();
  }
}
