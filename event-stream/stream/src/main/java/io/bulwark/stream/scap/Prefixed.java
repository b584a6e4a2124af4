package io.bulwark.stream.scap;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose first bytes were already read to see what it is. */
final class Prefixed extends InputStream {
  private final byte[] prefix;
  private final InputStream rest;
  private int at;

  Prefixed(byte[] prefix, InputStream rest) {
    this.prefix = prefix;
    this.rest = rest;
  }

  @Override
  public int read() throws IOException {
    return at < prefix.length ? prefix[at++] & 0xff : rest.read();
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (at < prefix.length && length > 0) {
      int count = Math.min(length, prefix.length - at);
      System.arraycopy(prefix, at, out, offset, count);
      at += count;
      return count;
    }
    return rest.read(out, offset, length);
  }

  /** At least one: the gzip decoder asks this to see whether another member follows. */
  @Override
  public int available() throws IOException {
    return at < prefix.length ? prefix.length - at : rest.available();
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }
}
