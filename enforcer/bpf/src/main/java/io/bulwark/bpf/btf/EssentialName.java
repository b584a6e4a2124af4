package io.bulwark.bpf.btf;

/**
 * The part of a name that CO-RE compares: everything before the last {@code ___} that has another
 * character than an underscore on both sides. {@code task_struct___v2} is a <em>flavour</em> of
 * {@code task_struct}; {@code ___sys_sendmsg} and {@code a____b} are no flavours.
 */
public final class EssentialName {
  private static final int SEPARATOR = 3;

  private EssentialName() {}

  /** {@code name} without its flavour. */
  public static String of(String name) {
    for (int i = name.length() - SEPARATOR - 2; i >= 0; i--) {
      if (name.charAt(i) != '_'
          && name.startsWith("___", i + 1)
          && name.charAt(i + 1 + SEPARATOR) != '_') {
        return name.substring(0, i + 1);
      }
    }
    return name;
  }

  /** The length of the essential part of the UTF-8 name in {@code data[from, to)}. */
  static int length(byte[] data, int from, int to) {
    for (int i = to - SEPARATOR - 1; i > from; i--) {
      if (data[i] == '_' && separatorAt(data, i)) {
        return i - from;
      }
    }
    return to - from;
  }

  /** Whether the underscore at {@code i}, not the first character, begins a separator. */
  static boolean separatorAt(byte[] data, int i) {
    return data[i - 1] != '_'
        && data[i + 1] == '_'
        && data[i + 2] == '_'
        && data[i + 3] != '_'
        && data[i + 3] != 0;
  }
}
