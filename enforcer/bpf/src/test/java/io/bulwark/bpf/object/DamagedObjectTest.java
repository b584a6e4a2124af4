package io.bulwark.bpf.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.fixtures.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A damaged file is a typed error with an offset, or an object; never anything else. */
class DamagedObjectTest {
  private static final byte[] SAMPLE = ObjectWriter.write(Samples.everything().build());

  /** Whether it still reads. */
  private static boolean reads(byte[] bytes, String how) {
    try {
      ObjectReader.read(bytes).toString();
      return true;
    } catch (ElfFormatException e) {
      assertThat(e.offset()).isBetween(0L, (long) bytes.length);
    } catch (BtfFormatException e) {
      assertThat(e.offset()).isBetween(0L, (long) bytes.length);
    } catch (ObjectFormatException e) {
      assertThat(e.section()).isNotNull();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(how, e);
    }
    return false;
  }

  @Test
  void everyTruncation() {
    for (int length = 0; length < SAMPLE.length; length++) {
      assertThat(reads(Arrays.copyOf(SAMPLE, length), "first " + length + " bytes")).isFalse();
    }
  }

  @Test
  void everyByte() {
    int survivors = 0;
    for (int at = 0; at < SAMPLE.length; at++) {
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff, SAMPLE[at] ^ 1, SAMPLE[at] ^ 0x80}) {
        byte[] damaged = SAMPLE.clone();
        damaged[at] = (byte) value;
        survivors += reads(damaged, "byte " + at + " = " + value) ? 1 : 0;
      }
    }
    assertThat(survivors).isBetween(SAMPLE.length, 7 * SAMPLE.length - 1_000);
  }

  @Test
  void aHundredThousandMutations() {
    long seed = Seeds.seed("DamagedObjectTest", 20261125);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] damaged = mutate(SAMPLE, Seeds.generator(seed + i));
      refused += reads(damaged, "mutation " + (seed + i)) ? 0 : 1;
    }
    assertThat(refused).isBetween(20_000, 99_000);
  }

  private static byte[] mutate(byte[] sample, RandomGenerator random) {
    byte[] bytes = sample.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length - 8);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, at + 4, (byte) (random.nextBoolean() ? 0 : 0xff));
        case 3 -> System.arraycopy(bytes, random.nextInt(bytes.length - 8), bytes, at, 8);
        default -> {
          int cut = random.nextInt(bytes.length - at);
          byte[] shorter = new byte[bytes.length - cut];
          System.arraycopy(bytes, 0, shorter, 0, at);
          System.arraycopy(bytes, at + cut, shorter, at, bytes.length - at - cut);
          bytes = shorter.length < 16 ? bytes : shorter;
        }
      }
    }
    return bytes;
  }
}
