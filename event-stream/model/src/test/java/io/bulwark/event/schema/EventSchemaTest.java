package io.bulwark.event.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventSchemaTest {
  private final EventSchema schema = EventSchema.standard();

  @Test
  void countsAreThoseOfSchema451() {
    assertThat(schema.size()).isEqualTo(454);
    assertThat(schema.types()).filteredOn(t -> t.is(EventType.Flag.UNUSED)).hasSize(35);
    assertThat(schema.types()).filteredOn(t -> t.is(EventType.Flag.OLD_VERSION)).hasSize(223);
  }

  @Test
  void execveCarriesItsThirtyOneParameters() {
    EventType execve = schema.type(293);
    assertThat(execve.name()).isEqualTo("execve");
    assertThat(execve.params()).hasSize(31);
    assertThat(execve.params().get(execve.paramIndex("trusted_exepath")).type())
        .isEqualTo(ParamType.FSPATH);
  }

  @Test
  void versionsAndDirectionsOfAnEventShareAKind() {
    assertThat(schema.type(2).kind())
        .isEqualTo(schema.type(3).kind())
        .isEqualTo(schema.kind("open"));
    assertThat(schema.kind("no such event")).isEqualTo(-1);
  }

  @Test
  void syscallsWithoutAnEventOfTheirOwnHaveKindsToo() {
    int acct = schema.kind("acct");
    assertThat(acct).isNotNegative();
    assertThat(schema.kindName(acct)).isEqualTo("acct");
    assertThat(schema.kindOfSyscall(3)).isEqualTo(schema.kind("read"));
    assertThat(schema.kindOfSyscall(-1)).isEqualTo(-1);
    assertThat(schema.kindOfSyscall(1 << 20)).isEqualTo(-1);
  }

  @Test
  void everyTableThatAParameterNamesExists() {
    for (EventType type : schema.types()) {
      for (Param param : type.params()) {
        boolean index = param.type() == ParamType.FSRELPATH || param.type() == ParamType.DYN;
        if (!param.table().isEmpty() && !index) {
          assertThat(schema.flagTable(param.table())).as(param.table()).isPresent();
        }
      }
    }
    assertThat(schema.flagTable("file_flags").orElseThrow().texts()).contains("O_TRUNC");
  }
}
