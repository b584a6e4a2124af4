package io.bulwark.stream.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small JSON reader against a large one: the same tokens, and the same texts refused. */
class JsonReaderTest {
  private static final String CONTAINER =
      """
      {"container":{"id":"0123456789ab","type":0,"name":"a \\"b\\" \\u00e9\\n","privileged":true,
      "labels":{"a":"b","c":null,"d":[1,-2.5e3,[]]},"Mounts":[{"Source":"/x","RW":true},{}],"x":-0}}
      """;
  private static final int MUTATIONS = 20_000;
  private static final String BYTES = "{}[]\",:\\ \n0123456789-+.eEtrufalsn/\u0001";

  /** The tokens up to the end of the outermost value, or what was read before the damage. */
  private static List<String> ours(byte[] json) {
    List<String> tokens = new ArrayList<>();
    JsonReader in = new JsonReader(json, 0, json.length);
    try {
      int depth = 0;
      do {
        JsonReader.Token token = in.next();
        depth += depth(token.name());
        boolean textual = token.name().matches("NAME|STRING|INTEGER|OTHER_NUMBER");
        tokens.add(token + (textual ? " " + in.text() : ""));
      } while (depth > 0);
    } catch (IOException e) {
      tokens.add("damaged");
    }
    return tokens;
  }

  private static List<String> theirs(byte[] json) {
    List<String> tokens = new ArrayList<>();
    try (JsonParser in = new JsonFactory().createParser(json)) {
      int depth = 0;
      do {
        JsonToken token = in.nextToken();
        if (token == null) {
          tokens.add("damaged");
          return tokens;
        }
        depth += depth(token.name());
        String name =
            switch (token) {
              case FIELD_NAME -> "NAME " + in.currentName();
              case VALUE_STRING -> "STRING " + in.getText();
              case VALUE_NUMBER_INT -> "INTEGER " + in.getText();
              case VALUE_NUMBER_FLOAT -> "OTHER_NUMBER " + in.getText();
              default -> token.name().replace("VALUE_", "");
            };
        tokens.add(name);
      } while (depth > 0);
    } catch (IOException e) {
      tokens.add("damaged");
    }
    return tokens;
  }

  /**
   * Whether both read the same to its end. Where both refuse, one may have read a token more before
   * it saw why.
   */
  private static boolean compare(byte[] json) {
    List<String> ours = ours(json);
    List<String> theirs = theirs(json);
    String text = new String(json, StandardCharsets.UTF_8);
    boolean whole = !theirs.getLast().equals("damaged");
    assertThat(!ours.getLast().equals("damaged")).as(text).isEqualTo(whole);
    if (whole) {
      assertThat(ours).as(text).isEqualTo(theirs);
    }
    return whole;
  }

  private static int depth(String token) {
    return token.startsWith("START") ? 1 : token.startsWith("END") ? -1 : 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[],{}]",
        "{\"a\":1}",
        "{\"a\":1,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":}",
        "[01]",
        "[-]",
        "[1.]",
        "[1e]",
        "[1e5]",
        "[+1]",
        "[truex]",
        "[nul]",
        "[\"\\x\"]",
        "[\"\\u12g4\"]",
        "[\"\\ud83d\\ude00\"]",
        "[\"\u00e9\u4e2d\"]",
        "[\"a",
        "[",
        "{",
        "",
        " ",
        "]",
        "[}",
        "{]",
        "[{\"a\":[}]",
        "{\"a\":1 \"b\":2}",
        "[\"\t\"]",
        "[1,\n2 ,3\t]"
      })
  void sameTokensAsTheLibrary(String json) {
    compare(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void sameTokensForMutatedTexts() {
    Random random = new Random(20261125);
    int damaged = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = CONTAINER.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
      }
      damaged += compare(bytes) ? 0 : 1;
    }
    assertThat(damaged).isBetween(MUTATIONS / 4, MUTATIONS * 9 / 10);
  }

  @Test
  void depthIsBounded() {
    byte[] deep = "[".repeat(2000).getBytes(StandardCharsets.US_ASCII);
    assertThat(ours(deep)).hasSize(1001).endsWith("damaged");
  }
}
