package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class UserAndContainerFieldsTest {
  private static final String WEB =
      """
      {"container": {"id": "0123456789ab", "full_id": "0123456789abcdef", "type": 7,
       "name": "web", "image": "reg/nginx:1", "imagerepo": "reg/nginx", "imagetag": "1",
       "privileged": true, "User": "www", "ip": "10.1.1.1", "env": ["A=1"],
       "labels": {"b": "2", "a": "", "io.kubernetes.pod.name": "web-1",
                  "io.kubernetes.pod.namespace": "shop"},
       "pod_sandbox_id": "fedcba9876543210", "pod_sandbox_labels": null,
       "Mounts": [{"Source": "/proc", "Destination": "/host/proc", "Mode": "ro", "RW": false,
                   "Propagation": "rslave"},
                  {"Source": "/data", "Destination": "/d", "Mode": "", "RW": true,
                   "Propagation": ""}]}}
      """;

  private final Scene scene = new Scene();

  private ThreadInfo thread() {
    ThreadInfo thread = scene.process(42, 1, "cat");
    thread.uid = 1000;
    thread.gid = 100;
    return thread;
  }

  private void announce(String name, String json) {
    byte[] bytes = (json + "\0").getBytes(StandardCharsets.UTF_8);
    scene.event(EventIds.ASYNC, 0, name, bytes);
  }

  @Test
  void usersFromTheTable() {
    thread().loginUid = 1000;
    scene.state.users.put(1000L, "alice");
    scene.state.groups.put(100L, "users");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("user.name")).isEqualTo("alice");
    assertThat(scene.text("user.homedir")).isEqualTo("/home/alice");
    assertThat(scene.text("user.shell")).isEqualTo("/bin/sh");
    assertThat(scene.text("user.loginname")).isEqualTo("alice");
    assertThat(scene.number("user.loginuid")).isEqualTo(1000);
    assertThat(scene.text("group.name")).isEqualTo("users");
  }

  @Test
  void rootIsKnownWithoutATable() {
    ThreadInfo thread = thread();
    thread.uid = 0;
    thread.gid = 0;
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("user.name")).isEqualTo("root");
    assertThat(scene.text("user.homedir")).isEqualTo("/root");
    assertThat(scene.text("user.shell")).isEqualTo("<NA>");
    assertThat(scene.text("group.name")).isEqualTo("root");
  }

  @Test
  void unknownUsersReadNotAvailable() {
    thread();
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("user.name")).isEqualTo("<NA>");
    assertThat(scene.text("user.homedir")).isEqualTo("<NA>");
    assertThat(scene.number("user.loginuid")).isEqualTo(-1);
    assertThat(scene.text("user.loginname")).isEqualTo("<NA>");
    assertThat(scene.printed("user.uid")).isEqualTo("1000");
  }

  @Test
  void hostHasEmptyTexts() {
    thread();
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.id")).isEqualTo("host");
    assertThat(scene.text("container.name")).isEqualTo("host");
    assertThat(scene.text("container.type")).isEqualTo("host");
    assertThat(scene.containerUnknown()).isFalse();
    assertThat(scene.text("container.image.repository")).isEmpty();
    assertThat(scene.number("container.privileged")).isZero();
    assertThat(scene.text("k8s.ns.name")).isNull();
    assertThat(scene.text("container.mount.dest[/proc]")).isEqualTo("<NA>");
    assertThat(scene.strict().text("container.mount.dest[/proc]")).isNull();
  }

  @Test
  void unknownContainersHaveOnlyTheirId() {
    thread().containerId = ByteSlice.of("0123456789ab");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.id")).isEqualTo("0123456789ab");
    assertThat(scene.text("container.name")).isNull();
    assertThat(scene.text("container.image.repository")).isNull();
    assertThat(scene.number("container.privileged")).isEqualTo(LongReader.MISSING);
    assertThat(scene.containerUnknown()).isTrue();
    assertThat(scene.text("container.mount.dest[/proc]")).isNull();
  }

  @Test
  void eventsWithoutThreadHaveNotEvenAnId() {
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.id")).isNull();
    assertThat(scene.text("container.name")).isNull();
  }

  @Test
  void threadsMadeUpForAnUnknownTidCountAsTheHosts() {
    ThreadInfo thread = thread();
    thread.unknown = true;
    thread.containerId = ByteSlice.of("");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.id")).isEqualTo("host");
  }

  @Test
  void metadataFromContainerEvents() {
    thread().containerId = ByteSlice.of("0123456789ab");
    announce("container", WEB);
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.full_id")).isEqualTo("0123456789abcdef");
    assertThat(scene.containerUnknown()).isFalse();
    assertThat(scene.text("container.type")).isEqualTo("containerd");
    assertThat(scene.text("container.image")).isEqualTo("reg/nginx:1");
    assertThat(scene.text("container.image.tag")).isEqualTo("1");
    assertThat(scene.reader("container.privileged").value()).isEqualTo(new FieldValue.Bool(true));
    assertThat(scene.text("container.labels")).isEqualTo("a, b:2");
    assertThat(scene.text("container.label[b]")).isEqualTo("2");
    assertThat(scene.text("container.label[c]")).isNull();
    assertThat(scene.text("k8s.pod.name")).isEqualTo("web-1");
    assertThat(scene.text("k8s.ns.name")).isEqualTo("shop");
    assertThat(scene.text("k8s.pod.sandbox_id")).isEqualTo("fedcba987654");
    assertThat(scene.text("container.mounts"))
        .isEqualTo("/proc:/host/proc:ro:false:rslave,/data:/d::true:");
  }

  @Test
  void mountsByNumberSourceAndDestination() {
    thread().containerId = ByteSlice.of("0123456789ab");
    announce("container", WEB);
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.mount.dest[/proc*]")).isEqualTo("/host/proc");
    assertThat(scene.text("container.mount.dest[1]")).isEqualTo("/d");
    assertThat(scene.text("container.mount.source[/d$]")).isEqualTo("/data");
    assertThat(scene.text("container.mount.rdwr[/data]")).isEqualTo("true");
    assertThat(scene.text("container.mount.dest[/none]")).isEqualTo("<NA>");
    assertThat(scene.text("container.mount.dest[*[]")).isEqualTo("<NA>");
  }

  @Test
  void containerEventsSpeakOfTheirOwnContainer() {
    thread();
    announce("container", WEB);
    assertThat(scene.text("container.id")).isEqualTo("0123456789ab");

    announce("container_removed", WEB);
    assertThat(scene.text("container.name")).isEqualTo("web");

    scene.event(EventIds.UNLINK, 0, "/a");
    assertThat(scene.text("container.id")).isEqualTo("host");
  }

  @Test
  void brokenMetadataChangesNothing() {
    thread().containerId = ByteSlice.of("0123456789ab");
    announce("container", "{\"container\": {\"id\": \"0123456789ab\", \"name\": ");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("container.name")).isNull();
  }

  @Test
  void deprecatedFieldsBindAndStayMissing() {
    thread();
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("k8s.svc.label[app]")).isNull();
    assertThat(scene.text("container.healthcheck")).isNull();
    assertThat(scene.number("proc.is_container_healthcheck")).isEqualTo(LongReader.MISSING);
  }
}
