package io.bulwark.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Makes a long capture of a short one: its event blocks again and again, each time later.
 *
 * <p>Copies after the first leave out exit events that do not follow the enter event of their own
 * thread: at the seam they would belong to calls that never began. Other blocks are written once.
 * Reads the input once per copy, so that memory does not grow with the captures.
 */
public final class LoopCapture {
  private static final int BLOCK_HEADER = 8;
  private static final int LARGEST_BLOCK = 64 << 20;
  private static final long GAP_NS = 1_000_000;

  private final Path in;
  private final OutputStream out;
  private final Map<Long, Integer> lastType = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long written;

  private LoopCapture(Path in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** {@code LoopCapture IN OUT COPIES}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: LoopCapture IN.scap OUT.scap COPIES");
      System.exit(2);
    }
    long events = loop(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
    System.out.println(args[1] + ": " + events + " events");
  }

  /**
   * Writes {@code copies} times the events of {@code in}, plain.
   *
   * @return event blocks written
   */
  public static long loop(Path in, Path out, int copies) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out), 1 << 20)) {
      LoopCapture loop = new LoopCapture(in, stream);
      loop.copy(0, 0);
      long step = loop.last - loop.first + GAP_NS;
      for (int i = 1; i < copies; i++) {
        loop.copy(i, step * i);
      }
      return loop.written;
    }
  }

  private void copy(int copy, long shift) throws IOException {
    lastType.clear();
    try (DataInputStream blocks = open()) {
      byte[] header = new byte[BLOCK_HEADER];
      while (blocks.readNBytes(header, 0, BLOCK_HEADER) == BLOCK_HEADER) {
        ByteBuffer head = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int length = head.getInt(4);
        if (length < BLOCK_HEADER + 4 || length > LARGEST_BLOCK) {
          throw new IOException(in + ": block of " + length + " bytes");
        }
        byte[] block = new byte[length];
        System.arraycopy(header, 0, block, 0, BLOCK_HEADER);
        blocks.readFully(block, BLOCK_HEADER, length - BLOCK_HEADER);
        write(block, copy, shift);
      }
    } catch (EOFException e) {
      // A capture that was cut short: its whole blocks are all there is.
    }
  }

  private void write(byte[] block, int copy, long shift) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    int prefix = eventPrefix(bytes.getInt(0));
    if (prefix < 0) {
      if (copy == 0) {
        out.write(block);
      }
      return;
    }
    int event = BLOCK_HEADER + prefix;
    long time = bytes.getLong(event);
    int type = bytes.getShort(event + 20) & 0xffff;
    Integer before = lastType.put(bytes.getLong(event + 8), type);
    boolean exit = (type & 1) == 1;
    if (copy == 0) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    } else if (exit && (before == null || before != type - 1)) {
      return;
    }
    bytes.putLong(event, time + shift);
    out.write(block);
    written++;
  }

  /** Bytes between block header and event header; -1 if it is no event block. */
  private static int eventPrefix(int type) {
    return switch (type) {
      case 0x204, 0x8010ABCD, 0x216, 0x221 -> 2;
      case 0x208, 0x217, 0x222 -> 6;
      default -> -1;
    };
  }

  private DataInputStream open() throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(in), 1 << 16);
    file.mark(2);
    boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
    file.reset();
    return new DataInputStream(
        gzip ? new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16) : file);
  }
}
