package io.bulwark.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every character of a scalar knows its line and column, however the scalar is written. */
class ScalarPlacesTest {
  /** The value of the first key of a document, with its places. */
  private static SourceText value(String yaml) {
    Diagnostics found = new Diagnostics();
    List<YamlNode> documents =
        YamlReader.read("f", yaml.getBytes(StandardCharsets.UTF_8), found).orElseThrow();
    assertThat(found.sorted()).isEmpty();
    YamlNode.Mapping mapping = (YamlNode.Mapping) documents.getFirst();
    return ((YamlNode.Scalar) mapping.entries().getFirst().value()).source();
  }

  /** Each character of the value that stands as it is in the file, against the file's lines. */
  private static void requirePlaces(String yaml) {
    SourceText value = value(yaml);
    List<String> lines = yaml.lines().toList();
    int at = 0;
    while (at < value.length()) {
      int point = value.text().codePointAt(at);
      int width = Character.charCount(point);
      Span span = value.span(at, at + width);
      assertThat(span.line()).isBetween(1, lines.size());
      int[] line = lines.get(span.line() - 1).codePoints().toArray();
      boolean blank = point == ' ' || point == '\n';
      if (!blank) {
        assertThat(span.column()).as("%s in %s", span, yaml).isBetween(1, line.length);
        int there = line[span.column() - 1];
        assertThat(there == point || there == '\\' || there == '\'')
            .as("character %d `%c` of %s at %s", at, point, yaml, span)
            .isTrue();
      }
      at += width;
    }
  }

  private static String place(String yaml, String word) {
    SourceText value = value(yaml);
    int at = value.text().indexOf(word);
    assertThat(at).as(value.text()).isNotNegative();
    Span span = value.span(at, at + word.length());
    return span.line() + ":" + span.column() + "-" + span.endLine() + ":" + span.endColumn();
  }

  @Test
  void foldedBlocks() {
    String yaml = "c: >\n  one\n  two\n\n  three XX\n";
    assertThat(value(yaml).text()).isEqualTo("one two\nthree XX\n");
    assertThat(place(yaml, "two")).isEqualTo("3:3-3:6");
    assertThat(place(yaml, "XX")).isEqualTo("5:9-5:11");
  }

  @Test
  void foldedBlocksWithMoreIndentedLines() {
    String yaml = "c: >-\n  one\n    deep XX\n  two\n";
    assertThat(value(yaml).text()).isEqualTo("one\n  deep XX\ntwo");
    assertThat(place(yaml, "XX")).isEqualTo("3:10-3:12");
    assertThat(place(yaml, "two")).isEqualTo("4:3-4:6");
  }

  @Test
  void literalBlocksWithIndentationIndicator() {
    String yaml = "c: |2+\n    one\n  two XX\n\n";
    assertThat(value(yaml).text()).isEqualTo("  one\ntwo XX\n\n");
    assertThat(place(yaml, "one")).isEqualTo("2:5-2:8");
    assertThat(place(yaml, "XX")).isEqualTo("3:7-3:9");
  }

  @Test
  void blocksWithCommentsInTheHeader() {
    String yaml = "c: >- # one\n  one XX\n";
    assertThat(place(yaml, "XX")).isEqualTo("2:7-2:9");
    assertThat(place(yaml, "one")).isEqualTo("2:3-2:6");
  }

  @Test
  void blocksThatBeginWithEmptyLines() {
    String yaml = "c: |\n\n\n  one XX\n";
    assertThat(place(yaml, "XX")).isEqualTo("4:7-4:9");
  }

  @Test
  void plainScalarsOverSeveralLines() {
    String yaml = "c: one\n   two\n\n     three XX\n";
    assertThat(value(yaml).text()).isEqualTo("one two\nthree XX");
    assertThat(place(yaml, "two")).isEqualTo("2:4-2:7");
    assertThat(place(yaml, "XX")).isEqualTo("4:12-4:14");
  }

  @Test
  void quotedScalarsOverSeveralLines() {
    String yaml = "c: \"one\n  two \\\n  three\\x41 XX\"\n";
    assertThat(value(yaml).text()).isEqualTo("one two threeA XX");
    assertThat(place(yaml, "two")).isEqualTo("2:3-2:6");
    assertThat(place(yaml, "three")).isEqualTo("3:3-3:8");
    assertThat(place(yaml, "A")).startsWith("3:8-");
    assertThat(place(yaml, "XX")).isEqualTo("3:13-3:15");
  }

