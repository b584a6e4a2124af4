/* Compiled by KernelCoreTest with clang: every kind of relocation that clang 14 emits. The types are
 * our own sketches of the kernel's; sizes, offsets and values are wrong on purpose. */
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))
#define CORE __attribute__((preserve_access_index))
#define FIELD(place, kind) __builtin_preserve_field_info(place, kind)
#define TYPE(type, kind) __builtin_preserve_type_info(*(type *)0, kind)
#define TYPE_ID(type, kind) __builtin_btf_type_id(*(type *)0, kind)
#define ENUMERATOR(type, value, kind) __builtin_preserve_enum_value(*(type *)value, kind)

enum { OFFSET, SIZE, EXISTS, SIGNED, LSHIFT, RSHIFT };

struct list_head {
  struct list_head *next, *prev;
} CORE;

struct task_struct {
  int pid;
  int tgid;
  u32 flags;
  char comm[16];
  struct task_struct *real_parent;
  struct list_head children;
  unsigned sched_reset_on_fork : 1;
  int no_such_field;
} CORE;

struct task_struct___wide {
  u64 flags;
} CORE;

struct file___v2 {
  u32 f_flags;
} CORE;

struct no_such_struct {
  int a;
} CORE;

enum pid_type { PIDTYPE_PID = 9, PIDTYPE_SID = 77, PIDTYPE_NEVER };

static struct task_struct *(*current)(void) = (void *)158;

SEC("raw_tp/sys_enter") int relocations(void *ctx) {
  volatile u64 out[32];
  struct task_struct *t = current();
  struct task_struct___wide *wide = (void *)t;
  struct file___v2 *file = 0;
  out[0] = t->pid;
  out[1] = t->comm[3];
  out[2] = t->real_parent->tgid;
  out[3] = wide->flags;
  out[4] = FIELD(t->pid, OFFSET);
  out[5] = FIELD(t->comm, SIZE);
  out[6] = FIELD(t->pid, SIGNED);
  out[7] = FIELD(t->flags, SIGNED);
  out[8] = FIELD(t->pid, EXISTS);
  out[9] = FIELD(t->no_such_field, EXISTS);
  out[10] = FIELD(t->sched_reset_on_fork, OFFSET);
  out[11] = FIELD(t->sched_reset_on_fork, SIZE);
  out[12] = FIELD(t->sched_reset_on_fork, LSHIFT);
  out[13] = FIELD(t->sched_reset_on_fork, RSHIFT);
  out[14] = FIELD(file->f_flags, OFFSET);
  out[15] = FIELD(t->children.prev, OFFSET);
  out[16] = TYPE(struct task_struct, 0);
  out[17] = TYPE(struct task_struct, 1);
  out[18] = TYPE(struct no_such_struct, 0);
  out[19] = TYPE(struct no_such_struct, 1);
  out[20] = TYPE_ID(struct task_struct, 0);
  out[21] = TYPE_ID(struct task_struct, 1);
  out[22] = ENUMERATOR(enum pid_type, PIDTYPE_SID, 0);
  out[23] = ENUMERATOR(enum pid_type, PIDTYPE_SID, 1);
  out[24] = ENUMERATOR(enum pid_type, PIDTYPE_NEVER, 0);
  out[25] = FIELD(t->comm[5], OFFSET);
#ifdef POISON
  out[26] = t->no_such_field;
#endif
  return 0;
}

char _license[] SEC("license") = "GPL";
