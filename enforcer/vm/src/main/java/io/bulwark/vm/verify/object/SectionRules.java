package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.vm.verify.rules.ContextRules.Content;
import io.bulwark.vm.verify.rules.ProgramRules;
import io.bulwark.vm.verify.rules.ProgramTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The name of a program's section, and the kernel's types → what the program may do. */
final class SectionRules {
  /** The LSM hooks of Linux 6.1 whose programs may sleep, which are those that may name paths. */
  private static final Set<String> SLEEPABLE =
      Set.of(
          "bpf",
          "bpf_map",
          "bpf_prog",
          "bprm_check_security",
          "bprm_committed_creds",
          "bprm_committing_creds",
          "bprm_creds_for_exec",
          "bprm_creds_from_file",
          "capget",
          "capset",
          "cred_prepare",
          "file_ioctl",
          "file_lock",
          "file_open",
          "file_receive",
          "inode_create",
          "inode_getattr",
          "inode_getxattr",
          "inode_listxattr",
          "inode_mknod",
          "inode_readlink",
          "inode_rename",
          "inode_rmdir",
          "inode_setattr",
          "inode_setxattr",
          "inode_symlink",
          "inode_unlink",
          "kernel_module_request",
          "kernel_read_file",
          "mmap_file",
          "netlink_send",
          "path_notify",
          "sb_kern_mount",
          "sb_mount",
          "sb_remount",
          "sb_set_mnt_opts",
          "sb_show_options",
          "sb_statfs",
          "sb_umount",
          "settime",
          "socket_accept",
          "socket_bind",
          "socket_connect",
          "socket_create",
          "socket_getpeername",
          "socket_getpeersec_dgram",
          "socket_getsockname",
          "socket_getsockopt",
          "socket_listen",
          "socket_post_create",
          "socket_recvmsg",
          "socket_sendmsg",
          "socket_shutdown",
          "socket_socketpair",
          "syslog",
          "task_alloc",
          "task_prctl",
          "task_setscheduler",
          "userns_create");

  private final Btf kernel;
  private final BtfKernelTypes types;

  SectionRules(Btf kernel) {
    this.kernel = kernel;
    this.types = new BtfKernelTypes(kernel);
  }

  /** The rules, or why there are none. */
  sealed interface Result {
    /** What the program may do. */
    record Known(ProgramRules rules) implements Result {}

    /** A sentence. */
    record Unknown(String why) implements Result {}
  }

  Result of(String section) {
    String name = section.startsWith("?") ? section.substring(1) : section;
    int slash = name.indexOf('/');
    String type = slash < 0 ? name : name.substring(0, slash);
    String target = slash < 0 ? "" : name.substring(slash + 1);
    return switch (type) {
      case "lsm" -> lsm(target, false);
      case "lsm.s" -> lsm(target, true);
      case "tp_btf" -> typedTracepoint(target);
      case "raw_tp", "raw_tracepoint" -> new Result.Known(ProgramTypes.rawTracepoint());
      case "xdp" -> new Result.Known(ProgramTypes.xdp());
      case "socket" -> new Result.Known(ProgramTypes.socketFilter());
      case "syscall" -> new Result.Known(ProgramTypes.syscall());
      default ->
          new Result.Unknown("programs in `" + section + "` are of a type this verifier lacks");
    };
  }

  private Result lsm(String hook, boolean sleepable) {
    int function = kernel.find(BtfKind.FUNC, "bpf_lsm_" + hook);
    if (function < 0
        || !(kernel.type(function) instanceof BtfType.Func func)
        || !(kernel.type(func.proto()) instanceof BtfType.FuncProto proto)) {
      return new Result.Unknown("the kernel has no LSM hook `" + hook + "`");
    }
    boolean maySleep = SLEEPABLE.contains(hook);
    if (sleepable && !maySleep) {
      return new Result.Unknown("programs on LSM hook `" + hook + "` may not sleep");
    }
    List<Content> arguments = arguments(proto.params());
    arguments.add(new Content.Number());
    ProgramRules rules = ProgramTypes.lsm(hook, arguments, maySleep, types);
    return new Result.Known(sleepable ? rules.asSleepable() : rules);
  }

  /**
   * The typedef of a tracepoint names a pointer to a function whose first argument is not passed.
   */
  private Result typedTracepoint(String name) {
    int typedef = kernel.find(BtfKind.TYPEDEF, "btf_trace_" + name);
    if (typedef >= 0
        && kernel.type(kernel.resolve(typedef)) instanceof BtfType.Ptr(int target)
        && kernel.type(kernel.resolve(target)) instanceof BtfType.FuncProto proto
        && !proto.params().isEmpty()) {
      List<BtfType.Param> params = proto.params().subList(1, proto.params().size());
      return new Result.Known(ProgramTypes.typedTracepoint(name, arguments(params), types));
    }
    return new Result.Unknown("the kernel has no tracepoint `" + name + "`");
  }

  private List<Content> arguments(List<BtfType.Param> params) {
    List<Content> arguments = new ArrayList<>();
    for (BtfType.Param param : params) {
      arguments.add(argument(kernel.resolve(param.type())));
    }
    return arguments;
  }

  private Content argument(int type) {
    return switch (kernel.type(type)) {
      case BtfType.Int _, BtfType.Enumeration _ -> new Content.Number();
      case BtfType.Ptr(int target) -> pointer(kernel.resolve(target));
      case BtfType.Composite composite ->
          new Content.NotHandled("`" + composite.name() + "` passed by value");
      case BtfType other -> new Content.NotHandled("an argument of kind " + other.kind());
    };
  }

  private Content pointer(int target) {
    return switch (kernel.type(target)) {
      case BtfType.Composite _ -> new Content.Structure(target);
      case BtfType.Void _, BtfType.Int _ -> new Content.Number();
      case BtfType other ->
          new Content.NotHandled("a pointer to something of kind " + other.kind());
    };
  }
}
