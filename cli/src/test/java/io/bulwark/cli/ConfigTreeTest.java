package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTreeTest {

  private static ConfigTree with(String... options) {
    ConfigTree tree = ConfigTree.parse("test", "a: {b: 1, c: [x, y]}\nd: text\n");
    List.of(options).forEach(tree::set);
    return tree;
  }

  @Test
  void optionsReplaceAndAdd() {
    assertThat(with("a.b=2").text("a.b", "")).isEqualTo("2");
    assertThat(with("a.c[1]=z").list("a.c")).containsExactly("x", "z");
    assertThat(with("a.c[]=z").list("a.c")).containsExactly("x", "y", "z");
    assertThat(with("n.m.o=v").text("n.m.o", "")).isEqualTo("v");
    assertThat(with("d.e=v").text("d.e", "")).isEqualTo("v");
    assertThat(with("r[].disable.rule=*").list("r"))
        .isEqualTo(List.of(Map.of("disable", Map.of("rule", "*"))));
    assertThat(with("k\\.l=v").keys()).contains("k.l");
    assertThat(with("l=[1, 2]").list("l")).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "=v", "a[x]=1", "a[1=2", "a[99999999999]=1", "a[20000]=1"})
  void wrongOptionsAreFaults(String option) {
    assertThatThrownBy(() -> with(option)).isInstanceOf(FalcoFault.class);
  }

  @Test
  void wrongFilesAreFaults() {
    assertThatThrownBy(() -> ConfigTree.parse("f", "a: [")).isInstanceOf(FalcoFault.class);
    assertThatThrownBy(() -> ConfigTree.parse("f", "- a")).isInstanceOf(FalcoFault.class);
    String bomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
            + "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
            + "g: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]";
    assertThatThrownBy(() -> ConfigTree.parse("f", bomb)).isInstanceOf(FalcoFault.class);
  }
}
