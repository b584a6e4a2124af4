package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;

/** Who a thread is: users, groups, session, capabilities, limits, root. */
final class IdentityTracker {
  /** The key of the host in the user table. */
  static final ByteSlice HOST_KEY = new ByteSlice();

  private static final long ALL_CAPABILITIES = (1L << 41) - 1;

  private final Tracked tracked;

  IdentityTracker(Tracked tracked) {
    this.tracked = tracked;
  }

  /** setuid names the new id, setreuid and setresuid the effective one as their second. */
  void setUser(int type) {
    ThreadInfo thread = tracked.thread();
    int param = "setuid".equals(tracked.traits.name[type]) ? 1 : 2;
    if (thread != null && tracked.result() == 0 && tracked.has(param)) {
      thread.uid = tracked.unsigned32(param);
    }
  }

  void setGroup(int type) {
    ThreadInfo thread = tracked.thread();
    int param = "setgid".equals(tracked.traits.name[type]) ? 1 : 2;
    if (thread != null && tracked.result() == 0 && tracked.has(param)) {
      thread.gid = tracked.unsigned32(param);
    }
  }

  void setSession() {
    ThreadInfo thread = tracked.thread();
    if (thread != null && !tracked.failed()) {
      thread.sid = tracked.result();
    }
  }

  void setCapabilities() {
    ThreadInfo thread = tracked.thread();
    if (thread != null && !tracked.failed()) {
      thread.capInheritable = tracked.number(1);
      thread.capPermitted = tracked.number(2);
      thread.capEffective = tracked.number(3);
    }
  }

  /** Entering a new user namespace gives all capabilities in it. */
  void changeNamespace(int type) {
    ThreadInfo thread = tracked.thread();
    int param = "unshare".equals(tracked.traits.name[type]) ? 1 : 2;
    if (thread == null || tracked.failed() || (tracked.bits(param) & Flags.CL_CLONE_NEWUSER) == 0) {
      return;
    }
    thread.capInheritable = ALL_CAPABILITIES;
    thread.capPermitted = ALL_CAPABILITIES;
    thread.capEffective = ALL_CAPABILITIES;
  }

  void setLimit() {
    ThreadInfo thread = tracked.thread();
    if (thread != null
        && !tracked.failed()
        && tracked.bits(3) == Flags.RLIMIT_NOFILE
        && tracked.number(1) != -1) {
      setFdLimit(thread, tracked.number(1));
    }
  }

  void setLimitOfOther() {
    if (tracked.result() != 0
        || !tracked.has(6)
        || tracked.bits(6) != Flags.RLIMIT_NOFILE
        || tracked.number(1) == -1
        || !tracked.has(5)) {
      return;
    }
    long tid = tracked.number(5) == 0 ? tracked.event.tid() : tracked.number(5);
    ThreadInfo thread = tracked.threads.findOrMakeUp(tid);
    if (thread != null && !thread.isInvalid()) {
      setFdLimit(thread, tracked.number(1));
    }
  }

  private static void setFdLimit(ThreadInfo thread, long limit) {
    ThreadInfo main = thread.mainThread();
    if (main != null) {
      main.fdLimit = limit;
    }
  }

  void contextSwitch() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || !tracked.has(5)) {
      return;
    }
    thread.pfMajor = tracked.number(1);
    thread.pfMinor = tracked.number(2);
    ThreadInfo main = thread.mainThread();
    if (main != null) {
      main.vmSizeKb = tracked.unsigned32(3);
      main.vmRssKb = tracked.unsigned32(4);
      main.vmSwapKb = tracked.unsigned32(5);
    }
  }

  void memory() {
    ThreadInfo thread = tracked.thread();
    if (thread == null) {
      return;
    }
    if (tracked.has(1)) {
      thread.vmSizeKb = tracked.unsigned32(1);
    }
    if (tracked.has(3)) {
      thread.vmRssKb = tracked.unsigned32(2);
      thread.vmSwapKb = tracked.unsigned32(3);
    }
  }

  void chroot() {
    ThreadInfo thread = tracked.thread();
    if (thread != null && tracked.result() == 0) {
      thread.root = tracked.join(thread.cwd(), tracked.text(1));
      thread.containerId = tracked.containers.find(thread.cgroups);
    }
  }

  void user(int type) {
    ByteSlice container = tracked.has(5) ? tracked.text(5) : HOST_KEY;
    long uid = tracked.unsigned32(0);
    if ("useradded".equals(tracked.traits.name[type])) {
      tracked.users.addUser(
          container, new UserTable.User(uid, tracked.unsigned32(1), raw(2), raw(3), raw(4)));
    } else {
      tracked.users.removeUser(container, uid);
    }
  }

  void group(int type) {
    ByteSlice container = tracked.has(2) ? tracked.text(2) : HOST_KEY;
    long gid = tracked.unsigned32(0);
    if ("groupadded".equals(tracked.traits.name[type])) {
      tracked.users.addGroup(container, gid, raw(1));
    } else {
      tracked.users.removeGroup(container, gid);
    }
  }

  /** A text as it is: an empty one stays empty. */
  private ByteSlice raw(int param) {
    return tracked.has(param) && tracked.event.length(param) > 1
        ? tracked.text(param)
        : new ByteSlice();
  }

  void prctl() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || thread.isInvalid() || thread.group == null || tracked.failed()) {
      return;
    }
    int option = tracked.bits(1);
    if (option == Flags.PR_SET_CHILD_SUBREAPER || option == Flags.PR_GET_CHILD_SUBREAPER) {
      thread.group.reaper = tracked.number(3) != 0;
    }
  }
}
