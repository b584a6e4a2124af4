package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the container in a cgroup path, for the layouts of podman, docker, cri-o, containerd,
 * nerdctl, lxc, libvirt-lxc and bpm. Compared with the Falco container plugin 0b3cbd8.
 */
public final class ContainerIds {
  /** The id of threads in no container; always this object. */
  public static final ByteSlice HOST = ByteSlice.of("host");

  private static final int FULL = 64;
  private static final int SHORT = 12;
  private static final int CACHE_LIMIT = 4096;

  private record Layout(String prefix, String suffix) {}

  private static final List<Layout> RUNTIMES =
      List.of(
          new Layout("/libpod-", ".scope"),
          new Layout("/libpod-", ".scope/container"),
          new Layout("/libpod-", ""),
          new Layout("/libpod-payload-", ".scope"),
          new Layout("/libpod-payload-", ".scope/container"),
          new Layout("/libpod-payload-", ""),
          new Layout("/", ""),
          new Layout("/docker-", ".scope"),
          new Layout("/crio-", ""),
          new Layout("/cri-containerd-", ".scope"),
          new Layout("/crio-", ".scope"),
          new Layout(":cri-containerd:", ""),
          new Layout("/nerdctl-", ".scope"));
  private static final List<String> LXC = List.of("/lxc/", "/lxc.payload/", "/lxc.payload.");
  private static final Pattern NAMESPACE =
      Pattern.compile("/([A-Za-z0-9]+(?:[._-](?:[A-Za-z0-9]+))*)/");
  private static final Pattern BPM_ID = Pattern.compile("[A-Za-z0-9._-]+");

  private final Map<ByteSlice, ByteSlice> known = new HashMap<>();

  ContainerIds() {}

  /** The id of the container that these cgroups belong to, or {@link #HOST}. */
  ByteSlice find(ByteSlice[] cgroups) {
    for (ByteSlice cgroup : cgroups) {
      ByteSlice id = known.get(cgroup);
      if (id == null) {
        id = match(cgroup);
        if (known.size() >= CACHE_LIMIT) {
          known.clear();
        }
        known.put(cgroup.copy(), id);
      }
      if (id != HOST) {
        return id;
      }
    }
    return HOST;
  }

  private static ByteSlice match(ByteSlice cgroup) {
    int equals = cgroup.indexOf((byte) '=', 0);
    if (equals < 0) {
      return HOST;
    }
    String path = cgroup.toString().substring(equals + 1);
    return runtime(path)
        .or(() -> containerd(path))
        .or(() -> lxc(path))
        .or(() -> libvirt(path))
        .or(() -> bpm(path))
        .map(ByteSlice::of)
        .orElse(HOST);
  }

  private static Optional<String> runtime(String path) {
    for (Layout layout : RUNTIMES) {
      String id = between(path, layout);
      if (id.length() == FULL && isHex(id)) {
        return Optional.of(id.substring(0, SHORT));
      }
    }
    return Optional.empty();
  }

  /** {@code /namespace/id}, as {@code ctr} makes it; systemd's own units are no containers. */
  private static Optional<String> containerd(String path) {
    Matcher namespace = NAMESPACE.matcher(path);
    if (!namespace.find()
        || path.endsWith(".service")
        || path.endsWith(".slice")
        || path.endsWith(".scope")) {
      return Optional.empty();
    }
    String id = between(path, new Layout(namespace.group(), ""));
    if (id.isEmpty() || id.length() > FULL) {
      return Optional.empty();
    }
    return Optional.of(id.substring(0, Math.min(SHORT, id.length())));
  }

  private static Optional<String> lxc(String path) {
    for (String layout : LXC) {
      int at = path.indexOf(layout);
      if (at >= 0) {
        int start = at + layout.length();
        int end = path.indexOf('/', start);
        return Optional.of(path.substring(start, end < 0 ? path.length() : end));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> libvirt(String path) {
    if (path.endsWith(".libvirt-lxc") && path.indexOf('/') >= 0) {
      int end = path.length() - ".libvirt-lxc".length();
      int slash = path.lastIndexOf('/');
      return slash < end ? Optional.of(path.substring(slash + 1, end)) : Optional.empty();
    }
    int systemd = path.indexOf("-lxc\\x2");
    String tail = path.contains(".scope/libvirt") ? ".scope/libvirt" : ".scope";
    if (systemd >= 0 && path.endsWith(tail)) {
      int start = Math.min(systemd + "-lxc\\x2d".length(), path.length());
      int end = path.length() - tail.length();
      return start <= end ? Optional.of(path.substring(start, end)) : Optional.empty();
    }
    int legacy = path.indexOf("/libvirt/lxc/");
    return legacy < 0
        ? Optional.empty()
        : Optional.of(path.substring(legacy + "/libvirt/lxc/".length()));
  }

  private static Optional<String> bpm(String path) {
    int at = path.indexOf("bpm-");
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + "bpm-".length();
    int end = path.indexOf(".scope", start);
    String id = path.substring(start, end < 0 ? path.length() : end);
    return BPM_ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  /** What stands after the last prefix and before the last suffix; empty if either is missing. */
  private static String between(String path, Layout layout) {
    int prefix = path.lastIndexOf(layout.prefix());
    if (prefix < 0) {
      return "";
    }
    int start = prefix + layout.prefix().length();
    int end = layout.suffix().isEmpty() ? path.length() : path.lastIndexOf(layout.suffix());
    return end < start ? "" : path.substring(start, end);
  }

  private static boolean isHex(String id) {
    return id.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}
