package io.bulwark.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.text.SourceText;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionPrinterTest {
  private static String printed(String text) {
    Diagnostics found = new Diagnostics();
    Condition tree = ConditionParser.parse(SourceText.of(text, "t"), found, Optional.empty());
    assertThat(found.hasErrors()).isFalse();
    return ConditionPrinter.print(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "m or m and m; m or (m and m)",
        "not(m or m)  and\tnot m; not (m or m) and not m",
        "((m)) and (a.b=1 or a.b==2); m and (a.b = 1 or a.b = 2)",
        "a.b[x] exists and a.b.c in (x,'y z', -1); a.b[x] exists and a.b.c in (x, \"y z\", -1)",
        "a.b = 'q\"r\\\\s'; a.b = \"q\\\"r\\\\s\"",
        "a.b contains anyof (x); a.b contains anyof (x)",
        "a.b in names and a.b pmatch (/x); a.b in names and a.b pmatch (/x)",
        "getopt(a.b,'x:')[x]=val( c.d ); getopt(a.b, \"x:\")[x] = val(c.d)",
        "join('-', (a.b, 'c')) = x; join(\"-\", (a.b, \"c\")) = x"
      })
  void showsHowItWasUnderstood(String text, String expected) {
    assertThat(printed(text)).isEqualTo(expected);
    assertThat(printed(expected)).as("printed again").isEqualTo(expected);
  }
}
