package io.bulwark.vm.target;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.core.CoreResolver;
import io.bulwark.bpf.core.Need;
import io.bulwark.bpf.core.Relocated;
import io.bulwark.bpf.core.Relocator;
import io.bulwark.bpf.core.Target;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.object.Function;
import io.bulwark.vm.load.Binder;
import io.bulwark.vm.load.LoadException;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Binds the CO-RE relocations of an object to what a trace records. */
public final class TraceBinder implements Binder {
  private final String trace;
  private final Relocator relocator;

  /**
   * @param object the object's own types
   */
  public TraceBinder(Btf object, TraceSchema schema) {
    trace = schema.trace();
    relocator = new Relocator(new CoreResolver(object, Target.of(schema.types())));
  }

  @Override
  public Code bind(Function function) {
    Code code = function.code();
    Relocated bound = relocator.relocate(code);
    String part = "function `" + function.name() + "`";
    for (Need failure : bound.failures()) {
      throw new LoadException(part, failure.text());
    }
    Set<String> missing = new LinkedHashSet<>();
    if (!bound.missing().isEmpty()) {
      BitSet live = LiveCode.of(bound.code());
      for (Need need : bound.missing()) {
        if (live.get(bound.code().indexOf(code.slotOf(need.index())))) {
          missing.add(missing(need));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new LoadException(part, String.join("; ", missing));
    }
    return bound.code();
  }

  /** {@code trace opens.scap has no file.f_flags, needed by policy.yaml:12:5}. */
  private String missing(Need need) {
    String subject = need.subject();
    String field = subject.startsWith("struct ") ? subject.substring("struct ".length()) : subject;
    String needed = need.source() == null ? "instruction " + need.index() : need.source().place();
    return "trace %s has no %s, needed by %s".formatted(trace, field, needed);
  }
}
