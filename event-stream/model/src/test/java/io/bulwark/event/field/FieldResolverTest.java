package io.bulwark.event.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.field.FieldResolution.Failed;
import io.bulwark.event.field.FieldResolution.Problem;
import io.bulwark.event.field.FieldResolution.Resolved;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldResolverTest {
  private final FieldResolver resolver = FieldResolver.standard();

  @ParameterizedTest
  @CsvSource({
    "proc.name, , proc.name",
    "proc.aname, 2, proc.aname[2]",
    "proc.aname, , proc.aname",
    "proc.env, HOME, proc.env[HOME]",
    "proc.aenv, 3, proc.aenv[3]",
    "proc.aenv, HOME, proc.aenv[HOME]",
    "evt.arg, 0, evt.arg[0]",
    "evt.arg.flags, , evt.arg.flags",
    "evt.rawarg.uid, , evt.rawarg.uid",
    "evt.type.is.openat, , evt.type.is.openat",
    "evt.abspath, , evt.abspath",
    "evt.abspath.src, , evt.abspath.src",
    "evt.type.is.12, , evt.type.is.12",
    "thread.cgroup.memory, , thread.cgroup.memory",
    "evt.around, 1404996934793590564, evt.around[1404996934793590564]",
    "container.mount.dest, /proc*, container.mount.dest[/proc*]",
    "container.mount.dest, 1, container.mount.dest[1]",
    "k8s.pod.label, app.kubernetes.io/name, k8s.pod.label[app.kubernetes.io/name]",
    "fd.types, 0, fd.types[0]",
  })
  void resolves(String name, String bracket, String text) {
    FieldResolution resolution = resolver.resolve(name, Optional.ofNullable(bracket));

    assertThat(resolution)
        .isInstanceOfSatisfying(
            Resolved.class, it -> assertThat(it.field().text()).isEqualTo(text));
  }

  @ParameterizedTest
  @CsvSource({
    "proc.nam, , UNKNOWN_FIELD",
    "fd.name.x, , UNKNOWN_FIELD",
    "evt.arg, , MISSING_ARGUMENT",
    "container.label, , MISSING_ARGUMENT",
    "evt.type.is, , MISSING_ARGUMENT",
    "proc.name, 1, UNEXPECTED_ARGUMENT",
    "thread.cgroup.memory, 1, UNEXPECTED_ARGUMENT",
    "proc.aname, x, BAD_INDEX",
    "proc.aname, -1, BAD_INDEX",
    "proc.aname, 4294967296, BAD_INDEX",
    "evt.arg, flags, BAD_INDEX",
    "evt.around, soon, BAD_INDEX",
    "evt.around, 9223372036854775808, BAD_INDEX",
    "evt.abspath.both, , BAD_KEY",
    "evt.type.is.nothing, , BAD_KEY",
    "evt.arg.nothing, , UNKNOWN_EVENT_ARGUMENT",
    "thread.cpu, , UNSUPPORTED_FIELD",
  })
  void refuses(String name, String bracket, Problem problem) {
    FieldResolution resolution = resolver.resolve(name, Optional.ofNullable(bracket));

    assertThat(resolution)
        .isInstanceOfSatisfying(Failed.class, it -> assertThat(it.problem()).isEqualTo(problem));
  }

  @ParameterizedTest
  @CsvSource({"uid, UINT32", "res, INT64", "name, CHARBUF", "fd, INT64", "flags, UINT32"})
  void rawArgumentsHaveTheTypeOfTheirParameter(String name, FieldType type) {
    assertThat(resolver.resolve("evt.rawarg." + name, Optional.empty()))
        .isInstanceOfSatisfying(
            Resolved.class, it -> assertThat(it.field().type().shape()).isEqualTo(type.shape()));
  }

  @Test
  void suggestsEventArguments() {
    assertThat(resolver.resolve("evt.arg.flgs", Optional.empty()))
        .isInstanceOfSatisfying(
            Failed.class, it -> assertThat(it.suggestions()).contains("evt.arg.flags"));
  }

  @Test
  void suggestsTheNearestNames() {
    FieldResolution resolution = resolver.resolve("proc.nmae", Optional.empty());

    assertThat(resolution)
        .isInstanceOfSatisfying(
            Failed.class, it -> assertThat(it.suggestions()).contains("proc.name"));
  }

  @Test
  void hostileTextIsRefusedQuickly() {
    String text = "a.".repeat(50_000) + "b";

    assertThat(resolver.resolve(text, Optional.empty())).isInstanceOf(Failed.class);
  }
}
