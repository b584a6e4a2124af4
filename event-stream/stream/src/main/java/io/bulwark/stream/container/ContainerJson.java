package io.bulwark.stream.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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

  private final JsonFactory json = new JsonFactory();

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
    try (JsonParser in = json.createParser(array, offset, end)) {
      return document(in);
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private static Optional<ContainerInfo> document(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      JsonToken value = in.nextToken();
      if (key.equals("container") && value == JsonToken.START_OBJECT) {
        return Optional.of(container(in));
      }
      in.skipChildren();
    }
    return Optional.empty();
  }

  private static ContainerInfo container(JsonParser in) throws IOException {
    ContainerInfo.Builder to = new ContainerInfo.Builder();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      switch (in.nextToken()) {
        case VALUE_STRING -> text(to, key, in.getText());
        case VALUE_TRUE -> flag(to, key);
        case VALUE_NUMBER_INT -> {
          if (key.equals("type")) {
            to.type = typeName(in.getIntValue());
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
        case null, default -> in.skipChildren();
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

  private static SortedMap<String, String> texts(JsonParser in) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      if (in.nextToken() == JsonToken.VALUE_STRING && map.size() < MOST_ENTRIES) {
        map.put(key, in.getText());
      } else {
        in.skipChildren();
      }
    }
    return map;
  }

  private static List<ContainerMount> mounts(JsonParser in) throws IOException {
    List<ContainerMount> mounts = new ArrayList<>();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      boolean writable = false;
      SortedMap<String, String> parts = new TreeMap<>();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        switch (in.nextToken()) {
          case VALUE_STRING -> parts.put(key, in.getText());
          case VALUE_TRUE -> writable |= key.equals("RW");
          case null, default -> in.skipChildren();
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
