package io.bulwark.verdicts.lsm;

import java.util.List;

/**
 * A file, how it is opened, and what the policy says.
 *
 * @param name below {@link OpenPolicy#FOLDER}
 * @param mode permissions, the set-user-id bit included
 * @param owner user id
 * @param access 0 for reading, 1 for writing, 2 for both
 * @param verdict 0 or a negative errno
 */
record OpenRow(String name, int mode, int owner, int access, int verdict) {
  private static final int EPERM = -1;
  private static final int EACCES = -13;

  /** The table. */
  static List<OpenRow> all() {
    return List.of(
        new OpenRow("secret", 0644, 0, 0, EACCES),
        new OpenRow("secret", 0644, 0, 1, EACCES),
        new OpenRow("secret", 0644, 0, 2, EACCES),
        new OpenRow("secrets", 0644, 0, 0, 0),
        new OpenRow("secre", 0644, 0, 2, 0),
        new OpenRow("plain", 0644, 0, 0, 0),
        new OpenRow("plain", 0644, 0, 1, 0),
        new OpenRow("tool", 04755, 0, 0, 0),
        new OpenRow("tool", 04755, 0, 1, EPERM),
        new OpenRow("tool", 04755, 0, 2, EPERM),
        new OpenRow("tool", 0755, 0, 2, 0),
        new OpenRow("theirs", 04755, 1234, 2, 0),
        new OpenRow("theirs", 0600, 1234, 0, 0));
  }

  String path() {
    return OpenPolicy.FOLDER + name;
  }

  @Override
  public String toString() {
    return "%s, mode %o, owner %d, access %d".formatted(name, mode, owner, access);
  }
}
