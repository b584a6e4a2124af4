package io.bulwark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the same bytes to several streams. */
final class AlertSinks extends OutputStream {

  private final List<OutputStream> all = new ArrayList<>();
  private final List<OutputStream> owned = new ArrayList<>();

  /** A stream that {@link #close()} closes. */
  void add(OutputStream stream) {
    all.add(stream);
    owned.add(stream);
  }

  /** A stream of somebody else's. */
  void addKeptOpen(OutputStream stream) {
    all.add(stream);
  }

  @Override
  public void write(int b) throws IOException {
    for (OutputStream stream : all) {
      stream.write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (OutputStream stream : all) {
      stream.write(bytes, from, length);
    }
  }

  @Override
  public void flush() throws IOException {
    for (OutputStream stream : all) {
      stream.flush();
    }
  }

  @Override
  public void close() throws IOException {
    for (OutputStream stream : owned) {
      stream.close();
    }
  }
}
