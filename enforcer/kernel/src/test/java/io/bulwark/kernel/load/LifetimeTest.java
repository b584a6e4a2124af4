package io.bulwark.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.ResourceClosed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Closing while others are inside. */
class LifetimeTest {
  @Test
  void theReleaseWaitsForCallsAndHappensOnce() throws InterruptedException {
    Lifetime lifetime = new Lifetime("thing");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicBoolean busy = new AtomicBoolean();
    AtomicInteger releases = new AtomicInteger();
    Thread user =
        Thread.ofPlatform()
            .start(() ->
                lifetime.use(() -> {
                  busy.set(true);
                  inside.countDown();
                  await(leave);
                  busy.set(false);
                  return true;
                }));
    await(inside);
    Thread closer =
        Thread.ofPlatform()
            .start(() ->
                lifetime.end(() -> {
                  assertThat(busy).isFalse();
                  releases.incrementAndGet();
                }));
    leave.countDown();
    user.join();
    closer.join();
    lifetime.end(releases::incrementAndGet);
    assertThat(releases).hasValue(1);
    assertThatThrownBy(() -> lifetime.use(() -> true))
        .isInstanceOf(ResourceClosed.class)
        .hasMessage("thing is closed");
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A descriptor number is reused at once, so a use after close would hit another map. */
  @Test
  void twoThreadsNeverSeeTheMapOfSomebodyElse() throws InterruptedException {
    Libbpf libbpf = HostKernel.require();
    ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < 200; round++) {
      KernelMap map = holding(libbpf, 1);
      Thread reader = Thread.ofPlatform().start(() -> readUntilClosed(map, problems));
      Thread.onSpinWait();
      map.close();
      List<KernelMap> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(holding(libbpf, 2));
      }
      reader.join();
      others.forEach(KernelMap::close);
    }
    assertThat(problems).isEmpty();
  }

  private static KernelMap holding(Libbpf libbpf, long value) {
    KernelMap map = MapSpec.of(MapType.ARRAY, "one", 4, 8, 1).create(libbpf);
    map.update(Bytes.ofInt(0), Bytes.ofLong(value));
    return map;
  }

  private static void readUntilClosed(KernelMap map, ConcurrentLinkedQueue<String> problems) {
    try {
      while (true) {
        long value = map.lookup(Bytes.ofInt(0)).map(Bytes::toLong).orElse(-1L);
        if (value != 1) {
          problems.add("read " + value);
        }
      }
    } catch (ResourceClosed e) {
      // the expected end
    } catch (RuntimeException e) {
      problems.add(e.toString());
    }
  }
}
