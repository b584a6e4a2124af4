package io.bulwark.verdicts.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.cbpf.ClassicAssembler;
import io.bulwark.bpf.cbpf.ClassicCode;
import io.bulwark.bpf.cbpf.ClassicCondition;
import io.bulwark.bpf.cbpf.FilterLabel;
import io.bulwark.bpf.cbpf.InvalidFilter;
import io.bulwark.bpf.cbpf.SeccompAction;
import io.bulwark.bpf.cbpf.SeccompFilter;
import io.bulwark.fixtures.Seeds;
import io.bulwark.verdicts.HostKernel;
import io.bulwark.vm.cbpf.FilterMachine;
import io.bulwark.vm.cbpf.FilterStack;
import io.bulwark.vm.cbpf.FilterStackFull;
import io.bulwark.vm.cbpf.SeccompCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Classic BPF in the machine and in the host's kernel. Filters are installed in threads of their
 * own and are about calls that do not exist, so nothing else notices them; they end with the
 * thread.
 */
class SeccompAgainstKernelTest {
  private static final int FIRST_NUMBER = 5000;
  private static final int FILTERS = Integer.getInteger("seccomp.filters", 2_000);
  private static final int ALLOW = SeccompAction.ALLOW.value();

  @BeforeEach
  void requireSeccomp() throws Exception {
    boolean x86 =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    if (!x86) {
      HostKernel.skip("seccomp against the kernel", "the test makes calls of Linux on x86-64");
    }
    byte[] allow = new ClassicAssembler().ret(ALLOW).build().encode();
    int result = inThread(calls -> calls.install(allow));
    if (result != 0) {
      HostKernel.skip("seccomp against the kernel", "installing a filter fails with " + result);
    }
  }

  private interface Work<T> {
    T run(NativeCalls calls);
  }

  private static <T> T inThread(Work<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    NativeCalls calls = new NativeCalls();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            result.complete(work.run(calls));
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(60, TimeUnit.SECONDS);
  }

