package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** State that a test writes down entry by entry. */
final class HandMadeState implements StateView {
  final Map<Long, ThreadInfo> threads = new HashMap<>();

  /** Main threads of the others, by tid. */
  final Map<Long, ThreadInfo> mains = new HashMap<>();

  final Map<Long, FdInfo> fds = new TreeMap<>();
  final Map<Long, String> users = new HashMap<>();
  final Map<Long, String> groups = new HashMap<>();
  final Set<IpAddress> local = new HashSet<>();
  long firstTimestamp;

  @Override
  public @Nullable ThreadInfo thread(long tid) {
    return threads.get(tid);
  }

  @Override
  public @Nullable ThreadInfo main(ThreadInfo thread) {
    return thread.isMainThread() ? thread : mains.get(thread.tid);
  }

  @Override
  public @Nullable FdInfo fd(ThreadInfo thread, long number) {
    return fds.get(number);
  }

  @Override
  public int fdCount(ThreadInfo thread) {
    return fds.size();
  }

  @Override
  public void eachFd(ThreadInfo thread, Consumer<FdInfo> action) {
    fds.values().forEach(action);
  }

  @Override
  public int threadCount(ThreadInfo thread) {
    return (int) threads.values().stream().filter(t -> t.pid == thread.pid).count();
  }

  @Override
  public int otherThreadCount(ThreadInfo thread) {
    return threadCount(thread) - (main(thread) == null ? 0 : 1);
  }

  @Override
  public ByteSlice cwd(ThreadInfo thread) {
    ThreadInfo main = main(thread);
    return main == null ? ByteSlice.of("./") : main.cwd();
  }

  @Override
  public ByteSlice commandLine(ThreadInfo thread) {
    return thread.args().length == 0
        ? thread.comm
        : ByteSlice.of(thread.comm + " " + arguments(thread));
  }

  @Override
  public ByteSlice arguments(ThreadInfo thread) {
    return joined(thread.args());
  }

  @Override
  public ByteSlice[] environment(ThreadInfo thread) {
    return thread.env;
  }

  @Override
  public ByteSlice environmentText(ThreadInfo thread) {
    return joined(thread.env);
  }

  private static ByteSlice joined(ByteSlice[] parts) {
    return ByteSlice.of(
        Arrays.stream(parts).map(ByteSlice::toString).collect(Collectors.joining(" ")));
  }

  private static @Nullable ByteSlice text(@Nullable String text) {
    return text == null ? null : ByteSlice.of(text);
  }

  @Override
  public @Nullable ByteSlice userName(ThreadInfo thread, long uid) {
    return text(users.get(uid));
  }

  @Override
  public @Nullable ByteSlice userHome(ThreadInfo thread, long uid) {
    return users.containsKey(uid) ? ByteSlice.of("/home/" + users.get(uid)) : null;
  }

  @Override
  public @Nullable ByteSlice userShell(ThreadInfo thread, long uid) {
    return users.containsKey(uid) ? ByteSlice.of("/bin/sh") : null;
  }

  @Override
  public @Nullable ByteSlice groupName(ThreadInfo thread, long gid) {
    return text(groups.get(gid));
  }

  @Override
  public boolean isLocal(IpAddress address, ThreadInfo thread) {
    return local.contains(address);
  }

  @Override
  public long firstTimestamp() {
    return firstTimestamp;
  }

  @Override
  public String hostname() {
    return "box";
  }
}
