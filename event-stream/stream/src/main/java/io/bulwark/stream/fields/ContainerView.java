package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.container.ContainerInfo;
import io.bulwark.stream.container.ContainerTable;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.ContainerIds;
import io.bulwark.stream.state.EventContext;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** The container of the current event: one look-up per event, shared by all container readers. */
final class ContainerView {
  private static final ByteSlice HOST = ByteSlice.of("host");

  private final EventContext current;
  private final ContainerTable table;
  private final ByteSlice user = new ByteSlice();
  private ByteSlice lastId = new ByteSlice();
  private String lastIdText = "";

  ContainerView(EventContext current, ContainerTable table) {
    this.current = current;
    this.table = table;
  }

  ContainerTable table() {
    return table;
  }

  /** Metadata for the event's process, or of the container the event is about. */
  @Nullable ContainerInfo info() {
    ContainerInfo ofEvent = table.ofEvent(current.event());
    if (ofEvent != null) {
      return ofEvent;
    }
    ThreadInfo thread = known();
    return thread == null ? null : table.find(idText(thread));
  }

  /** Whether the event's process is in a container of which only the id is known. */
  boolean isUnknown() {
    ThreadInfo thread = current.thread;
    return thread != null
        && thread.containerId != ContainerIds.HOST
        && !thread.containerId.isEmpty()
        && info() == null;
  }

  /** The event's thread; one that was made up for an unknown tid counts as the host's. */
  @Nullable ThreadInfo known() {
    return current.thread;
  }

  /** {@code container.id} before metadata: from the cgroups alone. */
  @Nullable ByteSlice id() {
    ThreadInfo thread = known();
    return thread == null ? null : thread.containerId;
  }

  /** The short id as the container table has it: empty for the host. */
  private String idText(ThreadInfo thread) {
    ByteSlice id = thread.containerId;
    if (id.contentEquals(HOST)) {
      return "";
    }
    if (id != lastId) {
      lastId = id;
      lastIdText = id.toString();
    }
    return lastIdText;
  }

  /** On events about a container: the user its metadata names; null for all other events. */
  @Nullable ByteSlice userOfEvent(ThreadInfo thread) {
    EventRecord event = current.event();
    if (event.type() != EventIds.CONTAINER_JSON && event.type() != EventIds.ASYNC) {
      return null;
    }
    ContainerInfo container = table.ofEvent(event) == null ? null : table.find(idText(thread));
    if (container == null || container.user().isEmpty()) {
      return null;
    }
    ByteSlice text = ByteSlice.of(container.user());
    return user.set(text.array(), 0, text.length());
  }
}
