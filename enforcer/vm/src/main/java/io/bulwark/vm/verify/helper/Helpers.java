package io.bulwark.vm.verify.helper;

import io.bulwark.vm.verify.helper.Argument.Address;
import io.bulwark.vm.verify.helper.Argument.Callback;
import io.bulwark.vm.verify.helper.Argument.CallbackContext;
import io.bulwark.vm.verify.helper.Argument.ConstantString;
import io.bulwark.vm.verify.helper.Argument.Context;
import io.bulwark.vm.verify.helper.Argument.Key;
import io.bulwark.vm.verify.helper.Argument.LongOut;
import io.bulwark.vm.verify.helper.Argument.MapValue;
import io.bulwark.vm.verify.helper.Argument.MapValueOut;
import io.bulwark.vm.verify.helper.Argument.Read;
import io.bulwark.vm.verify.helper.Argument.RecordSize;
import io.bulwark.vm.verify.helper.Argument.Release;
import io.bulwark.vm.verify.helper.Argument.Size;
import io.bulwark.vm.verify.helper.Argument.Structure;
import io.bulwark.vm.verify.helper.Argument.Write;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalogue of functions, by id. */
public final class Helpers {
  /** Ids whose rules go beyond the prototype. */
  public static final int LOOKUP = 1;

  public static final int UPDATE = 2;
  public static final int DELETE = 3;
  public static final int TAIL_CALL = 12;
  public static final int UNDER_CGROUP = 37;
  public static final int PUSH = 87;
  public static final int POP = 88;
  public static final int PEEK = 89;
  public static final int SK_STORAGE_GET = 107;
  public static final int SK_STORAGE_DELETE = 108;
  public static final int RING_OUTPUT = 130;
  public static final int RING_RESERVE = 131;
  public static final int RING_QUERY = 134;
  public static final int INODE_STORAGE_GET = 145;
  public static final int INODE_STORAGE_DELETE = 146;
  public static final int D_PATH = 147;
  public static final int TASK_STORAGE_GET = 156;
  public static final int TASK_STORAGE_DELETE = 157;
  public static final int FOR_EACH = 164;
  public static final int LOOP = 181;
  public static final int LOOKUP_PER_CPU = 195;

  private static final Argument NUMBER = new Argument.Number();
  private static final Argument MAP = new Argument.Map();
  private static final Argument KEY = new Key();
  private static final Argument READ = new Read(false);
  private static final Argument WRITE = new Write(false);
  private static final Argument SIZE = new Size(false);
  private static final Argument SIZE_OR_ZERO = new Size(true);

