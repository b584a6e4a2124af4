package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fills the state from a capture's metadata, and completes it before the first event. */
public final class InitialState implements CaptureMetadata {
  /** Told about the machine. */
  interface MachineListener {
    void machine(String hostname, long bootTime);
  }

  private final Tracked tracked;
  private final MachineListener listener;
  private final Set<Integer> serverPorts = new HashSet<>();
  private boolean incomplete;

  InitialState(Tracked tracked, MachineListener listener) {
    this.tracked = tracked;
    this.listener = listener;
  }

  @Override
  public void section() {
    tracked.threads.clear();
    tracked.users.clear();
    tracked.interfaces.clear();
    serverPorts.clear();
    incomplete = true;
  }

  @Override
  public void machine(String hostname, int cpus, long memory, long bootTime) {
    listener.machine(hostname, bootTime);
  }

  @Override
  public void thread(ThreadInfo thread) {
    if (thread.isMainThread()) {
      ByteSlice cwd = thread.ownCwd();
      thread.setCwd(Tracked.slashed(tracked.join(new ByteSlice(), cwd)));
    } else {
      thread.setCwd(new ByteSlice());
      thread.env = new ByteSlice[0];
    }
    thread.flags |= Flags.CL_ACTIVE | Flags.CL_NAME_CHANGED;
    thread.setExePath(thread.exePath);
    thread.containerId = tracked.containers.find(thread.cgroups);
    tracked.threads.add(thread, false);
  }

  @Override
  public void descriptor(long tid, long fd, FdInfo info) {
    ThreadInfo thread = tracked.threads.find(tid);
    if (thread == null || thread.fds == null || info.type == FdType.UNKNOWN) {
      return;
    }
    switch (info.type) {
      case IPV4_SOCKET -> {
        info.connected = info.l4 == FdInfo.L4_TCP;
        info.name = SocketNames.connection(info);
      }
      case IPV6_SOCKET -> {
        info.connected = info.l4 == FdInfo.L4_TCP;
        if (SocketNames.isMapped(info.source) && SocketNames.isMapped(info.destination)) {
          info.type = FdType.IPV4_SOCKET;
          info.source.setV4((int) info.source.low());
          info.destination.setV4((int) info.destination.low());
        }
        info.name = SocketNames.connection(info);
      }
      case IPV4_LISTEN, IPV6_LISTEN -> {
        info.name = SocketNames.end(info.destination, info.destinationPort);
        serverPorts.add(info.destinationPort);
      }
      case UNIX_SOCKET -> {
        info.roleClient = info.name.isEmpty();
        info.roleServer = !info.name.isEmpty();
      }
      default -> {}
    }
    thread.fds.put(fd, info);
  }

  @Override
  public void user(long uid, long gid, ByteSlice name, ByteSlice home, ByteSlice shell) {
    tracked.users.addUser(
        IdentityTracker.HOST_KEY, new UserTable.User(uid, gid, name, home, shell));
  }

  @Override
  public void group(long gid, ByteSlice name) {
    tracked.users.addGroup(IdentityTracker.HOST_KEY, gid, name);
  }

  @Override
  public void networkInterface(ByteSlice name, IpAddress address, IpAddress netmask) {
    tracked.interfaces.add(address, netmask);
  }

  /** Whether metadata came that {@link #complete} has not seen. */
  boolean isIncomplete() {
    return incomplete;
  }

  /** Connects the process tree and settles connection roles, once all metadata is in. */
  void complete() {
    incomplete = false;
    List<ThreadInfo> all = new ArrayList<>(tracked.threads.size());
    tracked.threads.forEach(all::add);
    all.forEach(tracked.threads::connect);
    for (ThreadInfo thread : all) {
      if (thread.fds != null) {
        thread.fds.forEach(this::settleRole);
      }
      tracked.users.addRootIfUsed(thread.uid, thread.gid);
    }
  }

  /** A connection whose own port some process listens on is a server's end. */
  private void settleRole(FdInfo info) {
    if (info.type != FdType.IPV4_SOCKET) {
      return;
    }
    if (serverPorts.contains(info.sourcePort)) {
      info.swapEnds();
      info.name = SocketNames.connection(info);
      info.roleServer = true;
    } else {
      info.roleClient = true;
    }
  }
}
