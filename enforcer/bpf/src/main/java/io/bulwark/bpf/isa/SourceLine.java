package io.bulwark.bpf.isa;

/**
 * Where an instruction comes from: a place in a policy's YAML.
 *
 * @param file as the user named it
 * @param line from 1, at most 4,194,303 (22 bits in {@code .BTF.ext})
 * @param column from 1, at most 1,023 (10 bits); larger ones are clamped where they are written
 * @param text the source line itself, which verifier logs print
 */
public record SourceLine(String file, int line, int column, String text) {
  /** {@code policy.yaml:3:9}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
