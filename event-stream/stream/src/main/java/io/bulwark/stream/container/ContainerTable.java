package io.bulwark.stream.container;

import io.bulwark.stream.record.EventRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Containers by short id, kept up to date by {@link #accept}. Single-threaded.
 *
 * <p>Holds at most 65,536 containers; further ones are not added.
 */
public final class ContainerTable {
  private static final int MOST = 65_536;
  private static final int CONTAINER = 228;
  private static final int CONTAINER_JSON = 272;
  private static final int CONTAINER_JSON_2 = 324;
  private static final int ASYNC = 402;
  private static final String ADDED = "container";
  private static final String REMOVED = "container_removed";

  private final ContainerJson json = new ContainerJson();
  private final Map<String, ContainerInfo> byId = new HashMap<>();
  private @Nullable ContainerInfo ofEvent;
  private long eventNumber = -1;

  /** A table that knows only the host, under the empty id. */
  public ContainerTable() {
    byId.put("", ContainerInfo.HOST);
  }

  /** The container with this short id (empty for the host); null if nothing is known of it. */
  public @Nullable ContainerInfo find(String id) {
    return byId.get(id);
  }

  /** The container that the event itself announced or removed; null for all other events. */
  public @Nullable ContainerInfo ofEvent(EventRecord event) {
    return event.number() == eventNumber && isContainerEvent(event.type()) ? ofEvent : null;
  }

  /** Whether {@link #accept} looks at events of this type. */
  public static boolean isContainerEvent(int type) {
    return type >= CONTAINER
        && (type == ASYNC
            || type == CONTAINER_JSON_2
            || type == CONTAINER_JSON
            || type == CONTAINER);
  }

  /** All known containers, the host included. */
  public Iterable<ContainerInfo> all() {
    return byId.values();
  }

  /** Takes over what a container event says; ignores all other events. */
  public void accept(EventRecord event) {
    if (!isContainerEvent(event.type()) || !event.has(0)) {
      return;
    }
    ofEvent = null;
    eventNumber = event.number();
    switch (event.type()) {
      case CONTAINER_JSON, CONTAINER_JSON_2 -> jsonAt(event, 0).ifPresent(this::add);
      case CONTAINER -> add(plain(event));
      default -> async(event);
    }
  }

  private void async(EventRecord event) {
    String name = text(event, 1);
    if (name.equals(ADDED)) {
      jsonAt(event, 2).ifPresent(this::add);
    } else if (name.equals(REMOVED)) {
      jsonAt(event, 2).ifPresent(this::remove);
    }
  }

  private Optional<ContainerInfo> jsonAt(EventRecord event, int index) {
    return event.has(index)
        ? json.read(event.array(index), event.offset(index), event.length(index))
        : Optional.empty();
  }

  private static ContainerInfo plain(EventRecord event) {
    ContainerInfo.Builder to = new ContainerInfo.Builder();
    to.id = text(event, 0);
    to.type =
        event.has(1) && event.length(1) >= Integer.BYTES
            ? ContainerJson.typeName(event.i32(1))
            : "";
    to.name = text(event, 2);
    to.image = text(event, 3);
    return to.build();
  }

  private static String text(EventRecord event, int index) {
    if (!event.has(index)) {
      return "";
    }
    byte[] array = event.array(index);
    int from = event.offset(index);
    int to = from;
    while (to < from + event.length(index) && array[to] != 0) {
      to++;
    }
    return new String(array, from, to - from, StandardCharsets.UTF_8);
  }

  private void add(ContainerInfo container) {
    ofEvent = container;
    if (byId.size() < MOST || byId.containsKey(container.id())) {
      byId.put(container.id(), container);
    }
  }

  private void remove(ContainerInfo container) {
    ofEvent = container;
    if (!container.id().isEmpty()) {
      byId.remove(container.id());
    }
  }
}
