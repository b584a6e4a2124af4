package io.bulwark.bpf.object;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Global variables; a loader makes an array map with one element of each section.
 *
 * @param name {@code .rodata} and {@code .rodata.NAME} (frozen at load), {@code .data}…, {@code
 *     .bss}…
 * @param content the initial bytes; empty for {@code .bss}, which starts as zeros
 * @param size of {@code content}, or for {@code .bss} of the memory, in bytes
 * @param variables in the order of their offsets
 */
public record DataSection(String name, byte[] content, int size, List<Variable> variables) {
  private static final String BSS = ".bss";
  private static final String RODATA = ".rodata";
  private static final String DATA = ".data";

  public DataSection {
    variables = List.copyOf(variables);
  }

  /** Whether a section with this name holds global variables. */
  static boolean isData(String name) {
    return isPart(name, BSS) || isPart(name, RODATA) || isPart(name, DATA);
  }

  private static boolean isPart(String name, String root) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  /** Whether it takes no room in the file. */
  public boolean isZeros() {
    return isPart(name, BSS);
  }

  /** Whether programs cannot write it. */
  public boolean isReadOnly() {
    return isPart(name, RODATA);
  }

  /** The bytes at load, {@link #size} of them. */
  public byte[] initial() {
    return Arrays.copyOf(content, size);
  }

  /** The variable with this name. */
  public Optional<Variable> variable(String wanted) {
    return variables.stream().filter(each -> each.name().equals(wanted)).findFirst();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataSection that
        && name.equals(that.name)
        && size == that.size
        && Arrays.equals(content, that.content)
        && variables.equals(that.variables);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return name + ", " + size + " bytes, " + variables;
  }
}
