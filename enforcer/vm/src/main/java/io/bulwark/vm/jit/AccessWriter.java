package io.bulwark.vm.jit;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytecode of loads and stores, with as little checking as the place allows.
 *
 * <table>
 *   <caption>Five kinds of places</caption>
 *   <tr><td>a slot of the frame, known now<td>no check
 *   <tr><td>covered by an {@link Anchor}<td>a look at its answer; checked if that was no
 *   <tr><td>computed from the frame pointer<td>compared with the frame; checked if outside
 *   <tr><td>in a loop<td>compared with a {@link Window}; checked if outside
 *   <tr><td>anything else<td>checked
 * </table>
 */
final class AccessWriter {
  private static final MethodTypeDesc KNOWN_LOAD = MethodTypeDesc.of(CD_long, CD_long, CD_int);
  private static final MethodTypeDesc KNOWN_STORE =
      MethodTypeDesc.of(CD_void, CD_long, CD_int, CD_long);
  private static final MethodTypeDesc FRAME_LOAD = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc FRAME_STORE =
      MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long);
  private static final MethodTypeDesc COMPARE = MethodTypeDesc.of(CD_int, CD_long, CD_long);
  private static final MethodTypeDesc COVERS = MethodTypeDesc.of(CD_boolean, CD_long, CD_int);

  private final CodeBuilder out;
  private final InstructionWriter writer;
  private final ClassData data;
  private final Anchors anchors;

  /** Accesses that look into a window first. */
  private final Map<Integer, Window> windows = new TreeMap<>();

  AccessWriter(CodeBuilder out, InstructionWriter writer, ClassData data, Anchors anchors) {
    this.out = out;
    this.writer = writer;
    this.data = data;
    this.anchors = anchors;
  }

  /** Finds out which of the region's accesses {@code inLoops} profit from a window. */
  void plan(Code code, BitSet inLoops) {
    for (int index = inLoops.nextSetBit(0); index >= 0; index = inLoops.nextSetBit(index + 1)) {
      switch (code.instruction(index)) {
        case Instruction.Load load -> plan(index, load.base(), false);
        case Instruction.Store store -> plan(index, store.base(), true);
        default -> {}
      }
    }
  }

  private void plan(int index, Register base, boolean write) {
    if (base != Register.R10 && anchors.covering(index) == null && !anchors.isFrame(index, base)) {
      windows.put(index, new Window(base, write));
    }
  }

  /** Forgets all windows: at the beginning, and where a call may have changed what is allowed. */
  void forget() {
    for (Window window : new LinkedHashSet<>(windows.values())) {
      out.lconst_0().lstore(window.start()).lconst_0().lstore(window.length());
    }
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
    String name = method(load.size());
    access(
        index,
        load.base(),
        load.offset(),
        load.size(),
        kind -> {
          out.ldc(data.cells());
          place(kind, index, load.base(), load.offset());
          switch (kind) {
            case KNOWN -> out.invokevirtual(Names.CELLS, "frameLoad" + name, KNOWN_LOAD);
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
          place(kind, index, store.base(), store.offset());
          writer.value(value);
          switch (kind) {
            case KNOWN -> out.invokevirtual(Names.CELLS, "frameStore" + name, KNOWN_STORE);
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
    Window window = windows.get(index);
    if (window != null) {
      access(window, base, offset, access);
    } else if (Anchors.isOwnSlot(base, offset, size.bytes())) {
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

  /** Pushes where an access goes; one with a window has put the address aside. */
  private void place(Kind kind, int index, Register base, int offset) {
    boolean aside = windows.containsKey(index);
    if (aside) {
      out.lload(Locals.ADDRESS);
    } else if (kind == Kind.KNOWN) {
      writer.get(base);
    } else {
      writer.address(base, offset);
    }
    if (kind == Kind.KNOWN) {
      out.loadConstant(aside ? 0 : offset);
    }
  }

  private void access(Window window, Register base, int offset, Access access) {
    Label outside = out.newLabel();
    Label done = out.newLabel();
    writer.address(base, offset);
    out.lstore(Locals.ADDRESS).lload(Locals.ADDRESS).lload(window.start()).lsub();
    out.lload(window.length());
    out.invokestatic(ConstantDescs.CD_Long, "compareUnsigned", COMPARE).ifge(outside);
    access.write(Kind.KNOWN);
    out.goto_(done).labelBinding(outside);
    access.write(Kind.CHECKED);
    out.lload(Locals.ADDRESS).lstore(window.start());
    out.ldc(data.cells()).lload(Locals.ADDRESS);
    String name = window.write() ? "writablePlaces" : "readablePlaces";
    out.invokevirtual(Names.CELLS, name, Names.LOAD).lstore(window.length());
    out.labelBinding(done);
  }

  private static String method(Size size) {
    return Integer.toString(size.bits());
  }
}