  @Test
  void escapes() {
    String yaml = "c: \"a\\tb\\n\\u00e9\\U0001F600XX\\\"y\\\\z\"\n";
    assertThat(value(yaml).text()).isEqualTo("a\tb\n\u00e9\ud83d\ude00XX\"y\\z");
    assertThat(place(yaml, "b")).isEqualTo("1:8-1:9");
    assertThat(place(yaml, "\u00e9")).startsWith("1:11-");
    assertThat(place(yaml, "\ud83d\ude00")).startsWith("1:17-");
    assertThat(place(yaml, "XX")).isEqualTo("1:27-1:29");
    assertThat(place(yaml, "y")).isEqualTo("1:31-1:32");
    assertThat(place(yaml, "z")).isEqualTo("1:34-1:35");
  }

  @Test
  void escapedBlanks() {
    String yaml = "c: \"a\\ b\\_c XX\"\n";
    assertThat(value(yaml).text()).isEqualTo("a b\u00a0c XX");
    assertThat(place(yaml, "b")).isEqualTo("1:8-1:9");
    assertThat(place(yaml, "XX")).isEqualTo("1:13-1:15");
  }

  @Test
  void singleQuotesAreDoubled() {
    String yaml = "c: 'it''s XX'\n";
    assertThat(value(yaml).text()).isEqualTo("it's XX");
    assertThat(place(yaml, "s")).isEqualTo("1:9-1:10");
    assertThat(place(yaml, "XX")).isEqualTo("1:11-1:13");
  }

  @Test
  void charactersBeyondTheBasicPlaneAreOneColumn() {
    String yaml = "c: \ud83d\ude00\ud83d\ude00 XX\n";
    assertThat(place(yaml, "XX")).isEqualTo("1:7-1:9");
  }

  @Test
  void aByteOrderMarkIsNoColumn() {
    assertThat(place("\ufeffc: XX\n", "XX")).isEqualTo("1:4-1:6");
  }

  @Test
  void windowsLineEnds() {
    String yaml = "c: >\r\n  one\r\n  two XX\r\n";
    assertThat(value(yaml).text()).isEqualTo("one two XX\n");
    assertThat(place(yaml, "XX")).isEqualTo("3:7-3:9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c: \n", "c: ''\n", "c: \"\"\n", "c: >\n", "c: |\n\n\n", "c: >-", "c:"})
  void emptyScalarsStandSomewhere(String yaml) {
    SourceText value = value(yaml);
    assertThat(value.text().strip()).isEmpty();
    assertThat(value.span().line()).isPositive();
    assertThat(value.span().column()).isPositive();
  }

  @Test
  void randomScalars() {
    long seed = Seeds.seed("ScalarPlacesTest", 20261125);
    for (int i = 0; i < 20_000; i++) {
      requirePlaces(scalar(Seeds.generator(seed + i)));
    }
  }

  private static String scalar(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> "c: " + header(random, '>') + block(random);
      case 1 -> "c: " + header(random, '|') + block(random);
      case 2 -> "c: '" + lines(random, List.of("''", "é")) + "'\n";
      case 3 ->
          "c: \""
              + lines(random, List.of("\\t", "\\\"", "\\x41", "\\u00e9", "\\\\", "\\\n  ", "\\ "))
              + "\"\n";
      default -> "c: p" + lines(random, List.of("\"", "é", "😀")) + "\n";
    };
  }

  private static String header(RandomGenerator random, char style) {
    String[] chomp = {"", "-", "+"};
    return style + chomp[random.nextInt(3)] + (random.nextBoolean() ? " # note" : "") + "\n";
  }

  private static String block(RandomGenerator random) {
    StringBuilder out = new StringBuilder("  begin\n");
    int lines = random.nextInt(6);
    for (int i = 0; i < lines; i++) {
      switch (random.nextInt(4)) {
        case 0 -> out.append('\n');
        case 1 -> out.append("    ").append(words(random, List.of("😀", "\"", "'"))).append('\n');
        default -> out.append("  ").append(words(random, List.of("é", "\\", "#"))).append('\n');
      }
    }
    return out.toString();
  }

  private static String lines(RandomGenerator random, List<String> special) {
    StringBuilder out = new StringBuilder();
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      if (i > 0) {
        out.append(random.nextInt(4) == 0 ? "\n\n  " : "\n   ");
      }
      out.append(words(random, special));
    }
    return out.toString();
  }

  private static String words(RandomGenerator random, List<String> special) {
    StringBuilder out = new StringBuilder();
    int words = 1 + random.nextInt(5);
    for (int i = 0; i < words; i++) {
      out.append(i == 0 ? "" : " ".repeat(1 + random.nextInt(2)));
      out.append((char) ('a' + random.nextInt(26)));
      if (random.nextInt(3) == 0) {
        out.append(special.get(random.nextInt(special.size()))).append('z');
      }
    }
    return out.toString();
  }
}
