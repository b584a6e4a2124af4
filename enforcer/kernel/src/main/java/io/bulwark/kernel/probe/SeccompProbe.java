package io.bulwark.kernel.probe;

import io.bulwark.bpf.cbpf.ClassicAssembler;
import io.bulwark.bpf.cbpf.ClassicCondition;
import io.bulwark.bpf.cbpf.FilterLabel;
import io.bulwark.bpf.cbpf.SeccompAction;
import io.bulwark.bpf.cbpf.SeccompFilter;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.load.Seccomp;
import java.util.concurrent.CompletableFuture;

/** Installs a filter in a thread that ends with the probe, and asks for what it forbids. */
final class SeccompProbe {
  private static final String SINCE = "3.17";

  private SeccompProbe() {}

  static Check run() {
    CompletableFuture<Check> answer = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .name("seccomp-probe")
            .start(() -> {
              Outcome[] effect = {new Outcome.NotTried("no filter could be installed")};
              Outcome install = Answers.of(() -> install(effect), SINCE);
              answer.complete(
                  new Check("seccomp", "filter", install, Outcome.NOT_APPLICABLE, effect[0]));
            });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Outcome unknown = new Outcome.NotTried("the probe's thread did not answer");
    return answer.getNow(Check.failed("seccomp", "filter", unknown));
  }

  private static Outcome install(Outcome[] effect) {
    boolean before = Seccomp.parentProcess() >= 0;
    Seccomp.install(refusing(Seccomp.parentProcessCall()));
    boolean denied = Seccomp.parentProcess() == -Errno.EACCES.number();
    effect[0] = before && denied ? Outcome.WORKS : new Outcome.NotTried("the denial was not seen");
    return Outcome.WORKS;
  }

  /** Denies one harmless system call. */
  private static SeccompFilter refusing(int number) {
    ClassicAssembler code = new ClassicAssembler();
    FilterLabel deny = code.label("deny");
    code.load(0).jumpIf(ClassicCondition.EQ, number, deny).ret(SeccompAction.ALLOW, 0);
    code.bind(deny).ret(SeccompAction.ERRNO, Errno.EACCES.number());
    return SeccompFilter.of(code.build());
  }
}
