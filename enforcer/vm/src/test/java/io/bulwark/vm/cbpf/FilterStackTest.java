package io.bulwark.vm.cbpf;

import static io.bulwark.bpf.cbpf.SeccompAction.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.cbpf.ClassicAlu;
import io.bulwark.bpf.cbpf.ClassicAssembler;
import io.bulwark.bpf.cbpf.SeccompAction;
import io.bulwark.bpf.cbpf.SeccompFilter;
import org.junit.jupiter.api.Test;

class FilterStackTest {
  private static final SeccompCall CALL = new SeccompCall();

  private static SeccompFilter constant(int result) {
    return SeccompFilter.of(new ClassicAssembler().ret(result).build());
  }

  private static int decide(int... oldestFirst) {
    FilterStack stack = new FilterStack();
    for (int result : oldestFirst) {
      stack.add(constant(result));
    }
    return stack.decide(CALL);
  }

  @Test
  void withoutFiltersEverythingIsAllowed() {
    assertThat(decide()).isEqualTo(ALLOW.value());
  }

  @Test
  void theMostRestrictiveAnswerWinsInBothOrders() {
    SeccompAction[] order = SeccompAction.values();
    for (int strict = 0; strict < order.length; strict++) {
      for (int lax = strict + 1; lax < order.length; lax++) {
        int wanted = order[strict].with(7);
        assertThat(decide(wanted, order[lax].with(9))).isEqualTo(wanted);
        assertThat(decide(order[lax].with(9), wanted)).isEqualTo(wanted);
      }
    }
  }

  @Test
  void ofEqualAnswersTheNewestWins() {
    assertThat(decide(ERRNO.with(1), ERRNO.with(2), LOG.with(0))).isEqualTo(ERRNO.with(2));
  }

  @Test
  void anAllowedCallHasNoData() {
    assertThat(decide(ALLOW.with(5))).isEqualTo(ALLOW.value());
  }

  /** The limit counts the kernel's translation: 12 filters of 2,727 and 11 penalties of 4. */
  @Test
  void aTaskHasRoomFor32768Instructions() {
    FilterStack exact = new FilterStack();
    for (int i = 0; i < 12; i++) {
      exact.add(adds(2722));
    }
    assertThatThrownBy(() -> exact.add(constant(0)))
        .isInstanceOf(FilterStackFull.class)
        .hasMessage(
            "filters of 32777 instructions, as the kernel counts them; a task has room for 32768");
    FilterStack over = new FilterStack();
    for (int i = 0; i < 7; i++) {
      over.add(adds(4088));
    }
    assertThatThrownBy(() -> over.add(adds(4088))).hasMessageContaining("32772");
    assertThat(over.add(adds(4084)).decide(CALL)).isEqualTo(ALLOW.value());
  }

  private static SeccompFilter adds(int count) {
    ClassicAssembler asm = new ClassicAssembler();
    for (int i = 0; i < count; i++) {
      asm.alu(ClassicAlu.ADD, 1);
    }
    return SeccompFilter.of(asm.ret(ALLOW, 0).build());
  }
}
