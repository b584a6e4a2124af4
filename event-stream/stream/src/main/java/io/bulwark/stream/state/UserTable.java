package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Users and groups by id, for the host and for each container that events told about.
 *
 * <p>Containers are bounded; beyond the limit the users of further ones are not kept.
 */
public final class UserTable {
  private static final int MAX_CONTAINERS = 4096;
  private static final int MAX_PER_CONTAINER = 65_536;
  private static final ByteSlice HOST = new ByteSlice();
  private static final ByteSlice ROOT = ByteSlice.of("root");
  private static final ByteSlice ROOT_HOME = ByteSlice.of("/root");

  /** What is known of a user. */
  public record User(long uid, long gid, ByteSlice name, ByteSlice home, ByteSlice shell) {}

  private record Names(LongMap<User> users, LongMap<ByteSlice> groups) {}

  private final java.util.HashMap<ByteSlice, Names> containers = new java.util.HashMap<>();

  UserTable() {
    clear();
  }

  void clear() {
    containers.clear();
    containers.put(HOST, new Names(new LongMap<>(), new LongMap<>()));
  }

  /** The user with this id in a container (empty: the host), or null. */
  public @Nullable User user(ByteSlice container, long uid) {
    Names names = containers.get(container);
    return names == null ? null : names.users.get(uid);
  }

  /** The name of a group in a container (empty: the host), or null. */
  public @Nullable ByteSlice group(ByteSlice container, long gid) {
    Names names = containers.get(container);
    return names == null ? null : names.groups.get(gid);
  }

  /**
   * Adds or changes a user. Names that NSS files use for inclusion, starting with + or -, are not
   * users. As upstream on a replay, events only change users of containers that are known already.
   */
  void addUser(ByteSlice container, User user) {
    Names names = names(container);
    if (names != null
        && (container.isEmpty() || names.users.get(user.uid()) != null)
        && !isNss(user.name())
        && names.users.size() < MAX_PER_CONTAINER) {
      names.users.put(user.uid(), user);
    }
  }

  void addGroup(ByteSlice container, long gid, ByteSlice name) {
    Names names = names(container);
    if (names != null
        && (container.isEmpty() || names.groups.get(gid) != null)
        && !isNss(name)
        && names.groups.size() < MAX_PER_CONTAINER) {
      names.groups.put(gid, name);
    }
  }

  /** Root needs no entry of its own to be known. */
  void addRootIfUsed(long uid, long gid) {
    if (uid == 0 && user(HOST, 0) == null) {
      addUser(HOST, new User(0, gid, ROOT, ROOT_HOME, HOST));
    }
    if (gid == 0 && group(HOST, 0) == null) {
      addGroup(HOST, 0, ROOT);
    }
  }

  void removeUser(ByteSlice container, long uid) {
    Names names = containers.get(container);
    if (names != null) {
      names.users.remove(uid);
    }
  }

  void removeGroup(ByteSlice container, long gid) {
    Names names = containers.get(container);
    if (names != null) {
      names.groups.remove(gid);
    }
  }

  private @Nullable Names names(ByteSlice container) {
    Names names = containers.get(container);
    if (names == null && containers.size() < MAX_CONTAINERS) {
      names = new Names(new LongMap<>(), new LongMap<>());
      containers.put(container.copy(), names);
    }
    return names;
  }

  private static boolean isNss(ByteSlice name) {
    return !name.isEmpty() && (name.at(0) == '+' || name.at(0) == '-');
  }
}
