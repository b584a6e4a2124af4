package io.bulwark.benchmarks.vm;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.TextAssembler;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** XDP programs of the kinds that policies are made of; all read the packet of {@link #packet}. */
final class VmPrograms {
  /** Checks that the packet has 64 bytes; r6 is its address. */
  private static final String ENTER =
      """
      ldxw %r6, [%r1]
      ldxw %r2, [%r1+4]
      mov %r3, %r6
      add %r3, 64
      jgt %r3, %r2, short
      """;

  private static final String LEAVE =
      """
      exit
      short: mov %r0, 0
      exit
      """;

  /** Three fields and a verdict: some 20 instructions. */
  private static final String FIELDS =
      ENTER
          + """
          ldxh %r0, [%r6+12]
          be16 %r0
          ldxw %r1, [%r6+26]
          be32 %r1
          and %r1, 0xffffff00
          ldxb %r2, [%r6+23]
          jne %r0, 0x800, no
          jeq %r2, 17, no
          mov %r0, %r1
          rsh %r0, 8
          xor %r0, %r2
          and %r0, 0xffff
          ja out
          no: mov %r0, 1
          out:
          """
          + LEAVE;

  /** FNV-1a of 56 bytes, then four prefixes of the bytes as words. */
  private static final String PREFIXES =
      ENTER
          + """
          lddw %r0, 0xcbf29ce484222325
          lddw %r5, 0x100000001b3
          mov %r1, %r6
          mov %r2, 56
          next: ldxb %r3, [%r1]
          xor %r0, %r3
          mul %r0, %r5
          add %r1, 1
          sub %r2, 1
          jne %r2, 0, next
          ldxdw %r1, [%r6]
          ldxdw %r2, [%r6+8]
          lddw %r3, 0x6363632f6374652f
          jne %r1, %r3, second
          add %r0, 1
          second: lddw %r3, 0x6264632f6374652f
          jne %r1, %r3, third
          add %r0, 2
          third: mov32 %r4, %r2
          jne %r4, 0x64617873, fourth
          add %r0, 3
          fourth: and %r2, 0xffff
          jne %r2, 0x6873, done
          add %r0, 4
          done:
          """
          + LEAVE;

  /** A hash table of 32 slots on the stack: fills 16, looks 32 up. */
  private static final String TABLE =
      ENTER
          + """
          mov %r1, 0
          mov %r2, -256
          clear: mov %r3, %r10
          add %r3, -256
          mov %r4, %r1
          lsh %r4, 3
          add %r3, %r4
          stdw [%r3], 0
          add %r1, 1
          jne %r1, 32, clear
          mov %r1, 0
          fill: mov %r4, %r1
          mul %r4, 0x9e3779b1
          mov %r5, %r4
          rsh32 %r5, 27
          and %r5, 31
          lsh %r5, 3
          mov %r3, %r10
          add %r3, %r5
          stxdw [%r3-256], %r4
          add %r1, 1
          jne %r1, 16, fill
          mov %r1, 0
          mov %r0, 0
          find: mov %r4, %r1
          mul %r4, 0x9e3779b1
          mov %r5, %r4
          rsh32 %r5, 27
          and %r5, 31
          lsh %r5, 3
          mov %r3, %r10
          add %r3, %r5
          ldxdw %r5, [%r3-256]
          jne %r5, %r4, miss
          add %r0, 1
          miss: add %r1, 1
          jne %r1, 32, find
          """
          + LEAVE;

  /** A deterministic automaton with 8 states and 8 classes of bytes, table on the stack. */
  private static final String AUTOMATON =
      ENTER
          + """
          lddw %r1, 0x0706050403020100
          stxdw [%r10-64], %r1
          lddw %r2, 0x0100070605040302
          stxdw [%r10-56], %r2
          lddw %r1, 0x0203040506070001
          stxdw [%r10-48], %r1
          lddw %r2, 0x0302010007060504
          stxdw [%r10-40], %r2
          stxdw [%r10-32], %r1
          stxdw [%r10-24], %r2
          lddw %r1, 0x0504030201000706
          stxdw [%r10-16], %r1
          stxdw [%r10-8], %r2
          mov %r0, 0
          mov %r1, %r6
          mov %r2, 48
          next: ldxb %r3, [%r1]
          and %r3, 7
          lsh %r0, 3
          add %r0, %r3
          and %r0, 63
          mov %r4, %r10
          add %r4, %r0
          ldxb %r0, [%r4-64]
          add %r1, 1
          sub %r2, 1
          jne %r2, 0, next
          """
          + LEAVE;

  /** Walks over a path without branches: counts components, takes the longest. */
  private static final String PATH =
      ENTER
          + """
          mov %r0, 0
          mov %r1, %r6
          mov %r2, 40
          mov %r4, 0
          mov %r5, 0
          next: ldxb %r3, [%r1]
          xor %r3, 0x2f
          sub %r3, 1
          rsh %r3, 63
          add %r0, %r3
          sub %r3, 1
          add %r4, 1
          and %r4, %r3
          mov %r3, %r5
          sub %r3, %r4
          arsh %r3, 63
          mov %r7, %r5
          xor %r7, %r4
          and %r7, %r3
          xor %r5, %r7
          add %r1, 1
          sub %r2, 1
          jne %r2, 0, next
          lsh %r5, 16
          or %r0, %r5
          """
          + LEAVE;

  /** Arithmetic of both widths: a generator of random numbers, 64 turns. */
  private static final String ARITHMETIC =
      ENTER
          + """
          ldxdw %r0, [%r6]
          mov %r2, 64
          next: mov %r1, %r0
          lsh %r1, 13
          xor %r0, %r1
          mov %r1, %r0
          rsh %r1, 7
          xor %r0, %r1
          mov %r1, %r0
          lsh %r1, 17
          xor %r0, %r1
          mov32 %r3, %r0
          mul32 %r3, 0x2545f491
          arsh32 %r3, 5
          add %r0, %r3
          sub %r2, 1
          jne %r2, 0, next
          """
          + LEAVE;

  /** Spills and compares: what code for a conjunction of many tests looks like, no loop. */
  private static final String TESTS = ENTER + tests() + LEAVE;

  private static String tests() {
    StringBuilder text = new StringBuilder("mov %r0, 0\n");
    for (int test = 0; test < 24; test++) {
      text.append("ldxw %%r1, [%%r6+%d]\n".formatted(test * 2));
      text.append("stxdw [%%r10-%d], %%r1\n".formatted(8 + test % 8 * 8));
      text.append("jeq %%r1, %d, t%d\n".formatted(test * 7919, test));
      text.append("ldxdw %%r2, [%%r10-%d]\n".formatted(8 + test % 8 * 8));
      text.append(
          "and %r2, 0xff\njgt %r2, 250, t%1$d\nadd %r0, %r2\nt%1$d:\n".replace("%1$d", "" + test));
    }
    return text.toString();
  }

  private VmPrograms() {}

  /** All programs by name. */
  static Map<String, Code> all() {
    Map<String, Code> all = new LinkedHashMap<>();
    all.put("fields", TextAssembler.assemble(FIELDS));
    all.put("tests", TextAssembler.assemble(TESTS));
    all.put("path", TextAssembler.assemble(PATH));
    all.put("prefixes", TextAssembler.assemble(PREFIXES));
    all.put("automaton", TextAssembler.assemble(AUTOMATON));
    all.put("arithmetic", TextAssembler.assemble(ARITHMETIC));
    all.put("table", TextAssembler.assemble(TABLE));
    return all;
  }

  /** The program of this name. */
  static Code get(String name) {
    Code code = all().get(name);
    if (code == null) {
      throw new IllegalArgumentException("no program `" + name + "`: " + all().keySet());
    }
    return code;
  }

  /** 64 bytes that look like a path and, at the right places, like a frame. */
  static byte[] packet() {
    byte[] packet = new byte[64];
    byte[] path =
        "/etc/ssl/certs/ca-bundle.crt/usr/lib/x86_64-linux-gnu/libc.so.6"
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(path, 0, packet, 0, path.length);
    packet[12] = 8;
    packet[13] = 0;
    packet[23] = 6;
    return packet;
  }
}
