package io.bulwark.stream.scap;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.stream.CaptureCode;
import io.bulwark.stream.CaptureProblem;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.record.LittleEndian;
import io.bulwark.stream.state.CaptureMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads a scap capture, plain or gzip: metadata goes to a {@link CaptureMetadata}, each event into
 * a record, in place.
 *
 * <p>Damage is told once per kind as a {@link CaptureProblem} and never thrown. Whatever is whole
 * is delivered. Bytes of an event stay valid until the next call.
 */
public final class ScapReader implements AutoCloseable {
  /** Largest event block that is read; the format allows 4 GiB. */
  public static final int MAX_EVENT_BLOCK = 16 << 20;

  /** Largest metadata block that is read (a process list of about 50,000 threads). */
  public static final int MAX_METADATA_BLOCK = 64 << 20;

  private static final int BLOCK_HEADER = 8;
  private static final int MIN_BLOCK = 12;
  private static final int EVENT_HEADER_V2 = 26;
  private static final int EVENT_HEADER_V1 = 22;

  /** Old notification and infrastructure events whose recorded length is 3 too long. */
  private static final int NOTIFICATION = 280;

  private static final int INFRASTRUCTURE = 286;

  private final CaptureInput in;
  private final CaptureMetadata metadata;
  private final Consumer<CaptureProblem> problems;
  private final Set<CaptureCode> told = EnumSet.noneOf(CaptureCode.class);
  private final int typeCount;
  private final int[] paramCounts;
  private final boolean[] largePayload;
  private boolean sectionSeen;
  private boolean ended;
  private long eventBlocks;
  private long skippedEvents;

  private ScapReader(
      InputStream in,
      EventSchema schema,
      CaptureMetadata metadata,
      Consumer<CaptureProblem> problems) {
    this.in = new CaptureInput(in);
    this.metadata = metadata;
    this.problems = problems;
    typeCount = schema.size();
    paramCounts = new int[typeCount];
    largePayload = new boolean[typeCount];
    for (EventType type : schema.types()) {
      paramCounts[type.id()] = type.params().size();
      largePayload[type.id()] = type.is(EventType.Flag.LARGE_PAYLOAD);
    }
  }

  /**
   * Opens a capture file.
   *
   * @throws IOException if the file cannot be opened at all
   */
  public static ScapReader open(
      Path file, EventSchema schema, CaptureMetadata metadata, Consumer<CaptureProblem> problems)
      throws IOException {
    return open(Files.newInputStream(file), schema, metadata, problems);
  }

  /**
   * Reads a capture from a stream, which {@link #close()} closes.
   *
   * @throws IOException if not even its first bytes can be read
   */
  public static ScapReader open(
      InputStream stream,
      EventSchema schema,
      CaptureMetadata metadata,
      Consumer<CaptureProblem> problems)
      throws IOException {
    byte[] start = stream.readNBytes(2);
    InputStream whole = new Prefixed(start, stream);
    boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    if (gzip) {
      try {
        whole = new GZIPInputStream(whole, 1 << 16);
      } catch (IOException e) {
        problems.accept(new CaptureProblem(CaptureCode.BAD_GZIP, 0, ""));
        whole = InputStream.nullInputStream();
        ScapReader reader = new ScapReader(whole, schema, metadata, problems);
        reader.ended = true;
        return reader;
      }
    }
    return new ScapReader(whole, schema, metadata, problems);
  }

  /** Event blocks met so far, skipped ones included. */
  public long eventBlocks() {
    return eventBlocks;
  }

  /** Event blocks that were damaged, too large or of a newer schema. */
  public long skippedEvents() {
    return skippedEvents;
  }

  /** Bytes of the (decompressed) capture read so far. */
  public long offset() {
    return in.offset();
  }

  /** Reads metadata up to the first event, so that the state is complete before it. */
  public void readMetadata() {
    while (!ended && nextBlockIsMetadata()) {
      metadataBlock();
    }
  }

