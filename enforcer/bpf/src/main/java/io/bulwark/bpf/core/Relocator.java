package io.bulwark.bpf.core;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.isa.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code with relocations → code for one target. {@link #needs} only looks: it is the check before a
 * load, and what says which policy lines a target cannot serve.
 */
public final class Relocator {
  /**
   * The function that poisoned instructions call; libbpf uses this number, and no kernel has it.
   */
  public static final int POISON_FUNCTION = 0xBAD2310;

  private final CoreResolver resolver;

  /**
   * @param resolver knows the types on both sides
   */
  public Relocator(CoreResolver resolver) {
    this.resolver = resolver;
  }

  /** Every relocation of {@code code} and what it comes to, the instruction's part included. */
  public List<Need> needs(Code code) {
    return relocate(code).needs();
  }

  /** Binds {@code code}; see {@link Relocated} for what could not be bound. */
  public Relocated relocate(Code code) {
    var needs = new ArrayList<Need>();
    var statements = new ArrayList<Statement>();
    @Nullable SourceLine line = null;
    for (int index = 0; index < code.size(); index++) {
      Statement statement = code.statements().get(index);
      line = statement.metadata().source() == null ? line : statement.metadata().source();
      CoreRelocation relocation = statement.metadata().core();
      if (relocation == null) {
        statements.add(statement);
      } else {
        needs.add(relocate(statement, index, relocation, line, statements));
      }
    }
    return new Relocated(Code.of(statements), needs);
  }

  private Need relocate(
      Statement statement,
      int index,
      CoreRelocation relocation,
      @Nullable SourceLine line,
      List<Statement> out) {
    Resolution resolution = resolver.resolve(relocation);
    List<Instruction> patched = Patcher.poison(statement.instruction());
    if (resolution instanceof Resolution.Value value) {
      switch (Patcher.patch(statement.instruction(), value)) {
        case Patcher.Patch.Done(Instruction done) -> patched = List.of(done);
        case Patcher.Patch.Poisoned(String reason) -> resolution = new Resolution.Poison(reason);
        case Patcher.Patch.Refused(Resolution.Failure failure) -> resolution = failure;
      }
    }
    var metadata = statement.metadata().withCore(null);
    patched.forEach(instruction -> out.add(new Statement(instruction, metadata)));
    return new Need(index, relocation, resolver.describe(relocation), line, resolution);
  }
}
