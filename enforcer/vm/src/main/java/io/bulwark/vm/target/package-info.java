/**
 * Recorded events in the place of kernel structures: programs that read {@code file->f_flags} run
 * on them unchanged.
 *
 * <pre>
 * TraceSchema   what a trace records, as types:   struct file { f_flags; f_path; *f_inode; }
 *    │ types()          │ layouts
 *    ▼                  ▼
 * TraceBinder        TraceImage ─▶ RecordedObject   one struct in the machine's memory,
 *    │ CO-RE            │                           filled anew for every event
 *    ▼                  ├─ PathSource, OwnerSource  for helper functions
 * code of the object    └─ HookContext              the array of 64-bit arguments of a hook
 * </pre>
 *
 * <p>The layouts are the trace's own; the CO-RE relocations of an object bind to them as they would
 * to a kernel's. What the trace does not record is said when the object is bound, with the policy's
 * line, unless the code asks before ({@code field_exists}) and never gets there. A pointer member
 * is an address in the machine's memory or 0; a program reads zeros through it then, as in a
 * kernel.
 *
 * <p>Filling objects and contexts allocates nothing.
 */
@NullMarked
package io.bulwark.vm.target;

import org.jspecify.annotations.NullMarked;
