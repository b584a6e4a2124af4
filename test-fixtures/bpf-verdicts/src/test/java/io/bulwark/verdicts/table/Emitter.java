package io.bulwark.verdicts.table;

import static io.bulwark.bpf.isa.Register.*;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An object with XDP programs that decide about an {@link Event}, at r6 when their own code runs.
 */
final class Emitter {
  /** The verdict where the packet is too short, which never happens. */
  static final int SHORT = -99;

  final ObjectBuilder object = new ObjectBuilder("GPL");

  /** An assembler whose code has a policy line, as all code of a policy has. */
  static Assembler asm() {
    return new Assembler(IsaLevel.V3).at(new SourceLine("policy.yaml", 3, 5, "  - deny: check"));
  }

  /** A program's code, with what every program needs. */
  final class Program {
    final Assembler asm = Emitter.asm();
    private final String name;
    private final Label tooShort = asm.label("too short");

    private Program(String name) {
      this.name = name;
      asm.load(Size.W, R6, R1, 0).load(Size.W, R7, R1, 4).mov(R9, R1);
      asm.mov(R2, R6).alu(AluOp.ADD, R2, Event.SIZE);
      asm.jumpIf(Condition.GT, R2, R7, tooShort);
    }

    /** The program is finished; its own code has come to an end before. */
    void end() {
      asm.bind(tooShort).mov(R0, SHORT).exit();
      object.program(name, "xdp", asm.build());
    }

    /** Ends with a verdict. */
    Program verdict(int value) {
      asm.mov(R0, value).exit();
      return this;
    }

    Program load(Register dst, int field) {
      asm.load(Size.W, dst, R6, field);
      return this;
    }

    /** Stores 32 bits of a register into the frame. */
    Program spill(int offset, Register register) {
      asm.store(Size.W, R10, offset, register);
      return this;
    }

    Program spill(int offset, int value) {
      asm.store(Size.W, R10, offset, value);
      return this;
    }

    /** {@code dst = frame + offset}. */
    Program frame(Register dst, int offset) {
      asm.mov(dst, R10).alu(AluOp.ADD, dst, offset);
      return this;
    }

    /** r0 = the value of the key at a place of the frame, or 0. */
    Program lookup(String map, int key) {
      asm.loadMap(R1, map);
      frame(R2, key);
      asm.call(1);
      return this;
    }

    /** r0 = the result of an update from two places of the frame. */
    Program update(String map, int key, int value, int flags) {
      asm.loadMap(R1, map);
      frame(R2, key).frame(R3, value);
      asm.mov(R4, flags).call(2);
      return this;
    }

    /** Copies {@code bytes}, a multiple of 8, from the event into the frame. */
    Program copy(int field, int bytes, int offset) {
      for (int at = 0; at < bytes; at += 8) {
        asm.load(Size.DW, R1, R6, field + at).store(Size.DW, R10, offset + at, R1);
      }
      return this;
    }
  }

  Program program(String name) {
    return new Program(name);
  }

  Emitter map(String name, int type, int key, int value, int entries, int flags) {
    object.map(name, MapDefinition.of(type, shape(key), shape(value), entries).withFlags(flags));
    return this;
  }

  private static Shape shape(int bytes) {
    return bytes == 0 ? new Shape.None() : new Shape.Size(bytes);
  }

  int u32() {
    return object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
  }

  Emitter number(String section, String name, int value) {
    object.variable(section, name, u32(), KernelBackend.u32(value));
    return this;
  }

  /** A string and its NUL in {@code .rodata}. */
  Emitter text(String name, String value) {
    byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
    int character = object.types().integer("char", 1, BtfType.Encoding.SIGNED);
    object.variable(".rodata", name, object.types().array(character, bytes.length), bytes);
    return this;
  }

  /** A function of this object, with arguments of the given types. */
  Emitter function(String name, Function.Linkage linkage, Code code, int... parameters) {
    List<BtfType.Param> params =
        IntStream.range(0, parameters.length)
            .mapToObj(at -> new BtfType.Param("p" + at, parameters[at]))
            .toList();
    int integer = object.integer();
    int proto = object.types().intern(new BtfType.FuncProto(integer, params));
    object.function(new Function(name, Function.TEXT, linkage, code), proto);
    return this;
  }

  int u64() {
    return object.types().integer("unsigned long long", 8, BtfType.Encoding.UNSIGNED);
  }

  BpfObject build() {
    return object.build();
  }
}
