package io.bulwark.rules;

import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;

/**
 * The kind under which rules see an event. Upstream indexes rules by event id, which shows in two
 * places: a generic event is not found under the name of a syscall that has events of its own, and
 * the announcements of users, groups and containers before the first real event reach no rule.
 */
final class KindView {
  private static final String[] ANNOUNCEMENTS = {
    "container", "useradded", "userdeleted", "groupadded", "groupdeleted"
  };

  private final int genericId;
  private final int genericKind;
  private final boolean[] hasOwnEvent;
  private final boolean[] announcement;
  private boolean started;

  KindView(EventSchema schema) {
    genericKind = schema.kind("syscall");
    hasOwnEvent = new boolean[schema.kindCount()];
    announcement = new boolean[schema.kindCount()];
    int id = -1;
    for (EventType type : schema.types()) {
      hasOwnEvent[type.kind()] = true;
      if (type.kind() == genericKind && !type.isEnter()) {
        id = type.id();
      }
    }
    genericId = id;
    for (String name : ANNOUNCEMENTS) {
      if (schema.kind(name) >= 0) {
        announcement[schema.kind(name)] = true;
      }
    }
  }

  /** The kind to match, or -1 if no rule may see the event. */
  int of(SyscallEvent event) {
    int kind = event.kind();
    if (!started) {
      if (kind < 0 || announcement[kind]) {
        return -1;
      }
      started = true;
    }
    return kind >= 0 && hasOwnEvent[kind] && event.type() == genericId ? genericKind : kind;
  }
}
