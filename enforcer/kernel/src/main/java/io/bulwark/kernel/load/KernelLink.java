package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.PermissionDenied;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * An attachment. The program runs as long as a link descriptor or a pin of it exists; {@link
 * #close} detaches, unless the link is pinned.
 */
public final class KernelLink implements AutoCloseable {
  private final Libbpf libbpf;
  private final Descriptor descriptor;

  private KernelLink(Libbpf libbpf, Descriptor descriptor) {
    this.libbpf = libbpf;
    this.descriptor = descriptor;
  }

  /** The owner of a link descriptor, or the failure that {@code result} stands for. */
  static KernelLink of(Libbpf libbpf, int result, String what) {
    if (result >= 0) {
      return new KernelLink(libbpf, Descriptor.owned(result, "the link of " + what));
    }
    throw failure("attach " + what, Errno.of(result));
  }

  private static KernelException failure(String operation, Errno errno) {
    return errno.isPermission()
        ? new PermissionDenied(operation, errno, PermissionHint.ATTACH)
        : new KernelCallFailed(
            operation, errno, "the kernel may be too old for this attachment, or the target wrong");
  }

  /**
   * The link pinned at {@code path}.
   *
   * @throws KernelException if there is none, or something else is pinned there
   */
  public static KernelLink pinned(Libbpf libbpf, Path path) {
    return new KernelLink(libbpf, Pins.open(libbpf, path, Pins.Kind.LINK));
  }

  /** Keeps the program attached after this process has gone. */
  public void pin(Path path) {
    Pins.pin(libbpf, descriptor, path);
  }

  /** Removes a pin; whether there was one. The program stays attached while a link is open. */
  public static boolean unpin(Path path) {
    return Pins.unpin(path);
  }

  /** Puts another program of the same kind in the place of the attached one, without a gap. */
  public void update(KernelProgram program) {
    int result =
        program.call(number -> descriptor.call(link -> libbpf.links().update(link, number)));
    if (result < 0) {
      throw failure("put " + program + " behind " + descriptor.what(), Errno.of(result));
    }
  }

  /** Its id and its program's. */
  public LinkInfo info() {
    return InfoReader.link(libbpf, descriptor);
  }

  /** Runs an iterator program over everything and answers with what it wrote. */
  public byte[] iterate() {
    int result = descriptor.call(link -> libbpf.links().iterator(link));
    if (result < 0) {
      throw failure("iterate " + descriptor.what(), Errno.of(result));
    }
    try (Descriptor output = Descriptor.owned(result, "an iterator")) {
      return readAll(output);
    }
  }

  private static byte[] readAll(Descriptor output) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment chunk = arena.allocate(1 << 16);
      long count;
      do {
        count = output.use(number -> LIBC.read(number, chunk));
        if (count > 0) {
          all.writeBytes(chunk.asSlice(0, count).toArray(JAVA_BYTE));
        }
      } while (count > 0 || count == -Errno.EINTR.number() || count == -11);
      if (count < 0) {
        throw new KernelCallFailed("read an iterator", Errno.of(count));
      }
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.what();
  }
}
