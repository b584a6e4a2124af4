package io.bulwark.verdicts.table;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.kernel.load.BpfObjectHandle;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.ObjectRequest;
import io.bulwark.kernel.load.TestRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The kernel under this JVM: the object's bytes through libbpf, programs by test runs. */
final class KernelBackend implements Backend {
  private final BpfObjectHandle object;

  KernelBackend(Libbpf libbpf, BpfObject blueprint) {
    object = ObjectRequest.of("verdict", ObjectWriter.write(blueprint)).load(libbpf);
  }

  @Override
  public int run(String program, byte[] packet) {
    return object.program(program).testRun(TestRun.packet(packet)).value();
  }

  @Override
  public void update(String map, byte[] key, byte[] value) {
    KernelMap target = object.map(map);
    byte[] all = new byte[target.valueBytes()];
    int stride = target.valueBytes() == value.length ? value.length : (value.length + 7) & ~7;
    for (int at = 0; at < all.length; at += stride) {
      System.arraycopy(value, 0, all, at, value.length);
    }
    target.update(Arrays.copyOf(key, key.length), all);
  }

  @Override
  public void program(String array, int index, String program) {
    object.map(array).put(index, object.program(program));
  }

  @Override
  public void inner(String outer, byte[] key, String map) {
    object.map(outer).put(key, object.map(map));
  }

  @Override
  public void close() {
    object.close();
  }

  static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
