package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.AttachType;
import io.bulwark.kernel.load.ProgramType;

/**
 * A place to attach to, and a shell command that passes it.
 *
 * @param target name of the hook, tracepoint or function; empty for cgroup hooks
 * @param shell what runs the command: a command that only one shell has is only tried with it
 * @param command passes the hook and fails when it denies; empty if there is none so simple
 * @param since the first Linux release with this kind of hook
 */
record Hook(
    String name,
    ProgramType type,
    AttachType place,
    String target,
    String shell,
    String command,
    String since) {
  private static final String SH = "/bin/sh";
  private static final String BASH = "/bin/bash";

  static Hook lsm(String hook, String shell, String command) {
    return new Hook(
        "lsm/" + hook, ProgramType.LSM, AttachType.LSM_MAC, hook, shell, command, "5.7");
  }

  static Hook lsm(String hook, String command) {
    return lsm(hook, SH, command);
  }

  static Hook lsmCgroup(String hook) {
    return new Hook(
        "lsm_cgroup/" + hook,
        ProgramType.LSM,
        AttachType.LSM_CGROUP,
        hook,
        BASH,
        "exec 3<>/dev/udp/127.0.0.1/9",
        "6.0");
  }

  static Hook tracing(String kind, AttachType place, String target, String since) {
    return new Hook(
        kind + "/" + target, ProgramType.TRACING, place, target, SH, "/bin/true", since);
  }

  static Hook cgroup(
      String name, ProgramType type, AttachType place, String shell, String command) {
    return new Hook("cgroup/" + name, type, place, "", shell, command, "5.7");
  }

  /** Whether it is one of a cgroup, so that nobody else ever runs it. */
  boolean ofCgroup() {
    return target.isEmpty() || place == AttachType.LSM_CGROUP;
  }

  /** Whether its program can forbid something. */
  boolean canDeny() {
    return ofCgroup() || type == ProgramType.LSM || place == AttachType.MODIFY_RETURN;
  }

  /** What a program returns to forbid. */
  int denial() {
    return ofCgroup() ? 0 : -1;
  }

  /** What it returns to allow. */
  int permission() {
    return ofCgroup() ? 1 : 0;
  }
}
