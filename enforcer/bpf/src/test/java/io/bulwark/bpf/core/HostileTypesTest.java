package io.bulwark.bpf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.btf.Samples;
import io.bulwark.bpf.core.Resolution.Failure;
import io.bulwark.bpf.core.Resolution.Problem;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged and hostile tables: a resolution comes back, soon, and nothing else. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileTypesTest {
  private static final long SEED = 4_711;
  private static final int MUTATIONS = Integer.getInteger("bulwark.mutations", 100_000) / 2;
  private static final String[] PATHS = {"0", "0:0", "0:1:1", "0:6:3", "0:2", "1:7", "0:1:0:0"};

  @Test
  void damagedTablesOnEitherSide() {
    byte[] sound = Samples.everyKind().build().toBytes();
    Btf intact = Btf.read(sound);
    var random = new Random(SEED);
    Map<Problem, Integer> problems = new EnumMap<>(Problem.class);
    int values = 0;
    int unreadable = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = sound.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Btf btf;
      try {
        btf = Btf.read(damaged);
      } catch (BtfFormatException e) {
        unreadable++;
        continue;
      }
      CoreResolver resolver =
          random.nextBoolean()
              ? new CoreResolver(btf, Target.of(intact))
              : new CoreResolver(intact, Target.of(btf));
      for (CoreKind kind : CoreKind.values()) {
        var relocation =
            new CoreRelocation(
                kind, random.nextInt(intact.size() + 1), PATHS[random.nextInt(PATHS.length)]);
        Resolution resolution = resolver.resolve(relocation);
        assertThat(resolver.describe(relocation)).isNotEmpty();
        if (resolution instanceof Failure(Problem problem, String message)) {
          assertThat(message).isNotEmpty();
          problems.merge(problem, 1, Integer::sum);
        } else {
          values++;
        }
      }
    }
    System.out.printf(
        "FIGURE: CO-RE on damaged types: %d tables, %d unreadable, %d answers, failures %s%n",
        MUTATIONS, unreadable, values, problems);
    assertThat(problems).containsKeys(Problem.DAMAGED, Problem.INVALID);
    assertThat(values).isPositive();
  }

  @Test
  void typesThatContainThemselves() {
    // typedef t t; and struct s { s; }: the builder refuses them, so the references are bent here.
    var builder = new BtfBuilder();
    int u32 = builder.integer("u32", 4, Encoding.UNSIGNED);
    int alias = builder.add(new BtfType.Typedef("alias", u32));
    int inner = builder.add(new BtfType.Struct("", 4, List.of(Member.at(0, "x", u32))));
    int outer = builder.add(new BtfType.Struct("outer", 4, List.of(Member.at(0, "", inner))));
    Btf sound = builder.build();
    ByteBuffer bytes = ByteBuffer.wrap(sound.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt((int) sound.position(alias) + 8, alias);
    bytes.putInt((int) sound.position(inner) + 16, inner);
    bytes.putInt((int) sound.position(inner) + 12, 0);
    Btf bent = Btf.read(bytes.array());
    assertThat(
            new CoreResolver(bent, Target.of(sound))
                .resolve(relocation(CoreKind.TYPE_SIZE, alias, "0")))
        .isInstanceOf(Failure.class);
    assertThat(
            new CoreResolver(sound, Target.of(bent))
                .resolve(relocation(CoreKind.FIELD_EXISTS, outer, "0:0:0")))
        .isEqualTo(new Value(1, 0, true, Resolution.Width.NONE));
    assertThat(bent.member(outer, "x")).isEmpty();
  }

  /** Each level holds the next one twice: 2^30 ways down, one of which has the field. */
  @Test
  @Timeout(10)
  void structsThatFanOut() {
    Btf anonymous = fan("", 30);
    int root = anonymous.size() - 1;
    assertThat(anonymous.member(root, "absent")).isEmpty();
    Btf local = single("root", "absent");
    var resolver = new CoreResolver(local, Target.of(anonymous));
    assertThat(resolver.resolve(relocation(CoreKind.FIELD_EXISTS, 2, "0:0")))
        .isEqualTo(new Value(1, 0, true, Resolution.Width.NONE));

    Btf named = fan("m", 30);
    var same = new CoreResolver(named, Target.of(named));
    assertThat(same.resolve(relocation(CoreKind.TYPE_MATCHES, named.size() - 1, "0")))
        .isEqualTo(new Value(1, 1, true, Resolution.Width.NONE));
  }

  /** 60,000 unnamed members on both sides; only the target's last one matches. */
  @Test
  @Timeout(20)
  void membersThatAllLookAlike() {
    Btf local = alike(Encoding.SIGNED);
    int root = local.find(BtfKind.UNION, "root");
    var resolver = new CoreResolver(local, Target.of(alike(Encoding.UNSIGNED)));
    assertThat(resolver.resolve(relocation(CoreKind.TYPE_MATCHES, root, "0")))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.problem()).isEqualTo(Problem.TOO_COMPLEX));
  }

  private static Btf alike(Encoding encoding) {
    var btf = new BtfBuilder();
    int number = btf.integer("n", 4, encoding);
    int last = btf.integer("n", 4, Encoding.SIGNED);
    var members = new ArrayList<Member>();
    for (int i = 0; i < 60_000; i++) {
      members.add(new Member("", i < 59_999 ? number : last, 0, 0));
    }
    btf.add(new BtfType.Union("root", 4, members));
    return btf.build();
  }

  private static Btf single(String struct, String field) {
    var btf = new BtfBuilder();
    int u32 = btf.integer("u32", 4, Encoding.UNSIGNED);
    btf.add(new BtfType.Struct(struct, 4, List.of(Member.at(0, field, u32))));
    return btf.build();
  }

  /** Unions, so that sizes stay small. */
  private static Btf fan(String member, int levels) {
    var btf = new BtfBuilder();
    int type = btf.integer("u32", 4, Encoding.UNSIGNED);
    for (int i = 0; i < levels; i++) {
      List<Member> members =
          member.isEmpty()
              ? List.of(Member.at(0, "", type), Member.at(0, "", type))
              : List.of(Member.at(0, "a", type), Member.at(0, "b", type));
      type =
          btf.add(
              i == levels - 1
                  ? new BtfType.Struct("root", 4, members)
                  : new BtfType.Union(member.isEmpty() ? "" : "u" + i, 4, members));
    }
    return btf.build();
  }

  private static CoreRelocation relocation(CoreKind kind, int root, String access) {
    return new CoreRelocation(kind, root, access);
  }
}
