package io.bulwark.stream.container;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Metadata of one container; texts that are not known are empty.
 *
 * @param id the first 12 characters of the full id; {@code host} for no container
 * @param type the runtime's name
 * @param user the user its main process starts as
 * @param cniJson network result of the pod
 * @param podSandboxId full id of the pod's sandbox container
 */
public record ContainerInfo(
    String id,
    String fullId,
    String type,
    String name,
    String image,
    String imageId,
    String imageRepository,
    String imageTag,
    String imageDigest,
    String ip,
    String user,
    boolean privileged,
    boolean hostPid,
    boolean hostNetwork,
    boolean hostIpc,
    String podSandboxId,
    String cniJson,
    List<ContainerMount> mounts,
    SortedMap<String, String> labels,
    SortedMap<String, String> podLabels) {
  private static final String HOST_WORD = "host";

  /** What container fields say about processes outside containers. */
  public static final ContainerInfo HOST = new Builder().host();

  public ContainerInfo {
    mounts = List.copyOf(mounts);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    podLabels = Collections.unmodifiableSortedMap(new TreeMap<>(podLabels));
  }

  /** Collects the parts in the order in which JSON brings them. */
  static final class Builder {
    String id = "";
    String fullId = "";
    String type = "";
    String name = "";
    String image = "";
    String imageId = "";
    String imageRepository = "";
    String imageTag = "";
    String imageDigest = "";
    String ip = "";
    String user = "";
    boolean privileged;
    boolean hostPid;
    boolean hostNetwork;
    boolean hostIpc;
    String podSandboxId = "";
    String cniJson = "";
    List<ContainerMount> mounts = List.of();
    SortedMap<String, String> labels = new TreeMap<>();
    SortedMap<String, String> podLabels = new TreeMap<>();

    private ContainerInfo host() {
      id = HOST_WORD;
      fullId = HOST_WORD;
      name = HOST_WORD;
      type = HOST_WORD;
      return build();
    }

    ContainerInfo build() {
      return new ContainerInfo(
          id,
          fullId,
          type,
          name,
          image,
          imageId,
          imageRepository,
          imageTag,
          imageDigest,
          ip,
          user,
          privileged,
          hostPid,
          hostNetwork,
          hostIpc,
          podSandboxId,
          cniJson,
          mounts,
          labels,
          podLabels);
    }
  }
}
