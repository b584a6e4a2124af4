package io.bulwark.stream;

import io.bulwark.event.access.EventSource;
import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.stream.container.ContainerTable;
import io.bulwark.stream.convert.EventConverter;
import io.bulwark.stream.fields.StandardFieldBinder;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.scap.ScapReader;
import io.bulwark.stream.state.EventContext;
import io.bulwark.stream.state.StateEngine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replays a capture: reads, converts, keeps state, and delivers the events that rules may see.
 *
 * <p>Single-threaded. Damage of the capture is told to the options' problem consumer, never thrown.
 */
public final class ReplaySource implements EventSource {
  private final ScapReader reader;
  private final EventConverter converter;
  private final EventRecord record = new EventRecord();
  private final EventContext context = new EventContext(record);
  private final StateEngine engine;
  private final ContainerTable containers = new ContainerTable();
  private final StandardFieldBinder binder;
  private final ReplayOptions options;
  private final long size;
  private long delivered;
  private long unconvertible;

  private ReplaySource(InputStream in, long size, EventSchema schema, ReplayOptions options)
      throws IOException {
    this.options = options;
    this.size = size;
    converter = new EventConverter(schema);
    engine = new StateEngine(schema, context, options.threadLimit());
    reader = ScapReader.open(in, schema, engine.initialState(), options.problems());
    binder = new StandardFieldBinder(schema, context, engine, containers, options.strict());
    reader.readMetadata();
  }

  /**
   * Opens a capture file and reads its metadata.
   *
   * @throws IOException if the file cannot be opened
   */
  public static ReplaySource open(Path capture, EventSchema schema, ReplayOptions options)
      throws IOException {
    return new ReplaySource(Files.newInputStream(capture), Files.size(capture), schema, options);
  }

  /**
   * Replays from a stream, which {@link #close()} closes.
   *
   * @throws IOException if not even its first bytes can be read
   */
  public static ReplaySource open(InputStream in, EventSchema schema, ReplayOptions options)
      throws IOException {
    return new ReplaySource(new BufferedInputStream(in), -1, schema, options);
  }

  @Override
  public boolean next() {
    while (reader.next(record)) {
      switch (converter.convert(record)) {
        case DELIVER -> {
          boolean visible = engine.process();
          if (ContainerTable.isContainerEvent(record.type())) {
            containers.accept(record);
          }
          if (visible) {
            delivered++;
            return true;
          }
        }
        case UNKNOWN -> tellUnconvertible();
        case SKIP -> {}
      }
    }
    return false;
  }

  private void tellUnconvertible() {
    if (unconvertible++ == 0) {
      options
          .problems()
          .accept(
              new CaptureProblem(
                  CaptureCode.UNCONVERTIBLE,
                  reader.offset(),
                  "event id " + record.type() + " with " + record.paramCount() + " parameters"));
    }
  }

  @Override
  public SyscallEvent event() {
    return record;
  }

  @Override
  public FieldBinder binder() {
    return binder;
  }

  @Override
  public boolean containerUnknown() {
    return binder.containerUnknown();
  }

  @Override
  public String hostname() {
    return engine.hostname();
  }

  /** Events that rules could see so far. */
  public long delivered() {
    return delivered;
  }

  /** Event blocks of the capture met so far, whatever became of them. */
  public long eventBlocks() {
    return reader.eventBlocks();
  }

  /** Events that were damaged, too large, of a newer schema, or had no known conversion. */
  public long skipped() {
    return reader.skippedEvents() + unconvertible;
  }

  /** Bytes read of the decompressed capture. */
  public long bytesRead() {
    return reader.offset();
  }

  /** Size of the capture file as stored; -1 if it comes from a stream. */
  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the capture", e);
    }
  }
}