  /**
   * Moves to the next event.
   *
   * @return false at the end of the capture; {@code record} is then unchanged
   */
  public boolean next(EventRecord record) {
    while (!ended) {
      if (!in.ensure(BLOCK_HEADER)) {
        end();
        return false;
      }
      byte[] array = in.array();
      int at = in.position();
      int type = LittleEndian.i32(array, at);
      int length = LittleEndian.i32(array, at + 4);
      switch (type) {
        case BlockType.EVENT_V2, BlockType.EVENT_V2_LARGE -> {
          if (event(record, length, 2, EVENT_HEADER_V2)) {
            return true;
          }
        }
        case BlockType.EVENT_FLAGS_V2, BlockType.EVENT_FLAGS_V2_LARGE -> {
          if (event(record, length, 6, EVENT_HEADER_V2)) {
            return true;
          }
        }
        case BlockType.EVENT_V1, BlockType.EVENT_V1_LEGACY -> {
          if (event(record, length, 2, EVENT_HEADER_V1)) {
            return true;
          }
        }
        case BlockType.EVENT_FLAGS_V1 -> {
          if (event(record, length, 6, EVENT_HEADER_V1)) {
            return true;
          }
        }
        default -> metadataBlock();
      }
    }
    return false;
  }

  private boolean nextBlockIsMetadata() {
    if (!in.ensure(BLOCK_HEADER)) {
      end();
      return false;
    }
    return switch (LittleEndian.i32(in.array(), in.position())) {
      case BlockType.EVENT_V1,
          BlockType.EVENT_V1_LEGACY,
          BlockType.EVENT_V2,
          BlockType.EVENT_V2_LARGE,
          BlockType.EVENT_FLAGS_V1,
          BlockType.EVENT_FLAGS_V2,
          BlockType.EVENT_FLAGS_V2_LARGE ->
          false;
      default -> true;
    };
  }

  /** Reads one event block; false if it had to be skipped or the capture ended. */
  private boolean event(EventRecord record, int length, int prefix, int headerSize) {
    if (!sectionSeen) {
      fatal(CaptureCode.NOT_A_CAPTURE, "no section header");
      return false;
    }
    eventBlocks++;
    boolean here = length >= MIN_BLOCK && length <= MAX_EVENT_BLOCK && length <= in.available();
    if (!here && !wholeBlock(length, MAX_EVENT_BLOCK)) {
      return false;
    }
    byte[] array = in.array();
    int start = in.position() + BLOCK_HEADER;
    int header = start + prefix;
    int end = in.position() + length - 4;
    in.advance(length);
    if (end - header < headerSize) {
      return damaged(length);
    }
    int type = LittleEndian.u16(array, header + 20);
    if (type >= typeCount) {
      return newerEvent(type);
    }
    boolean whole =
        headerSize == EVENT_HEADER_V2
            ? eventV2(record, array, header, type, end)
            : eventV1(record, array, header, type, end);
    if (!whole) {
      return damaged(length);
    }
    record.setOrigin(
        LittleEndian.u16(array, start), prefix == 6 ? LittleEndian.i32(array, start + 2) : 0);
    return true;
  }

  private boolean eventV2(EventRecord record, byte[] array, int header, int type, int end) {
    int eventLength = LittleEndian.i32(array, header + 16);
    int params = LittleEndian.i32(array, header + 22);
    int lengthSize = largePayload[type] ? 4 : 2;
    int lengths = header + EVENT_HEADER_V2;
    int eventEnd = header + eventLength;
    // What is negative here is beyond the block, which is below 2 GB.
    if (eventLength < EVENT_HEADER_V2
        || eventLength > end - header
        || params < 0
        || (long) params * lengthSize > eventEnd - lengths) {
      return false;
    }
    return record.read(array, header, lengths, params, lengthSize, eventEnd);
  }

  /**
   * A version 1 block has no parameter count: it is the one that makes lengths and values fill the
   * event, of which there is one at most.
   */
  private boolean eventV1(EventRecord record, byte[] array, int header, int type, int end) {
    int eventLength = LittleEndian.i32(array, header + 16);
    if (type == NOTIFICATION || type == INFRASTRUCTURE) {
      eventLength -= 3;
    }
    if (eventLength < EVENT_HEADER_V1 || eventLength > end - header) {
      return false;
    }
    int eventEnd = header + eventLength;
    int lengths = header + EVENT_HEADER_V1;
    int most = paramCounts[type];
    int params = 0;
    int valueEnd = lengths;
    while (valueEnd < eventEnd && params < most) {
      valueEnd += 2 + LittleEndian.u16(array, lengths + 2 * params);
      params++;
    }
    return valueEnd == eventEnd && record.read(array, header, lengths, params, 2, eventEnd);
  }

  /** The event just passed, a block of {@code length} bytes, cannot be read. */
  private boolean damaged(int length) {
    skippedEvents++;
    tell(CaptureCode.BAD_EVENT, in.offset() - length, "block of " + length + " bytes");
    return false;
  }

  private boolean newerEvent(int type) {
    skippedEvents++;
    tell(CaptureCode.NEWER_EVENT, in.offset(), "event id " + type);
    return false;
  }

