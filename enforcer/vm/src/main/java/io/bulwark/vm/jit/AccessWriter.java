package io.bulwark.vm.jit;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;

/**
 * Bytecode of loads and stores, with as little checking as the place allows.
 *
 * <table>
 *   <caption>Four kinds of places</caption>
 *   <tr><td>a slot of the frame, known now<td>no check
 *   <tr><td>covered by an {@link Anchor}<td>a look at its answer; checked if that was no
 *   <tr><td>computed from the frame pointer<td>compared with the frame; checked if outside
 *   <tr><td>anything else<td>checked
 * </table>
 */
final class AccessWriter {
  private static final MethodTypeDesc FRAME_LOAD = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc FRAME_STORE =
      MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long);
  private static final MethodTypeDesc COVERS = MethodTypeDesc.of(CD_boolean, CD_long, CD_int);

  private final CodeBuilder out;
  private final InstructionWriter writer;
  private final ClassData data;
  private final Anchors anchors;

  AccessWriter(CodeBuilder out, InstructionWriter writer, ClassData data, Anchors anchors) {
    this.out = out;
    this.writer = writer;
    this.data = data;
    this.anchors = anchors;
  }

  /** Finds out whether all accesses of {@code anchor} are good. */
  void check(Anchor anchor) {
    out.ldc(data.cells());
    writer.address(anchor.base(), anchor.from());
    out.loadConstant(anchor.to() - anchor.from());
    String name = anchor.write() ? "coversWrites" : "coversReads";
    out.invokevirtual(Names.CELLS, name, COVERS).istore(anchor.local());
  }

  void load(Instruction.Load load, int index) {
    Runnable place = () -> writer.address(load.base(), load.offset());
    String name = method(load.size());
    access(
        index,
        load.base(),
        load.offset(),
        load.size(),
        kind -> {
          out.ldc(data.cells());
          place.run();
          switch (kind) {
            case KNOWN -> out.invokevirtual(Names.CELLS, "frameLoad" + name, Names.LOAD);
            case FRAME -> {
              writer.get(Register.R10);
              out.invokevirtual(Names.CELLS, "nearLoad" + name, FRAME_LOAD);
            }
            case CHECKED -> out.invokevirtual(Names.CELLS, "load" + name, Names.LOAD);
          }
        });
    if (load.signed()) {
      writer.signExtend(load.size().bits());
    }
    writer.put(load.dst());
  }

  void store(Instruction.Store store, int index) {
    Operand value = store.value();
    String name = method(store.size());
    access(
        index,
        store.base(),
        store.offset(),
        store.size(),
        kind -> {
          out.ldc(data.cells());
          writer.address(store.base(), store.offset());
          writer.value(value);
          switch (kind) {
            case KNOWN -> out.invokevirtual(Names.CELLS, "frameStore" + name, Names.STORE);
            case FRAME -> {
              writer.get(Register.R10);
              out.invokevirtual(Names.CELLS, "nearStore" + name, FRAME_STORE);
            }
            case CHECKED -> out.invokevirtual(Names.CELLS, "store" + name, Names.STORE);
          }
        });
  }

  private enum Kind {
    KNOWN,
    FRAME,
    CHECKED
  }

  private interface Access {
    void write(Kind kind);
  }

  private void access(int index, Register base, int offset, Size size, Access access) {
    Anchor anchor = anchors.covering(index);
    if (Anchors.isOwnSlot(base, offset, size.bytes())) {
      access.write(Kind.KNOWN);
    } else if (anchors.isFrame(index, base)) {
      access.write(Kind.FRAME);
    } else if (anchor == null) {
      access.write(Kind.CHECKED);
    } else {
      Label checked = out.newLabel();
      Label done = out.newLabel();
      out.iload(anchor.local()).ifeq(checked);
      access.write(Kind.KNOWN);
      out.goto_(done).labelBinding(checked);
      access.write(Kind.CHECKED);
      out.labelBinding(done);
    }
  }

  private static String method(Size size) {
    return Integer.toString(size.bits());
  }
}
