package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What readers ask of the stream's state beyond the event's own thread and descriptor. */
interface StateView {
  /** The thread with this id as far as it is known; never makes one up. */
  @Nullable ThreadInfo thread(long tid);

  /** The main thread of {@code thread}'s process; null if it is not known. */
  @Nullable ThreadInfo main(ThreadInfo thread);

  /** An open descriptor of the thread's process; null if unknown or negative. */
  @Nullable FdInfo fd(ThreadInfo thread, long number);

  /** Number of descriptors that the thread's process has open. */
  int fdCount(ThreadInfo thread);

  /** Calls {@code action} for every open descriptor of the thread's process. */
  void eachFd(ThreadInfo thread, Consumer<FdInfo> action);

  /** Number of live threads of the thread's process. */
  int threadCount(ThreadInfo thread);

  /** Number of live threads of the thread's process besides its main thread. */
  int otherThreadCount(ThreadInfo thread);

  /** Working directory of the thread's process; {@code ./} if the main thread is unknown. */
  ByteSlice cwd(ThreadInfo thread);

  /** The thread's command line with its name in front, blanks between. */
  ByteSlice commandLine(ThreadInfo thread);

  /** The thread's arguments joined by blanks. */
  ByteSlice arguments(ThreadInfo thread);

  /** The process's environment, one variable an element. */
  ByteSlice[] environment(ThreadInfo thread);

  /** The environment joined by blanks. */
  ByteSlice environmentText(ThreadInfo thread);

  /** User names by the thread's container and a user id; null if not in the table. */
  @Nullable ByteSlice userName(ThreadInfo thread, long uid);

  @Nullable ByteSlice userHome(ThreadInfo thread, long uid);

  @Nullable ByteSlice userShell(ThreadInfo thread, long uid);

  @Nullable ByteSlice groupName(ThreadInfo thread, long gid);

  /** Whether the address belongs to this machine as the thread's process sees it. */
  boolean isLocal(IpAddress address, ThreadInfo thread);

  /** Time of the first delivered event, nanoseconds since the epoch. */
  long firstTimestamp();

  /** Name of the machine that the events come from; empty if unknown. */
  String hostname();
}