  private static final Map<Integer, Prototype> BY_ID =
      Stream.of(maps(), identity(), memory(), output(), storage(), lsm())
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Prototype::id, Function.identity()));

  private Helpers() {}

  /** The function with {@code id}; null if it is not known here. */
  public static @Nullable Prototype find(int id) {
    return BY_ID.get(id);
  }

  /** All of them. */
  public static Iterable<Prototype> all() {
    return BY_ID.values();
  }

  private static Prototype number(int id, String name, Argument... arguments) {
    return new Prototype(id, name, Result.NUMBER, false, List.of(arguments));
  }

  private static Prototype of(int id, String name, Result result, Argument... arguments) {
    return new Prototype(id, name, result, false, List.of(arguments));
  }

  private static Prototype sleeping(int id, String name, Argument... arguments) {
    return new Prototype(id, name, Result.NUMBER, true, List.of(arguments));
  }

  private static List<Prototype> maps() {
    return List.of(
        of(LOOKUP, "map_lookup_elem", Result.MAP_VALUE_OR_NULL, MAP, KEY),
        number(UPDATE, "map_update_elem", MAP, KEY, new MapValue(false), NUMBER),
        number(DELETE, "map_delete_elem", MAP, KEY),
        number(PUSH, "map_push_elem", MAP, new MapValue(false), NUMBER),
        number(POP, "map_pop_elem", MAP, new MapValueOut()),
        number(PEEK, "map_peek_elem", MAP, new MapValueOut()),
        of(LOOKUP_PER_CPU, "map_lookup_percpu_elem", Result.MAP_VALUE_OR_NULL, MAP, KEY, NUMBER),
        number(FOR_EACH, "for_each_map_elem", MAP, new Callback(), new CallbackContext(), NUMBER),
        number(LOOP, "loop", NUMBER, new Callback(), new CallbackContext(), NUMBER),
        of(TAIL_CALL, "tail_call", Result.NOTHING, new Context(), MAP, NUMBER));
  }

  private static List<Prototype> identity() {
    return List.of(
        number(5, "ktime_get_ns"),
        number(125, "ktime_get_boot_ns"),
        number(118, "jiffies64"),
        number(7, "get_prandom_u32"),
        number(8, "get_smp_processor_id"),
        number(14, "get_current_pid_tgid"),
        number(15, "get_current_uid_gid"),
        number(16, "get_current_comm", WRITE, SIZE),
        number(120, "get_ns_current_pid_tgid", NUMBER, NUMBER, WRITE, SIZE),
        number(35, "get_current_task"),
        of(158, "get_current_task_btf", Result.TASK),
        number(80, "get_current_cgroup_id"),
        number(123, "get_current_ancestor_cgroup_id", NUMBER),
        number(UNDER_CGROUP, "current_task_under_cgroup", MAP, NUMBER));
  }

  private static List<Prototype> memory() {
    Argument address = new Address();
    Argument task = new Structure("task_struct", false);
    return List.of(
        number(4, "probe_read", WRITE, SIZE_OR_ZERO, address),
        number(112, "probe_read_user", WRITE, SIZE_OR_ZERO, address),
        number(113, "probe_read_kernel", WRITE, SIZE_OR_ZERO, address),
        number(114, "probe_read_user_str", WRITE, SIZE_OR_ZERO, address),
        number(115, "probe_read_kernel_str", WRITE, SIZE_OR_ZERO, address),
        sleeping(148, "copy_from_user", WRITE, SIZE_OR_ZERO, NUMBER),
        sleeping(191, "copy_from_user_task", WRITE, SIZE_OR_ZERO, NUMBER, task, NUMBER),
        number(105, "strtol", READ, SIZE, NUMBER, new LongOut()),
        number(106, "strtoul", READ, SIZE, NUMBER, new LongOut()),
        number(182, "strncmp", READ, SIZE, new ConstantString()),
        number(D_PATH, "d_path", new Structure("path", false), new Write(true), SIZE_OR_ZERO));
  }

  private static List<Prototype> output() {
    return List.of(
        number(RING_OUTPUT, "ringbuf_output", MAP, READ, SIZE_OR_ZERO, NUMBER),
        of(RING_RESERVE, "ringbuf_reserve", Result.RECORD_OR_NULL, MAP, new RecordSize(), NUMBER),
        of(132, "ringbuf_submit", Result.NOTHING, new Release(), NUMBER),
        of(133, "ringbuf_discard", Result.NOTHING, new Release(), NUMBER),
        number(RING_QUERY, "ringbuf_query", MAP, NUMBER),
        number(6, "trace_printk", READ, SIZE),
        number(109, "send_signal", NUMBER),
        number(117, "send_signal_thread", NUMBER));
  }

  private static List<Prototype> storage() {
    Argument value = new MapValue(true);
    Argument task = new Structure("task_struct", true);
    Argument inode = new Structure("inode", true);
    Argument sock = new Structure("sock", true);
    return List.of(
        of(SK_STORAGE_GET, "sk_storage_get", Result.MAP_VALUE_OR_NULL, MAP, sock, value, NUMBER),
        number(SK_STORAGE_DELETE, "sk_storage_delete", MAP, sock),
        of(
            INODE_STORAGE_GET,
            "inode_storage_get",
            Result.MAP_VALUE_OR_NULL,
            MAP,
            inode,
            value,
            NUMBER),
        number(INODE_STORAGE_DELETE, "inode_storage_delete", MAP, inode),
        of(
            TASK_STORAGE_GET,
            "task_storage_get",
            Result.MAP_VALUE_OR_NULL,
            MAP,
            task,
            value,
            NUMBER),
        number(TASK_STORAGE_DELETE, "task_storage_delete", MAP, task));
  }

  private static List<Prototype> lsm() {
    Argument file = new Structure("file", false);
    return List.of(
        number(159, "bprm_opts_set", new Structure("linux_binprm", false), NUMBER),
        sleeping(161, "ima_inode_hash", new Structure("inode", false), WRITE, SIZE),
        sleeping(193, "ima_file_hash", file, WRITE, SIZE),
        of(162, "sock_from_file", Result.SOCKET_OR_NULL, file),
        number(174, "get_attach_cookie", new Context()),
        number(186, "get_retval"),
        number(187, "set_retval", NUMBER));
  }
}