  @Test
  void filtersComputeTheSame() throws Exception {
    RandomGenerator random = Seeds.generator(Seeds.seed("seccomp filters", 31));
    int perThread = 20;
    int compared = 0;
    for (int round = 0; round < FILTERS / perThread; round++) {
      List<SeccompFilter> filters = new ArrayList<>();
      for (int i = 0; i < perThread; i++) {
        filters.add(FilterGenerator.filter(random, FIRST_NUMBER + i * FilterGenerator.NUMBERS));
      }
      long[][] arguments = new long[4][6];
      for (long[] row : arguments) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextBoolean() ? random.nextLong() : random.nextInt(3) - 1;
        }
      }
      List<Long> wanted = inThread(calls -> inKernel(calls, filters, arguments));
      List<Long> got = inMachine(filters, arguments);
      assertThat(got).isEqualTo(wanted);
      compared += got.size();
    }
    System.out.println("seccomp: " + FILTERS + " filters, " + compared + " results compared");
  }

  private static List<Long> inKernel(
      NativeCalls calls, List<SeccompFilter> filters, long[][] arguments) {
    for (SeccompFilter filter : filters) {
      int result = calls.install(filter.code().encode());
      if (result != 0) {
        throw new AssertionError("errno " + result + " for\n" + filter);
      }
    }
    List<Long> results = new ArrayList<>();
    for (long[] row : arguments) {
      for (int number = 0; number < filters.size() * FilterGenerator.NUMBERS; number++) {
        results.add(-calls.call(FIRST_NUMBER + number, row));
      }
    }
    return results;
  }

  private static List<Long> inMachine(List<SeccompFilter> filters, long[][] arguments) {
    FilterStack stack = new FilterStack();
    filters.forEach(stack::add);
    List<Long> results = new ArrayList<>();
    for (long[] row : arguments) {
      for (int number = 0; number < filters.size() * FilterGenerator.NUMBERS; number++) {
        SeccompCall call = SeccompCall.of(FIRST_NUMBER + number, SeccompCall.ARCH_X86_64, row);
        int decision = stack.decide(call);
        int own = new FilterMachine(filters.get(number / FilterGenerator.NUMBERS)).run(call);
        assertThat(decision).isEqualTo(own);
        assertThat(SeccompAction.of(decision)).isEqualTo(SeccompAction.ERRNO);
        results.add((long) SeccompAction.errno(decision));
      }
    }
    return results;
  }

  /** Several filters about one call: what the kernel does with their answers. */
  @Test
  void stacksDecideTheSame() throws Exception {
    int[] answers = {
      SeccompAction.ERRNO.with(1), SeccompAction.ERRNO.with(13), SeccompAction.ERRNO.with(5000),
      SeccompAction.TRACE.with(3), SeccompAction.USER_NOTIF.with(0), SeccompAction.LOG.with(9),
      SeccompAction.ALLOW.with(7), ALLOW
    };
    for (int older : answers) {
      for (int newer : answers) {
        List<SeccompFilter> filters = List.of(answer(older), answer(newer));
        long kernel =
            inThread(calls -> {
              filters.forEach(filter -> calls.install(filter.code().encode()));
              return -calls.call(FIRST_NUMBER);
            });
        FilterStack stack = new FilterStack();
        filters.forEach(stack::add);
        int decision = stack.decide(SeccompCall.of(FIRST_NUMBER, SeccompCall.ARCH_X86_64));
        assertThat(errno(decision)).as("%x %x", older, newer).isEqualTo(kernel);
      }
    }
  }

  /** The call does not exist: where it is allowed, and where nobody supervises, it is ENOSYS. */
  private static long errno(int decision) {
    return SeccompAction.of(decision) == SeccompAction.ERRNO ? SeccompAction.errno(decision) : 38;
  }

  private static SeccompFilter answer(int result) {
    ClassicAssembler asm = new ClassicAssembler();
    FilterLabel other = asm.label("other");
    asm.load(0).jumpUnless(ClassicCondition.EQ, FIRST_NUMBER, other).ret(result).bind(other);
    return SeccompFilter.of(asm.ret(ALLOW).build());
  }

  /** The limit of a task, at its edge: 12 filters of 2,727 fit exactly. */
  @Test
  void aTaskHasTheSameRoom() throws Exception {
    for (int adds : new int[] {2721, 2722, 2723}) {
      ClassicAssembler asm = new ClassicAssembler();
      for (int i = 0; i < adds; i++) {
        asm.loadConstant(i);
      }
      SeccompFilter filter = SeccompFilter.of(asm.ret(ALLOW).build());
      int kernel =
          inThread(calls -> {
            int count = 0;
            while (count < 20 && calls.install(filter.code().encode()) == 0) {
              count++;
            }
            return count;
          });
      assertThat(room(filter)).isEqualTo(kernel).isEqualTo(adds > 2722 ? 11 : 12);
    }
  }

  private static int room(SeccompFilter filter) {
    FilterStack stack = new FilterStack();
    int count = 0;
    try {
      while (count < 20) {
        stack.add(filter);
        count++;
      }
    } catch (FilterStackFull e) {
      return count;
    }
    return count;
  }

  private static ByteBuffer program(int instructions) {
    return ByteBuffer.allocate(8 * instructions).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer put(ByteBuffer out, int code, int yes, int no, int k) {
    return out.putShort((short) code).put((byte) yes).put((byte) no).putInt(k);
  }

  /** One instruction that is never reached, between returns; it is checked all the same. */
  @Test
  void theSameInstructionsAreRefused() throws Exception {
    int[] constants = {0, 1, 3, 4, 15, 16, 31, 32, 60, 64, -1, -0x1000, -0x1000 + 60, -0x1000 + 64};
    int accepted = 0;
    for (int code = 0; code < 0x200; code++) {
      List<byte[]> programs = new ArrayList<>();
      for (int k : constants) {
        ByteBuffer out = put(program(4), 6, 0, 0, ALLOW);
        put(put(put(out, code, k & 3, 1, k), 6, 0, 0, ALLOW), 6, 0, 0, ALLOW);
        programs.add(out.array());
      }
      List<String> kernel = inThread(calls -> verdicts(calls, programs));
      List<String> ours = programs.stream().map(SeccompAgainstKernelTest::verdict).toList();
      assertThat(ours).as("code 0x%x", code).isEqualTo(kernel);
      accepted += (int) ours.stream().filter(each -> each.endsWith("true")).count();
    }
    System.out.println("seccomp: " + accepted + " instructions accepted, the same in the kernel");
    assertThat(accepted).isGreaterThan(300);
  }

  private static List<String> verdicts(NativeCalls calls, List<byte[]> programs) {
    return programs.stream()
        .map(each -> (calls.attach(each) == 0) + " " + (calls.install(each) == 0))
        .toList();
  }

  private static String verdict(byte[] program) {
    try {
      ClassicCode code = ClassicCode.decode(program);
      try {
        SeccompFilter.of(code);
        return "true true";
      } catch (InvalidFilter e) {
        return "true false";
      }
    } catch (InvalidFilter e) {
      return "false false";
    }
  }

  /** Random programs of instructions that exist, by the check of all classic filters. */
  @Test
  void theSameProgramsAreRefused() throws Exception {
    RandomGenerator random = Seeds.generator(Seeds.seed("classic programs", 77));
    int[] codes = {
      0, 1, 2, 3, 0x60, 0x61, 0x20, 5, 0x15, 0x1d, 0x45, 6, 0x16, 7, 0x87, 4, 0x34, 0x64
    };
    int accepted = 0;
    for (int round = 0; round < 20; round++) {
      List<byte[]> programs = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        int size = 1 + random.nextInt(8);
        ByteBuffer out = program(size);
        for (int at = 0; at < size; at++) {
          boolean last = at == size - 1 && random.nextInt(8) > 0;
          int code = last ? 6 : codes[random.nextInt(codes.length)];
          put(out, code, random.nextInt(4), random.nextInt(4), random.nextInt(3));
        }
        programs.add(out.array());
      }
      List<Boolean> kernel =
          inThread(calls -> programs.stream().map(each -> calls.attach(each) == 0).toList());
      List<Boolean> ours = programs.stream().map(each -> verdict(each).startsWith("true")).toList();
      assertThat(ours).isEqualTo(kernel);
      accepted += (int) ours.stream().filter(each -> each).count();
    }
    System.out.println(
        "classic programs: " + accepted + " of 20000 accepted, the same in the kernel");
    assertThat(accepted).isBetween(1_000, 19_000);
  }
}
