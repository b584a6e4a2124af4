package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.vm.verify.rules.ContextRules.Content;
import io.bulwark.vm.verify.rules.ProgramRules;
import io.bulwark.vm.verify.rules.ProgramTypes;
import io.bulwark.vm.verify.rules.ResultRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Hooks that kernels from 6.12 on, or later ones, close to programs. */
  private static final Set<String> CLOSED =
      Set.of(
          "audit_rule_match",
          "file_alloc_security",
          "getprocattr",
          "getselfattr",
          "inode_copy_up_xattr",
          "inode_getsecurity",
          "inode_listsecurity",
          "inode_need_killpriv",
          "ismaclabel",
          "key_getsecurity",
          "setprocattr",
          "vm_enough_memory",
          "xfrm_decode_session");

  /** Hooks that answer yes or no, by an {@code int} all the same. */
  private static final Set<String> YES_OR_NO =
      Set.of("audit_rule_known", "inode_xattr_skipcap", "xfrm_state_pol_flow_match");

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
    @Nullable Result exact =
        switch (name) {
          case "raw_tp", "raw_tracepoint" -> new Result.Known(ProgramTypes.rawTracepoint());
          case "xdp" -> new Result.Known(ProgramTypes.xdp());
          case "socket" -> new Result.Known(ProgramTypes.socketFilter());
          case "syscall" -> new Result.Known(ProgramTypes.syscall());
          default -> null;
        };
    return exact == null ? withTarget(section, name) : exact;
  }

  private Result withTarget(String section, String name) {
    int slash = name.indexOf('/');
    String target = name.substring(slash + 1);
    return switch (name.substring(0, Math.max(0, slash))) {
      case "lsm" -> lsm(target, false);
      case "lsm.s" -> lsm(target, true);
      case "tp_btf" -> typedTracepoint(target);
      case "raw_tp", "raw_tracepoint" -> new Result.Known(ProgramTypes.rawTracepoint());
      default ->
          new Result.Unknown("programs in `" + section + "` are of a type this verifier lacks");
    };
  }

  /** The structure that a pointer to a section's context points to, by name; null: none has one. */
  static @Nullable String contextName(String section) {
    String name = section.startsWith("?") ? section.substring(1) : section;
    return switch (name) {
      case "xdp" -> "xdp_md";
      case "socket" -> "__sk_buff";
      default ->
          name.startsWith("raw_tp") || name.startsWith("raw_tracepoint")
              ? "bpf_raw_tracepoint_args"
              : null;
    };
  }

  private Result lsm(String hook, boolean sleepable) {
    int function = kernel.find(BtfKind.FUNC, "bpf_lsm_" + hook);
    if (function < 0
        || !(kernel.type(function) instanceof BtfType.Func func)
        || !(kernel.type(func.proto()) instanceof BtfType.FuncProto proto)) {
      return new Result.Unknown("the kernel has no LSM hook `" + hook + "`");
    }
    if (CLOSED.contains(hook)) {
      return new Result.Unknown("LSM hook `" + hook + "` is closed to programs in newer kernels");
    }
    boolean maySleep = SLEEPABLE.contains(hook);
    if (sleepable && !maySleep) {
      return new Result.Unknown("programs on LSM hook `" + hook + "` may not sleep");
    }
    List<Content> arguments = arguments(proto.params());
    if (!(kernel.type(kernel.resolve(proto.returnType())) instanceof BtfType.Void)) {
      arguments.add(new Content.Number());
    }
    ProgramRules rules = ProgramTypes.lsm(hook, arguments, maySleep, types);
    if (YES_OR_NO.contains(hook)) {
      rules = rules.withResult(ResultRange.FLAG);
    }
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
      Content content = argument(kernel.resolve(param.type()));
      arguments.addAll(Collections.nCopies(words(param.type()), content));
    }
    return arguments;
  }

  /** A structure passed by value takes as many words as it needs, but not without end. */
  private int words(int type) {
    long bytes = kernel.sizeOf(type).orElse(Long.BYTES);
    return Math.clamp((bytes + Long.BYTES - 1) / Long.BYTES, 1, 12);
  }

  private Content argument(int type) {
    return switch (kernel.type(type)) {
      case BtfType.Int number when number.size() > Long.BYTES ->
          new Content.NotHandled("`" + number.name() + "`");
      case BtfType.Int _, BtfType.Enumeration _ -> new Content.Number();
      case BtfType.Ptr(int target) -> pointer(target);
      case BtfType.Composite composite ->
          new Content.NotHandled("`" + composite.name() + "` passed by value");
      case BtfType other -> new Content.NotHandled("an argument of kind " + other.kind());
    };
  }

  private Content pointer(int target) {
    if (BtfKernelTypes.leadsElsewhere(kernel, target)) {
      return new Content.NotHandled("a pointer into a process or of each processor");
    }
    int pointed = kernel.resolve(target);
    return switch (kernel.type(pointed)) {
      case BtfType.Composite _ -> new Content.Structure(pointed);
      // behind a qualifier only newer kernels take it for a number
      case BtfType.Void _ when pointed == target -> new Content.Number();
      case BtfType.Int _ -> new Content.Number();
      case BtfType other ->
          new Content.NotHandled("a pointer to something of kind " + other.kind());
    };
  }
}
