package io.bulwark.vm.verify.state;

import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.rules.MapShape;

/** What a register or a stack slot holds. */
public sealed interface Value {
  /** Nothing that may be read. */
  Value UNSET = new Unset();

  /** The number 0. */
  Value ZERO = new Number(Scalar.of(0), 0);

  /** Any number. */
  Value ANY = new Number(Scalar.UNKNOWN, 0);

  /** A number with nothing else of the same value. */
  static Value of(Scalar scalar) {
    return new Number(scalar, 0);
  }

  /** For messages. */
  String what();

  /** Nothing that may be read. */
  record Unset() implements Value {
    @Override
    public String what() {
      return "nothing";
    }
  }

  /** A number; registers and slots with the same {@code link}, not 0, hold the same one. */
  record Number(Scalar scalar, int link) implements Value {
    @Override
    public String what() {
      return scalar.isConstant() ? "number " + scalar : "number (" + scalar + ")";
    }
  }

  /** An address. */
  sealed interface Pointer extends Value {
    /** Not 0: may be null; all with the same number are null or none is. */
    default int nullId() {
      return 0;
    }

    /** The same where it turned out not to be null. */
    default Pointer notNull() {
      return this;
    }
  }

  /** The program's argument, moved by {@code offset}. */
  record Context(int offset) implements Pointer {
    @Override
    public String what() {
      return "context";
    }
  }

  /** {@code offset} from the frame pointer of frame {@code frame}, the outermost being 0. */
  record OfStack(int frame, int offset) implements Pointer {
    @Override
    public String what() {
      return "stack pointer";
    }
  }

  /** A map, not its memory. */
  record MapHandle(MapShape map, int nullId) implements Pointer {
    @Override
    public Pointer notNull() {
      return new MapHandle(map, 0);
    }

    @Override
    public String what() {
      return (nullId != 0 ? "map or null: `" : "map `") + map.name() + "`";
    }
  }

  /** {@code offset} and a {@code variable} part into a region. */
  record Memory(Region region, int offset, Scalar variable, int nullId) implements Pointer {
    private static final Scalar NONE = Scalar.of(0);

    /** The start of a region. */
    public static Memory of(Region region, int nullId) {
      return new Memory(region, 0, NONE, nullId);
    }

    @Override
    public Pointer notNull() {
      return new Memory(region, offset, variable, 0);
    }

    /** Whether it is the start of its region. */
    public boolean isOriginal() {
      return offset == 0 && variable.isConstant() && variable.constant() == 0;
    }

    @Override
    public String what() {
      return region.what() + (nullId != 0 ? " or null" : "");
    }
  }

  /**
   * {@code offset} into a kernel structure.
   *
   * @param trusted the structure is alive as long as the program runs
   */
  record Typed(int type, String name, int offset, boolean trusted, int nullId) implements Pointer {
    @Override
    public Pointer notNull() {
      return new Typed(type, name, offset, trusted, 0);
    }

    @Override
    public String what() {
      return "`struct " + name + "`" + (nullId != 0 ? " or null" : "");
    }
  }

  /** A function of the program, by its first instruction. */
  record OfFunction(int entry) implements Pointer {
    @Override
    public String what() {
      return "function";
    }
  }
}
