package io.bulwark.kernel.log;

import io.bulwark.kernel.load.Libbpf;
import java.io.IOException;

/** Prints what the kernel under this JVM says about every failing program, as fixtures have it. */
final class LogRecorder {
  static final String START = "==== ";

  private LogRecorder() {}

  public static void main(String[] args) throws IOException {
    Libbpf libbpf = Libbpf.system();
    for (FailingPrograms.Failing failing : FailingPrograms.all()) {
      System.out.println(START + failing.name());
      System.out.println(FailingPrograms.reject(libbpf, failing).text());
    }
    System.out.println(START);
  }
}
