package io.bulwark.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.KernelException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Damaged objects end in typed errors: a crash of native code would end this JVM. */
class DamagedObjectTest {
  private static final int ROUNDS = Integer.getInteger("bulwark.damaged.objects", 1_000);

  @Test
  void damageIsATypedErrorOrHarmless() {
    Libbpf libbpf = HostKernel.require();
    List<byte[]> objects =
        List.of(TestObjects.events(), TestObjects.processId(), TestObjects.rejectedInSubprogram());
    RandomGenerator random = Seeds.generator(Seeds.seed("damaged objects", 20261125));
    load(libbpf, objects.getFirst());
    long descriptors = HostKernel.openDescriptors();
    int loaded = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] object = objects.get(random.nextInt(objects.size()));
      loaded += load(libbpf, damaged(object, random)) ? 1 : 0;
    }
    System.out.println("damaged objects: " + loaded + " of " + ROUNDS + " loaded all the same");
    assertThat(loaded).isLessThan(ROUNDS);
    assertThat(HostKernel.openDescriptors()).isEqualTo(descriptors);
  }

  /** Bits, bytes or words change, or the end is missing. */
  private static byte[] damaged(byte[] object, RandomGenerator random) {
    if (random.nextInt(10) == 0) {
      return Arrays.copyOf(object, random.nextInt(object.length));
    }
    byte[] damaged = object.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      damaged[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) (damaged[at] ^ 1 << random.nextInt(8));
            case 1 -> (byte) random.nextInt(256);
            default -> (byte) (random.nextBoolean() ? 0 : -1);
          };
    }
    return damaged;
  }

  private static boolean load(Libbpf libbpf, byte[] object) {
    try (BpfObjectHandle handle = ObjectRequest.of("damaged", object).load(libbpf)) {
      return !handle.programs().isEmpty();
    } catch (KernelException e) {
      return false;
    }
  }
}
