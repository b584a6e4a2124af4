package io.bulwark.stream.robust;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.Param;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/**
 * A capture byte by byte, with events of any version: one of each block of metadata, then events
 * whose parameters have the right sizes and plausible values.
 */
final class RawCapture {
  private static final String[] TEXTS = {
    "/etc/passwd", "cat", "", "../x", "a=1", "/proc/self/root/../x", "{\"id\":\"ab\"}"
  };
  private static final String SOME_CONTAINER =
      "{\"container\":{\"id\":\"0123456789ab\",\"name\":\"n\",\"type\":0,\"Mounts\":[]}}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Where each block starts. */
  final List<Integer> blocks = new ArrayList<>();

  private RawCapture() {}

  /** All metadata blocks and no event. */
  static RawCapture metadata() {
    RawCapture capture = new RawCapture();
    capture.block(0x0A0D0D0A, bytes(16, b -> b.putInt(0x1A2B3C4D).putShort((short) 1).putLong(-1)));
    capture.block(0x201, bytes(184, b -> b.putInt(2).putLong(1L << 32).putLong(99).put(text("h"))));
    capture.block(0x219, networkInterface());
    capture.block(0x220, user());
    capture.block(0x215, thread(7, 7, 1));
    capture.block(0x215, thread(8, 7, 1));
    capture.block(0x215, thread(1, 1, 0));
    capture.block(0x218, descriptors());
    return capture;
  }

  private static byte[] networkInterface() {
    byte[] body = bytes(24, b -> b.putShort((short) 1).putShort((short) 2).putInt(0x0100007f));
    return bytes(body.length + 4, b -> b.putInt(body.length).put(body));
  }

  private static byte[] user() {
    byte[] body =
        bytes(
            27,
            b -> {
              b.put((byte) 0).putInt(0).putInt(0);
              prefixed(b, "root");
              prefixed(b, "/root");
              prefixed(b, "sh");
            });
    return bytes(body.length + 4, b -> b.putInt(body.length + 4).put(body));
  }

  private static byte[] thread(long tid, long pid, long parent) {
    byte[] body =
        bytes(
            300,
            b -> {
              b.putLong(tid).putLong(pid).putLong(parent).putLong(pid).putLong(pid);
              prefixed(b, "bash");
              prefixed(b, "/bin/bash");
              prefixed(b, "/usr/bin/bash");
              prefixed(b, "-c\0ls\0");
              prefixed(b, "/root/");
              b.putLong(1024).putInt(0).putInt(0).putInt(0);
              b.putInt(1).putInt(1).putInt(1).putLong(0).putLong(0);
              prefixed(b, "A=1\0PATH=/bin\0");
              b.putLong(tid).putLong(pid);
              prefixed(b, "cpu=/docker/" + "0123456789ab".repeat(5) + "0123\0");
              prefixed(b, "/");
            });
    return bytes(body.length + 4, b -> b.putInt(body.length + 4).put(body));
  }

  private static byte[] descriptors() {
    byte[] file =
        bytes(
            36,
            b -> {
              b.putLong(3).putLong(11).put((byte) 16).putInt(1);
              prefixed(b, "/etc/passwd");
            });
    byte[] socket =
        bytes(30, b -> b.putLong(4).putLong(12).put((byte) 3).putLong(0x7f0000017f000001L));
    return bytes(
        8 + file.length + socket.length + 8,
        b -> b.putLong(7).putInt(file.length + 4).put(file).putInt(socket.length + 4).put(socket));
  }

  /** Appends an event of {@code type}. */
  RawCapture event(EventType type, long time, RandomGenerator random) {
    boolean large = type.is(EventType.Flag.LARGE_PAYLOAD);
    List<byte[]> values = new ArrayList<>();
    int count =
        random.nextInt(8) == 0 ? random.nextInt(type.params().size() + 1) : Integer.MAX_VALUE;
    for (Param param : type.params()) {
      if (values.size() < count) {
        values.add(random.nextInt(10) == 0 ? new byte[0] : value(param, random));
      }
    }
    int size = 26 + values.stream().mapToInt(v -> v.length + (large ? 4 : 2)).sum();
    block(
        large ? 0x221 : 0x216,
        bytes(
            size + 2,
            b -> {
              b.putShort((short) 0);
              b.putLong(time).putLong(7 + random.nextInt(2)).putInt(size);
              b.putShort((short) type.id()).putInt(values.size());
              for (byte[] value : values) {
                if (large) {
                  b.putInt(value.length);
                } else {
                  b.putShort((short) value.length);
                }
              }
              values.forEach(b::put);
            }));
    return this;
  }

  private static byte[] value(Param param, RandomGenerator random) {
    long number = random.nextInt(4) == 0 ? random.nextInt(-2, 300) : random.nextInt(9);
    int size = param.type().numberBytes();
    if (size > 0) {
      return Arrays.copyOf(bytes(8, b -> b.putLong(number)), size);
    }
    return switch (param.type()) {
      case SOCKADDR -> address(random);
      case SOCKTUPLE -> tuple(random);
      case FDLIST -> bytes(12, b -> b.putShort((short) 1).putLong(3).putShort((short) 5));
      case DYN -> bytes(9, b -> b.put((byte) random.nextInt(4)).putLong(number));
      default ->
          param.name().equals("json")
              ? text(SOME_CONTAINER)
              : text(TEXTS[random.nextInt(TEXTS.length)]);
    };
  }

  private static byte[] address(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> bytes(7, b -> b.put((byte) 2).putInt(0x0100007f).putShort((short) 80));
      case 1 -> bytes(19, b -> b.put((byte) 10).putLong(1).putLong(2).putShort((short) 80));
      default -> bytes(8, b -> b.put((byte) 1).put(text("/run/s")));
    };
  }

  private static byte[] tuple(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          bytes(
              13,
              b -> {
                b.put((byte) 2).putInt(0x0100007f).putShort((short) 80);
                b.putInt(0x0100007f).putShort((short) (random.nextInt(2) * 80));
              });
      case 1 -> bytes(37, b -> b.put((byte) 10).putLong(1).putLong(2).putShort((short) 80));
      default -> bytes(24, b -> b.put((byte) 1).putLong(5).putLong(6).put(text("/run/s")));
    };
  }

  private void block(int type, byte[] body) {
    blocks.add(out.size());
    int padding = -body.length & 3;
    int total = 12 + body.length + padding;
    out.writeBytes(
        bytes(total, b -> b.putInt(type).putInt(total).put(body).putInt(total - 4, total)));
  }

  /** Where a block ends. */
  int end(int block) {
    return block + 1 < blocks.size() ? blocks.get(block + 1) : out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** One event of each of the schema's types that has a name of its own, in random order. */
  static List<EventType> shuffledTypes(EventSchema schema, RandomGenerator random) {
    List<EventType> types = new ArrayList<>(schema.types());
    java.util.Collections.shuffle(types, java.util.Random.from(random));
    return types;
  }

  private interface Filler {
    void fill(ByteBuffer to);
  }

  private static byte[] bytes(int size, Filler filler) {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    filler.fill(buffer);
    return buffer.array();
  }

  private static void prefixed(ByteBuffer to, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    to.putShort((short) ascii.length).put(ascii);
  }

  private static byte[] text(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
