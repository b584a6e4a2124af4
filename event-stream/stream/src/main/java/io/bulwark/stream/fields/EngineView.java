package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.container.ContainerInfo;
import io.bulwark.stream.container.ContainerTable;
import io.bulwark.stream.state.EventContext;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdTable;
import io.bulwark.stream.state.StateEngine;
import io.bulwark.stream.state.ThreadInfo;
import io.bulwark.stream.state.UserTable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The readers' view of a state engine. */
final class EngineView implements StateView {
  private static final ByteSlice HOST = ByteSlice.of("host");

  private final StateEngine engine;
  private final EventContext context;
  private final ContainerTable containers;

  EngineView(StateEngine engine, EventContext context, ContainerTable containers) {
    this.engine = engine;
    this.context = context;
    this.containers = containers;
  }

  @Override
  public @Nullable ThreadInfo thread(long tid) {
    return engine.threads().find(tid);
  }

  @Override
  public @Nullable ThreadInfo main(ThreadInfo thread) {
    return thread.mainThread();
  }

  @Override
  public @Nullable FdInfo fd(ThreadInfo thread, long number) {
    return engine.findFd(thread, number);
  }

  @Override
  public int fdCount(ThreadInfo thread) {
    ThreadInfo main = thread.mainThread();
    FdTable table = main == null ? null : main.fdTable();
    return table == null ? 0 : table.size();
  }

  @Override
  public void eachFd(ThreadInfo thread, Consumer<FdInfo> action) {
    FdTable table = thread.fdTable();
    if (table != null) {
      table.forEach(action);
    }
  }

  @Override
  public int threadCount(ThreadInfo thread) {
    return thread.threadCount();
  }

  @Override
  public int otherThreadCount(ThreadInfo thread) {
    return thread.otherThreadCount();
  }

  @Override
  public ByteSlice cwd(ThreadInfo thread) {
    return thread.cwd();
  }

  @Override
  public ByteSlice commandLine(ThreadInfo thread) {
    return thread.commandLine();
  }

  @Override
  public ByteSlice arguments(ThreadInfo thread) {
    return thread.argsText();
  }

  @Override
  public ByteSlice[] environment(ThreadInfo thread) {
    return thread.environment();
  }

  @Override
  public ByteSlice environmentText(ThreadInfo thread) {
    return thread.environmentText();
  }

  @Override
  public @Nullable ByteSlice userName(ThreadInfo thread, long uid) {
    UserTable.User user = engine.user(thread, uid);
    return user == null ? null : user.name();
  }

  @Override
  public @Nullable ByteSlice userHome(ThreadInfo thread, long uid) {
    UserTable.User user = engine.user(thread, uid);
    return user == null ? null : user.home();
  }

  @Override
  public @Nullable ByteSlice userShell(ThreadInfo thread, long uid) {
    UserTable.User user = engine.user(thread, uid);
    return user == null ? null : user.shell();
  }

  @Override
  public @Nullable ByteSlice groupName(ThreadInfo thread, long gid) {
    return engine.group(thread, gid);
  }

  /** In a container its own address counts, or any container's if that is not known. */
  @Override
  public boolean isLocal(IpAddress address, ThreadInfo thread) {
    if (!thread.containerId.contentEquals(HOST) && !thread.containerId.isEmpty()) {
      if (address.isV6()) {
        return false;
      }
      ContainerInfo own = containers.find(thread.containerId.toString());
      String text = address.toString();
      if (own == null || own.ip().isEmpty()) {
        for (ContainerInfo container : containers.all()) {
          if (container.ip().equals(text)) {
            return true;
          }
        }
        return false;
      }
      if (own.ip().equals(text)) {
        return true;
      }
    }
    return address.isV6()
        ? engine.interfaces().reaches(address)
        : engine.interfaces().contains(address);
  }

  @Override
  public long firstTimestamp() {
    return context.firstTimestamp;
  }

  @Override
  public String hostname() {
    return engine.hostname();
  }
}
