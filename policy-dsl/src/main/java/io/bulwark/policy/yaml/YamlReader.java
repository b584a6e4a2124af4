package io.bulwark.policy.yaml;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads the documents of one file. What is wrong with it is reported, never thrown. */
public final class YamlReader {
  /** Bytes beyond which a rule file is refused. */
  public static final int MAX_BYTES = 16 << 20;

  /** Characters without a blank between: the scanner's time grows with their square. */
  static final int MAX_WORD = 64 << 10;

  private final String name;
  private final Diagnostics diagnostics;

  private YamlReader(String name, Diagnostics diagnostics) {
    this.name = name;
    this.diagnostics = diagnostics;
  }

  /**
   * The documents of a file.
   *
   * @return nothing if the file is no YAML; the reason has been reported
   */
  public static Optional<List<YamlNode>> read(
      String name, byte[] content, Diagnostics diagnostics) {
    return new YamlReader(name, diagnostics).read(content);
  }

  private Optional<List<YamlNode>> read(byte[] content) {
    if (content.length > MAX_BYTES) {
      return fail(
          Code.FILE_TOO_LARGE,
          Span.ofFile(name),
          "the file has " + content.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer chars = CharBuffer.allocate(content.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(bytes, chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      SourceFile before = new SourceFile(name, text + "?");
      return fail(
          Code.BAD_ENCODING,
          before.span(before.length() - 1, before.length()),
          "the file is not UTF-8 from here on");
    }
    return parse(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private Optional<List<YamlNode>> parse(String text) {
    SourceFile file = new SourceFile(name, text);
    int word = file.longWord(MAX_WORD);
    if (word >= 0) {
      return fail(
          Code.YAML_LIMIT,
          file.span(word, word),
          "more than " + MAX_WORD + " characters stand here without a blank between");
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      ParserImpl parser = new ParserImpl(new StreamReader(text), options);
      return Optional.of(new TreeBuilder(file, parser, diagnostics).documents());
    } catch (MarkedYAMLException e) {
      int index = e.getProblemMark() == null ? 0 : e.getProblemMark().getIndex();
      int place = Math.clamp(index, 0, Math.max(0, file.length() - 1));
      return fail(Code.YAML_SYNTAX, file.span(place, place), sentence(e.getProblem()));
    } catch (ReaderException e) {
      int place = Math.clamp(e.getPosition(), 0, Math.max(0, file.length() - 1));
      return fail(
          Code.YAML_SYNTAX,
          file.span(place, place),
          "character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
    } catch (TreeBuilder.TreeFault e) {
      diagnostics.add(e.diagnostic());
      return Optional.empty();
    } catch (YAMLException e) {
      return fail(Code.YAML_SYNTAX, Span.ofFile(name), sentence(e.getMessage()));
    }
  }

  /** The library's words on one line. */
  private static String sentence(@org.jspecify.annotations.Nullable String problem) {
    String words = problem == null ? "the file is no YAML" : problem.strip();
    int line = words.indexOf('\n');
    return line < 0 ? words : words.substring(0, line);
  }

  private Optional<List<YamlNode>> fail(Code code, Span span, String message) {
    diagnostics.add(
        new Diagnostic(
            code,
            code.severity(),
            span,
            message,
            Optional.of(code.fix()),
            List.of(),
            Optional.empty()));
    return Optional.empty();
  }
}
