package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.AttachType;
import io.bulwark.kernel.load.ProgramType;
import java.util.List;

/** The hooks that policies use, and how to pass each with a few characters of shell. */
final class Hooks {
  private static final String UDP = "exec 3<>/dev/udp/127.0.0.1/9";
  private static final String BASH = "/bin/bash";
  private static final String SH = "/bin/sh";

  static final List<Hook> ALL =
      List.of(
          Hook.lsm("file_open", "( : < /etc/passwd )"),
          Hook.lsm("bprm_check_security", "/bin/true"),
          Hook.lsm("task_kill", "kill -0 $$"),
          Hook.lsm("inode_mkdir", "mkdir /tmp/bulwark-probe-$$ && rmdir /tmp/bulwark-probe-$$"),
          Hook.lsm("socket_create", BASH, UDP),
          Hook.lsm("socket_connect", BASH, UDP),
          Hook.lsm("mmap_file", "/bin/true"),
          Hook.lsm("path_unlink", ""),
          Hook.lsm("path_rename", ""),
          Hook.lsm("inode_setattr", ""),
          Hook.lsm("ptrace_access_check", ""),
          Hook.lsm("sb_mount", ""),
          Hook.lsm("bpf", ""),
          Hook.lsm("kernel_read_file", ""),
          Hook.lsm("socket_bind", ""),
          Hook.lsm("userns_create", ""),
          Hook.lsmCgroup("socket_create"),
          Hook.tracing("tp_btf", AttachType.TRACE_RAW_TP, "sys_enter", "5.5"),
          Hook.tracing("tp_btf", AttachType.TRACE_RAW_TP, "sched_process_exec", "5.5"),
          Hook.tracing("fentry", AttachType.TRACE_FENTRY, "security_file_open", "5.5"),
          Hook.tracing("fexit", AttachType.TRACE_FEXIT, "security_file_open", "5.5"),
          Hook.tracing("fmod_ret", AttachType.MODIFY_RETURN, "security_file_open", "5.7"),
          Hook.tracing("iter", AttachType.TRACE_ITER, "task", "5.8"),
          cgroup("sock_create", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET_SOCK_CREATE, UDP),
          cgroup("connect4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_CONNECT, UDP),
          cgroup("connect6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_CONNECT, ""),
          cgroup("bind4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET4_BIND, ""),
          cgroup("bind6", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_INET6_BIND, ""),
          cgroup("sendmsg4", ProgramType.CGROUP_SOCK_ADDR, AttachType.CGROUP_UDP4_SENDMSG, ""),
          cgroup("post_bind4", ProgramType.CGROUP_SOCK, AttachType.CGROUP_INET4_POST_BIND, ""),
          cgroup("egress", ProgramType.CGROUP_SKB, AttachType.CGROUP_INET_EGRESS, ""),
          cgroup("setsockopt", ProgramType.CGROUP_SOCKOPT, AttachType.CGROUP_SETSOCKOPT, ""),
          shell("dev", ProgramType.CGROUP_DEVICE, AttachType.CGROUP_DEVICE, ": < /dev/zero"),
          shell(
              "sysctl",
              ProgramType.CGROUP_SYSCTL,
              AttachType.CGROUP_SYSCTL,
              "read x < /proc/sys/kernel/ostype"));

  private Hooks() {}

  private static Hook cgroup(String name, ProgramType type, AttachType place, String command) {
    return Hook.cgroup(name, type, place, BASH, command);
  }

  private static Hook shell(String name, ProgramType type, AttachType place, String command) {
    return Hook.cgroup(name, type, place, SH, command);
  }
}
