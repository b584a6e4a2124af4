package io.bulwark.rules.match;

import io.bulwark.event.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random conditions and random events over a small vocabulary, so that both outcomes are common.
 */
final class RandomConditions {
  private static final List<String> WORDS =
      List.of(
          "a",
          "b",
          "sh",
          "bash",
          "Bash",
          "/etc",
          "/etc/passwd",
          "/ETC/passwd",
          "etc/",
          "x/y",
          "/usr/lib/x.so",
          "//etc//ssh",
          "curl",
          "cur",
          "rl",
          "<NA>",
          "aab",
          "aaab",
          "YmFzaA==",
          "\u00e9\u00ff",
          "a b",
          "bashbash");
  private static final List<String> GLOBS =
      List.of(
          "*", "/etc*", "*sh", "?", "[a-c]*", "[!a]*", "*/*", "b?sh", "/*/*.so", "a*b*", "\\\\*");
  private static final List<String> REGEXES =
      List.of("a+b", ".*sh", "[a-z]+", "(bash|curl)", ".", "/etc/.*", "(a|b)*");
  private static final List<String> TEXT_FIELDS =
      List.of("proc.name", "fd.name", "proc.cmdline", "proc.pname", "evt.arg.flags");
  private static final List<String> KINDS =
      List.of("open", "openat", "execve", "connect", "close", "setuid");
  private static final List<String> NETS =
      List.of("10.0.0.0/8", "10.1.0.0/16", "127.0.0.1/32", "0.0.0.0/0", "fe80::/10", "::1/128");
  private static final List<String> ADDRESSES = List.of("10.1.2.3", "127.0.0.1", "::1", "fe80::1");

  private final RandomGenerator random;

