package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged bytes lead to a {@link BtfFormatException} with a place, or to values; nothing else. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BtfDamageTest {
  private static final long SEED = 20_261_125;
  private static final int MUTATIONS = Integer.getInteger("bulwark.mutations", 100_000);

  /** What was tried, and how often it ended with an error. */
  private static final class Count {
    private int tried;
    private int refused;

    void add(byte[] bytes, Runnable use) {
      tried++;
      try {
        use.run();
      } catch (BtfFormatException e) {
        refused++;
        assertThat(e.offset()).isBetween(0L, (long) bytes.length);
      }
    }

    @Override
    public String toString() {
      return tried + " tried, " + refused + " refused";
    }
  }

  @Test
  void everyTruncationOfTypes() {
    byte[] whole = Samples.everyKind().build().toBytes();
    var count = new Count();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      count.add(cut, () -> useAll(Btf.read(cut), 0));
    }
    assertThat(count.refused).as("a header that promises more is refused").isEqualTo(count.tried);
  }

  @Test
  void everyTruncationOfTheExtension() {
    BtfBuilder builder = Samples.everyKind();
    byte[] whole = BtfExtWriter.write(Samples.extension(), builder);
    Btf btf = builder.build();
    var count = new Count();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      count.add(cut, () -> BtfExt.read(cut, btf));
    }
    assertThat(count.refused).isEqualTo(count.tried);
  }

  /** Every small number, and those around the length of the data, in every word of both headers. */
  @Test
  void everyHeaderField() {
    BtfBuilder builder = Samples.everyKind();
    byte[] ext = BtfExtWriter.write(Samples.extension(), builder);
    Btf btf = builder.build();
    var types = new Count();
    headers(btf.toBytes(), BtfHeader.LENGTH, types, bytes -> useAll(Btf.read(bytes), 0));
    var extensions = new Count();
    headers(ext, BtfExtLayout.HEADER, extensions, bytes -> BtfExt.read(bytes, btf));
    assertThat(types.refused).isBetween(1, types.tried - 1);
    assertThat(extensions.refused).isBetween(1, extensions.tried - 1);
  }

  private static void headers(byte[] whole, int header, Count count, Consumer<byte[]> use) {
    for (int at = 0; at < header; at += 4) {
      for (int i = -200; i < 200; i++) {
        for (int base : new int[] {0, whole.length, Integer.MIN_VALUE}) {
          byte[] damaged = whole.clone();
          ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(at, base + i);
          count.add(damaged, () -> use.accept(damaged));
        }
      }
    }
  }

  @Test
  void mutationsOfTypes() {
    Count count = mutate("types", Samples.everyKind().build().toBytes(), MUTATIONS);
    assertThat(count.refused).isBetween(1, MUTATIONS - 1);
  }

  /** One byte of the kernel's first 2,000 types at a time; then these types are asked for. */
  @Test
  void mutationsOfTheKernelsFirstTypes() throws IOException {
    HostKernel.requireTypes("mutationsOfTheKernelsFirstTypes");
    byte[] whole = SysFile.read(Btf.VMLINUX);
    int first = 2_000;
    int last = (int) Btf.read(whole).position(first);
    var random = new Random(SEED);
    var count = new Count();
    for (int i = 0; i < MUTATIONS / 400; i++) {
      int at = BtfHeader.LENGTH + random.nextInt(last - BtfHeader.LENGTH);
      byte saved = whole[at];
      whole[at] = (byte) random.nextInt(256);
      count.add(whole, () -> useFirst(Btf.read(whole), first));
      whole[at] = saved;
    }
    System.out.println("FIGURE: mutations of kernel types: " + count);
    assertThat(count.refused).isBetween(1, count.tried - 1);
  }

  @Test
  void mutationsOfTheExtension() {
    BtfBuilder builder = Samples.everyKind();
    byte[] whole = BtfExtWriter.write(Samples.extension(), builder);
    Btf btf = builder.build();
    var random = new Random(SEED);
    var count = new Count();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = damaged(whole, random);
      count.add(damaged, () -> BtfExt.read(damaged, btf));
    }
    System.out.println("FIGURE: mutations of an extension: " + count);
    assertThat(count.refused).isBetween(1, MUTATIONS - 1);
  }

  private static Count mutate(String what, byte[] whole, int mutations) {
    var random = new Random(SEED);
    var count = new Count();
    for (int i = 0; i < mutations; i++) {
      byte[] damaged = damaged(whole, random);
      int from = random.nextInt(1 << 16);
      count.add(damaged, () -> useAll(Btf.read(damaged), from));
    }
    System.out.println("FIGURE: mutations of " + what + ": " + count);
    return count;
  }

  /** One to four bytes changed: to anything, or to a value that breaks things more often. */
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      damaged[at] =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xFF;
            case 2 -> (byte) (damaged[at] + 1 - 2 * random.nextInt(2));
            default -> (byte) random.nextInt(256);
          };
    }
    return damaged;
  }

  private static void useFirst(Btf btf, int count) {
    for (int id = 0; id < count; id++) {
      btf.type(id);
      btf.resolve(id);
      btf.sizeOf(id);
      btf.member(id, "no such member");
    }
    btf.find(BtfKind.STRUCT, "task_struct");
  }

  /**
   * Asks everything that can be asked, beginning with any type: the first fault ends it, and must
   * not hide those in other types every time.
   */
  private static void useAll(Btf btf, int from) {
    for (int i = 0; i < btf.size(); i++) {
      use(btf, (from + i) % btf.size());
    }
    btf.find(BtfKind.STRUCT, "node");
    btf.findAll(BtfKind.INT, "int");
    btf.candidates(BtfKind.ENUM64, "mask");
  }

  private static void use(Btf btf, int id) {
    BtfType type = btf.type(id);
    btf.resolve(id);
    btf.sizeOf(id);
    btf.member(id, "no such member");
    BtfPrinter.print(btf, id);
    if (type instanceof BtfType.Struct && type.name().isEmpty()) {
      MapReader.read(btf, id);
    }
  }
}
