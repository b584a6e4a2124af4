package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.container.ContainerInfo;
import io.bulwark.stream.container.ContainerMount;
import io.bulwark.stream.state.ThreadInfo;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code container.*} and {@code k8s.*} fields that have values. */
final class ContainerFields {
  private static final int SHORT_ID = 12;
  private static final String POD_NAME = "io.kubernetes.pod.name";
  private static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
  private static final String POD_UID = "io.kubernetes.pod.uid";

  private final ReaderContext context;

  ContainerFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "container.id" -> id(field);
      case "container.full_id" -> text(field, ContainerInfo::fullId);
      case "container.name" -> text(field, ContainerInfo::name);
      case "container.type" -> text(field, ContainerInfo::type);
      case "container.image" -> text(field, ContainerInfo::image);
      case "container.image.id" -> text(field, ContainerInfo::imageId);
      case "container.image.repository" -> text(field, ContainerInfo::imageRepository);
      case "container.image.tag" -> text(field, ContainerInfo::imageTag);
      case "container.image.digest" -> text(field, ContainerInfo::imageDigest);
      case "container.ip" -> text(field, ContainerInfo::ip);
      case "container.cni.json" -> text(field, ContainerInfo::cniJson);
      case "container.mounts" -> text(field, ContainerFields::mounts);
      case "container.labels" -> text(field, c -> labels(c.labels()));
      case "container.label" -> text(field, c -> c.labels().get(key(field)));
      case "container.privileged" -> flag(field, ContainerInfo::privileged);
      case "container.host_pid" -> flag(field, ContainerInfo::hostPid);
      case "container.host_network" -> flag(field, ContainerInfo::hostNetwork);
      case "container.host_ipc" -> flag(field, ContainerInfo::hostIpc);
      case "container.start_ts" -> start(field, false);
      case "container.duration" -> start(field, true);
      case "container.mount" -> mount(field, ContainerMount::text);
      case "container.mount.source" -> mount(field, ContainerMount::source);
      case "container.mount.dest" -> mount(field, ContainerMount::destination);
      case "container.mount.mode" -> mount(field, ContainerMount::mode);
      case "container.mount.rdwr" -> mount(field, m -> Boolean.toString(m.writable()));
      case "container.mount.propagation" -> mount(field, ContainerMount::propagation);
      case "k8s.pod.name" -> text(field, c -> c.labels().get(POD_NAME));
      case "k8s.ns.name" -> text(field, c -> c.labels().get(POD_NAMESPACE));
      case "k8s.pod.id", "k8s.pod.uid" -> text(field, c -> c.labels().get(POD_UID));
      case "k8s.pod.sandbox_id" -> text(field, c -> shortened(c.podSandboxId()));
      case "k8s.pod.full_sandbox_id" -> text(field, ContainerInfo::podSandboxId);
      case "k8s.pod.label" -> text(field, c -> podLabel(c, key(field)));
      case "k8s.pod.labels" -> text(field, this::podLabels);
      case "k8s.pod.ip" -> text(field, c -> ofNetwork(c, ContainerInfo::ip));
      case "k8s.pod.cni.json" -> text(field, c -> ofNetwork(c, ContainerInfo::cniJson));
      default -> null;
    };
  }

  /** Deprecated fields never have a value, as upstream. */
  static FieldReader missing(FieldRef field) {
    return switch (field.type().shape()) {
      case BOOL, SIGNED, UNSIGNED -> new LongField(field, () -> LongReader.MISSING);
      case TEXT, BYTES -> new TextField(field, () -> null);
      case ADDRESS, NET -> new AddressField(field, () -> null);
    };
  }

  private static String key(FieldRef field) {
    return switch (field.arg().orElse(null)) {
      case FieldArg.Key(String name) -> name;
      case FieldArg.Index(int index) -> Integer.toString(index);
      case null -> "";
    };
  }

  private TextField id(FieldRef field) {
    TextField.Source ofMetadata = cached(ContainerInfo::id);
    return new TextField(
        field,
        () -> {
          ByteSlice known = ofMetadata.read();
          return known != null ? known : context.containers().id();
        });
  }

  private TextField text(FieldRef field, Function<ContainerInfo, @Nullable String> of) {
    return new TextField(field, cached(of));
  }

  /** Turns a metadata text into bytes once per container, not once per event. */
  private TextField.Source cached(Function<ContainerInfo, @Nullable String> of) {
    return new TextField.Source() {
      private @Nullable ContainerInfo last;
      private @Nullable ByteSlice text;

      @Override
      public @Nullable ByteSlice read() {
        ContainerInfo info = context.containers().info();
        if (info == null) {
          return null;
        }
        if (info != last) {
          String value = of.apply(info);
          text = value == null ? null : ByteSlice.of(value);
          last = info;
        }
        return text;
      }
    };
  }

  private LongField flag(FieldRef field, Predicate<ContainerInfo> of) {
    return new LongField(
        field,
        () -> {
          ContainerInfo info = context.containers().info();
          return info == null ? LongReader.MISSING : of.test(info) ? 1 : 0;
        });
  }

  private LongField start(FieldRef field, boolean duration) {
    return new LongField(
        field,
        () -> {
          ThreadInfo thread = context.containers().known();
          if (thread == null || thread.pidnsInitStartTs == 0) {
            return LongReader.MISSING;
          }
          return duration
              ? context.event().timestamp() - thread.pidnsInitStartTs
              : thread.pidnsInitStartTs;
        });
  }

  /**
   * A mount's part. Where the mounts are known and none matches, the value is {@code <NA>}, which
   * rules test for; upstream leaves it missing.
   */
  private TextField mount(FieldRef field, Function<ContainerMount, String> of) {
    MountSelector selector = MountSelector.of(field);
    return text(
        field,
        container -> {
          ContainerMount found = selector.find(container.mounts());
          if (found != null) {
            return of.apply(found);
          }
          return context.strict() ? null : "<NA>";
        });
  }

  private static String mounts(ContainerInfo container) {
    return container.mounts().stream().map(ContainerMount::text).collect(Collectors.joining(","));
  }

  private static String labels(SortedMap<String, String> labels) {
    return labels.entrySet().stream()
        .filter(label -> isShown(label.getKey()))
        .map(ContainerFields::label)
        .collect(Collectors.joining(", "));
  }

  private static boolean isShown(String name) {
    return !name.startsWith("annotation.") && !name.startsWith("io.kubernetes.");
  }

  private static String label(Map.Entry<String, String> label) {
    return label.getValue().isEmpty() ? label.getKey() : label.getKey() + ":" + label.getValue();
  }

  private static String shortened(String id) {
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }

  /** The pod's own container, where the container itself has no network result. */
  private @Nullable ContainerInfo sandbox(ContainerInfo container) {
    return container.cniJson().isEmpty()
        ? context.containers().table().find(shortened(container.podSandboxId()))
        : null;
  }

  private @Nullable String podLabel(ContainerInfo container, String name) {
    ContainerInfo sandbox = sandbox(container);
    String label = sandbox == null ? null : sandbox.podLabels().get(name);
    return label != null ? label : container.podLabels().get(name);
  }

  private String podLabels(ContainerInfo container) {
    ContainerInfo sandbox = sandbox(container);
    return labels(sandbox != null ? sandbox.podLabels() : container.podLabels());
  }

  private @Nullable String ofNetwork(ContainerInfo container, Function<ContainerInfo, String> of) {
    if (!container.cniJson().isEmpty()) {
      return of.apply(container);
    }
    ContainerInfo sandbox = sandbox(container);
    return sandbox == null ? null : of.apply(sandbox);
  }
}
