package io.bulwark.stream.container;

import io.bulwark.stream.container.JsonReader.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the JSON that container events carry: {@code {"container": {…}}}. */
final class ContainerJson {
  /** Runtime names by the plugin's numbers. */
  private static final Map<Integer, String> TYPES =
      Map.ofEntries(
          Map.entry(0, "docker"),
          Map.entry(1, "lxc"),
          Map.entry(2, "libvirt-lxc"),
          Map.entry(3, "mesos"),
          Map.entry(4, "rkt"),
          Map.entry(6, "cri"),
          Map.entry(7, "containerd"),
          Map.entry(8, "cri-o"),
          Map.entry(9, "bpm"),
          Map.entry(11, "podman"),
          Map.entry(0xfffe, "host"));

  private static final int MOST_ENTRIES = 4096;

  ContainerJson() {}

  static String typeName(int number) {
    return TYPES.getOrDefault(number, "");
  }

  /** The container, or nothing if the bytes are no such JSON. */
  Optional<ContainerInfo> read(byte[] array, int offset, int length) {
    int end = length;
    while (end > 0 && array[offset + end - 1] == 0) {
      end--;
    }
    try {
      return document(new JsonReader(array, offset, end));
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private static Optional<ContainerInfo> document(JsonReader in) throws IOException {
    if (in.next() != Token.START_OBJECT) {
      return Optional.empty();
    }
    while (in.next() == Token.NAME) {
      String key = in.text();
      Token value = in.next();
      if (key.equals("container") && value == Token.START_OBJECT) {
        return Optional.of(container(in));
      }
      in.skipChildren();
    }
    return Optional.empty();
  }

  private static ContainerInfo container(JsonReader in) throws IOException {
    ContainerInfo.Builder to = new ContainerInfo.Builder();
    while (in.next() == Token.NAME) {
      String key = in.text();
      switch (in.next()) {
        case STRING -> text(to, key, in.text());
        case TRUE -> flag(to, key);
        case INTEGER -> {
          if (key.equals("type")) {
            to.type = typeName(in.intValue());
          }
        }
        case START_OBJECT -> {
          if (key.equals("labels")) {
            to.labels = texts(in);
          } else if (key.equals("pod_sandbox_labels")) {
            to.podLabels = texts(in);
          } else {
            in.skipChildren();
          }
        }
        case START_ARRAY -> {
          if (key.equals("Mounts")) {
            to.mounts = mounts(in);
          } else {
            in.skipChildren();
          }
        }
        case END_OBJECT, END_ARRAY, NAME, OTHER_NUMBER, FALSE, NULL -> {}
      }
    }
    return to.build();
  }

  private static void text(ContainerInfo.Builder to, String key, String value) {
    switch (key) {
      case "id" -> to.id = value;
      case "full_id" -> to.fullId = value;
      case "name" -> to.name = value;
      case "image" -> to.image = value;
      case "imageid" -> to.imageId = value;
      case "imagerepo" -> to.imageRepository = value;
      case "imagetag" -> to.imageTag = value;
      case "imagedigest" -> to.imageDigest = value;
      case "ip" -> to.ip = value;
      case "User" -> to.user = value;
      case "pod_sandbox_id" -> to.podSandboxId = value;
      case "cni_json" -> to.cniJson = value;
      default -> {
        // Other keys have no field that shows them.
      }
    }
  }

  private static void flag(ContainerInfo.Builder to, String key) {
    switch (key) {
      case "privileged" -> to.privileged = true;
      case "host_pid" -> to.hostPid = true;
      case "host_network" -> to.hostNetwork = true;
      case "host_ipc" -> to.hostIpc = true;
      default -> {
        // Other keys have no field that shows them.
      }
    }
  }

  private static SortedMap<String, String> texts(JsonReader in) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    while (in.next() == Token.NAME) {
      String key = in.text();
      if (in.next() == Token.STRING && map.size() < MOST_ENTRIES) {
        map.put(key, in.text());
      } else {
        in.skipChildren();
      }
    }
    return map;
  }

  private static List<ContainerMount> mounts(JsonReader in) throws IOException {
    List<ContainerMount> mounts = new ArrayList<>();
    while (in.next() == Token.START_OBJECT) {
      boolean writable = false;
      SortedMap<String, String> parts = new TreeMap<>();
      while (in.next() == Token.NAME) {
        String key = in.text();
        switch (in.next()) {
          case STRING -> parts.put(key, in.text());
          case TRUE -> writable |= key.equals("RW");
          case START_OBJECT, START_ARRAY -> in.skipChildren();
          case END_OBJECT, END_ARRAY, NAME, INTEGER, OTHER_NUMBER, FALSE, NULL -> {}
        }
      }
      if (mounts.size() < MOST_ENTRIES) {
        mounts.add(
            new ContainerMount(
                parts.getOrDefault("Source", ""),
                parts.getOrDefault("Destination", ""),
                parts.getOrDefault("Mode", ""),
                writable,
                parts.getOrDefault("Propagation", "")));
      }
    }
    return mounts;
  }
}