  RandomConditions(RandomGenerator random) {
    this.random = random;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  String condition(int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(6);
    return switch (choice) {
      case 1 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 2 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 3 -> "not (" + condition(depth - 1) + ")";
      case 4 -> {
        String same = condition(depth - 1);
        yield "((" + same + " and " + test() + ") or (" + same + " and " + test() + "))";
      }
      default -> test();
    };
  }

  private String test() {
    return switch (random.nextInt(13)) {
      case 0 -> kind();
      case 1, 2, 3, 4 -> text(pick(TEXT_FIELDS));
      case 5 -> text(transformed());
      case 6 -> text("proc.aname");
      case 7 -> number();
      case 8 -> numbers();
      case 9 -> network();
      case 10 -> list();
      case 11 -> fields();
      default -> buffer();
    };
  }

  private String kind() {
    return switch (random.nextInt(4)) {
      case 0 -> "evt.type = " + pick(KINDS);
      case 1 -> "evt.type != " + pick(KINDS);
      default -> "evt.type in (" + pick(KINDS) + ", " + pick(KINDS) + ")";
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private String words() {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      chosen.add(quoted(pick(WORDS)));
    }
    return "(" + String.join(", ", chosen) + ")";
  }

  private String text(String field) {
    return field
        + switch (random.nextInt(14)) {
          case 0 -> " exists";
          case 1 -> " = " + quoted(pick(WORDS));
          case 2 -> " != " + quoted(pick(WORDS));
          case 3 -> " in " + words();
          case 4 -> " contains " + quoted(pick(WORDS));
          case 5 -> " icontains " + quoted(pick(WORDS));
          case 6 -> " startswith " + quoted(pick(WORDS));
          case 7 -> " endswith " + quoted(pick(WORDS));
          case 8 -> " glob " + quoted(pick(GLOBS));
          case 9 -> " iglob " + quoted(pick(GLOBS));
          case 10 -> " regex " + quoted(pick(REGEXES));
          case 11 -> " pmatch (" + pick(List.of("/etc", "/usr/lib", "/*/passwd", "x")) + ", /no)";
          case 12 ->
              pick(List.of(" startswith ", " = ", " contains ", " != ", " glob "))
                  + pick(List.of("oneof ", "anyof ", "allof "))
                  + words();
          default -> " intersects " + words();
        };
  }

  private String transformed() {
    String field = pick(TEXT_FIELDS);
    return switch (random.nextInt(5)) {
      case 0 -> "tolower(" + field + ")";
      case 1 -> "toupper(" + field + ")";
      case 2 -> "basename(" + field + ")";
      case 3 -> "b64(" + field + ")";
      default -> "concat(" + field + ", \"-\", proc.pname)";
    };
  }

  private String number() {
    String op = pick(List.of("=", "!=", "<", "<=", ">", ">="));
    return switch (random.nextInt(5)) {
      case 0 -> "fd.num " + op + " " + random.nextInt(-2, 4);
      case 1 -> "user.uid " + op + " " + random.nextInt(-1, 3);
      case 2 -> "fd.num in (1, 2, " + random.nextInt(5) + ", 77)";
      case 3 -> "evt.is_open_read = " + random.nextBoolean();
      default -> "len(fd.name) " + op + " " + random.nextInt(8);
    };
  }

  private String numbers() {
    String op = pick(List.of("=", "!=", "<", ">="));
    return switch (random.nextInt(4)) {
      case 0 -> "proc.apid " + op + " " + random.nextInt(4);
      case 1 -> "fd.port " + op + " " + pick(List.of("80", "443", "1"));
      case 2 -> "proc.apid in (1, 2)";
      default -> "fd.port in (80, 22)";
    };
  }

  private String network() {
    return switch (random.nextInt(7)) {
      case 0 -> "fd.ip = " + pick(ADDRESSES);
      case 1 -> "fd.ip != " + pick(ADDRESSES);
      case 2 -> "fd.ip in (" + pick(ADDRESSES) + ", " + pick(ADDRESSES) + ")";
      case 3 -> "fd.snet " + pick(List.of("= ", "!= ")) + pick(NETS);
      case 4 -> "fd.snet in (" + String.join(", ", NETS.subList(0, 3)) + ", " + pick(NETS) + ")";
      case 5 -> "fd.net != " + pick(NETS);
      default -> "fd.sip " + pick(List.of("= ", "!= ")) + pick(ADDRESSES);
    };
  }

  private String list() {
    return "fd.types " + pick(List.of("in ", "intersects ")) + words();
  }

  private String fields() {
    return switch (random.nextInt(5)) {
      case 0 -> "proc.name = val(proc.pname)";
      case 1 -> "proc.name != val(proc.pname)";
      case 2 -> "proc.cmdline contains val(proc.name)";
      case 3 -> "tolower(proc.name) = tolower(proc.pname)";
      default -> "proc.aname = val(proc.name)";
    };
  }

  private String buffer() {
    return switch (random.nextInt(3)) {
      case 0 -> "evt.buffer contains " + quoted(pick(WORDS));
      case 1 -> "evt.buffer bcontains 6162";
      default -> "evt.buffer bstartswith 61";
    };
  }

  /** Makes the next event of {@code source}; about a quarter of its fields are missing. */
  void event(FakeSource source) {
    source.event(pick(KINDS));
    for (String field : TEXT_FIELDS) {
      maybe(source, field, text());
    }
    maybe(source, "evt.buffer", text());
    maybe(source, "fd.num", (long) random.nextInt(-2, 4));
    maybe(source, "user.uid", pick(List.of(0L, 1L, 4294967295L)));
    maybe(source, "evt.is_open_read", (long) random.nextInt(2));
    maybe(source, "proc.aname", many(this::text));
    maybe(source, "fd.types", many(this::text));
    maybe(source, "proc.apid", many(() -> (long) random.nextInt(4)));
    maybe(source, "fd.port", many(() -> pick(List.of(80L, 443L, 22L))));
    maybe(source, "fd.ip", many(this::address));
    maybe(source, "fd.net", many(this::address));
    maybe(source, "fd.sip", address());
    maybe(source, "fd.snet", address());
  }

  private void maybe(FakeSource source, String field, Object value) {
    if (random.nextInt(4) > 0) {
      source.set(field, value);
    }
  }

  private String text() {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> pick(WORDS) + pick(WORDS);
      case 2 -> pick(WORDS).repeat(random.nextInt(1, 300));
      default -> pick(WORDS);
    };
  }

  private <T> List<T> many(java.util.function.Supplier<T> one) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(one.get());
    }
    return list;
  }

  private IpAddress address() {
    return switch (random.nextInt(5)) {
      case 0 -> IpAddress.v4(0x0a010203);
      case 1 -> IpAddress.v4(0x7f000001);
      case 2 -> IpAddress.v6(0, 1);
      case 3 -> IpAddress.v6(0xfe80L << 48, 1);
      default -> IpAddress.v4(random.nextInt());
    };
  }
}
