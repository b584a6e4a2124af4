package io.bulwark.stream.scap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A window of a capture's (decompressed) bytes: an array that is refilled from a stream.
 *
 * <p>Bytes from {@link #position()} on stay valid until the next {@link #ensure}. A read error or
 * damaged gzip data ends the input like an end of file; {@link #failure()} tells which.
 */
final class CaptureInput implements AutoCloseable {
  /** Initial window: large enough that refills are rare, small enough to stay in the cache. */
  static final int WINDOW = 1 << 18;

  /** Why the input ended before its time. */
  enum Failure {
    NONE,
    READ,
    GZIP
  }

  private final InputStream in;
  private byte[] window = new byte[WINDOW];
  private int position;
  private int limit;
  private long windowStart;
  private boolean ended;
  private Failure failure = Failure.NONE;

  CaptureInput(InputStream in) {
    this.in = in;
  }

  byte[] array() {
    return window;
  }

  /** Index in {@link #array()} of the next byte. */
  int position() {
    return position;
  }

  /** Offset of the next byte in the capture. */
  long offset() {
    return windowStart + position;
  }

  int available() {
    return limit - position;
  }

  Failure failure() {
    return failure;
  }

  /** Moves past {@code count} bytes that are in the window. */
  void advance(int count) {
    position += count;
  }

  /**
   * Makes at least {@code count} bytes available from the position on, moving and growing the
   * window.
   *
   * @return false if the input ends before
   */
  boolean ensure(int count) {
    return limit - position >= count || fill(count);
  }

  /** Skips {@code count} bytes without keeping them; false if the input ends before. */
  boolean skip(long count) {
    long left = count;
    while (left > 0) {
      int step = (int) Math.min(left, available());
      advance(step);
      left -= step;
      if (left > 0 && !ensure(1)) {
        return false;
      }
    }
    return true;
  }

  private boolean fill(int count) {
    if (position > 0) {
      System.arraycopy(window, position, window, 0, limit - position);
      windowStart += position;
      limit -= position;
      position = 0;
    }
    if (window.length < count) {
      // Grown as bytes arrive, so that a length in a damaged header costs nothing by itself.
      grow(Math.min(count, Math.max(window.length * 2, limit)));
    }
    while (limit < count && !ended) {
      if (limit == window.length) {
        grow(Math.min(count, window.length * 2));
      }
      read();
    }
    return limit >= count;
  }

  private void grow(int size) {
    if (size > window.length) {
      window = Arrays.copyOf(window, size);
    }
  }

  private void read() {
    try {
      int got = in.read(window, limit, window.length - limit);
      if (got < 0) {
        ended = true;
      } else {
        limit += got;
      }
    } catch (EOFException e) {
      ended = true; // a gzip member that is cut short: a truncated capture
    } catch (ZipException e) {
      ended = true;
      failure = Failure.GZIP;
    } catch (IOException e) {
      ended = true;
      failure = Failure.READ;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