  private void metadataBlock() {
    int type = LittleEndian.i32(in.array(), in.position());
    int length = LittleEndian.i32(in.array(), in.position() + 4);
    if (type != BlockType.SECTION_HEADER && !sectionSeen) {
      fatal(CaptureCode.NOT_A_CAPTURE, "no section header");
      return;
    }
    long offset = in.offset();
    if (!wholeBlock(length, MAX_METADATA_BLOCK)) {
      return;
    }
    int start = in.position() + BLOCK_HEADER;
    BlockCursor block = new BlockCursor(in.array(), start, in.position() + length - 4);
    in.advance(length);
    if (type == BlockType.SECTION_HEADER) {
      section(block, offset);
    } else if (!body(type, block)) {
      tell(CaptureCode.BAD_METADATA, offset, "block type 0x" + Integer.toHexString(type));
    }
  }

  private boolean body(int type, BlockCursor block) {
    int processes = BlockType.processListVersion(type);
    if (processes > 0) {
      return ProcessList.read(block, processes, metadata);
    }
    return switch (type) {
      case BlockType.MACHINE_INFO, BlockType.MACHINE_INFO_LEGACY ->
          MachineLists.machine(block, metadata);
      case BlockType.DESCRIPTORS_V1, BlockType.DESCRIPTORS_V1_LEGACY ->
          DescriptorList.read(block, false, metadata);
      case BlockType.DESCRIPTORS_V2 -> DescriptorList.read(block, true, metadata);
      case BlockType.INTERFACES_V1, BlockType.INTERFACES_V1_LEGACY ->
          MachineLists.interfaces(block, false, metadata);
      case BlockType.INTERFACES_V2 -> MachineLists.interfaces(block, true, metadata);
      case BlockType.USERS_V1, BlockType.USERS_V1_LEGACY ->
          MachineLists.users(block, false, metadata);
      case BlockType.USERS_V2 -> MachineLists.users(block, true, metadata);
      default -> true; // unknown metadata is skipped, as every reader of the format does
    };
  }

  private void section(BlockCursor block, long offset) {
    int magic = block.i32();
    int major = block.u16();
    int minor = block.u16();
    if (block.failed()) {
      fatal(CaptureCode.NOT_A_CAPTURE, "section header too short");
    } else if (magic == Integer.reverseBytes(BlockType.MAGIC)) {
      fatal(CaptureCode.BIG_ENDIAN, "");
    } else if (magic != BlockType.MAGIC) {
      fatal(CaptureCode.NOT_A_CAPTURE, "no magic number at byte " + (offset + BLOCK_HEADER));
    } else if (major > 1) {
      fatal(CaptureCode.NEWER_MAJOR, "version " + major + "." + minor);
    } else {
      sectionSeen = true;
      metadata.section();
    }
  }

  /** Brings the whole block into the window; otherwise skips it or ends the capture. */
  private boolean wholeBlock(int length, int limit) {
    if (length < MIN_BLOCK) {
      fatal(
          sectionSeen ? CaptureCode.BAD_BLOCK_LENGTH : CaptureCode.NOT_A_CAPTURE,
          Integer.toUnsignedString(length) + " bytes");
      return false;
    }
    if (length > limit) {
      if (!sectionSeen) {
        fatal(CaptureCode.NOT_A_CAPTURE, "no section header");
        return false;
      }
      tell(CaptureCode.BLOCK_TOO_LARGE, in.offset(), length + " bytes, limit " + limit);
      skippedEvents++;
      if (!in.skip(length)) {
        end();
      }
      return false;
    }
    if (!in.ensure(length)) {
      end();
      return false;
    }
    return true;
  }

  private void end() {
    ended = true;
    switch (in.failure()) {
      case GZIP -> tell(CaptureCode.BAD_GZIP, in.offset() + in.available(), "");
      case READ -> tell(CaptureCode.UNREADABLE, in.offset() + in.available(), "");
      case NONE -> {
        if (!sectionSeen) {
          tell(CaptureCode.NOT_A_CAPTURE, 0, in.available() == 0 ? "empty" : "too short");
        } else if (in.available() > 0) {
          tell(CaptureCode.TRUNCATED, in.offset(), in.available() + " bytes left over");
        }
      }
    }
  }

  private void fatal(CaptureCode code, String detail) {
    ended = true;
    tell(code, in.offset(), detail);
  }

  private void tell(CaptureCode code, long offset, String detail) {
    if (told.add(code)) {
      problems.accept(new CaptureProblem(code, offset, detail));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
