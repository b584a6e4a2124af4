package io.bulwark.vm.target;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.vm.target.StructLayout.Field;
import io.bulwark.vm.target.StructLayout.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a trace records of the kernel's structures, as types that CO-RE can bind to. */
public final class TraceSchema {
  private final String trace;
  private final Btf types;
  private final Map<String, StructLayout> structs;

  private TraceSchema(String trace, Btf types, Map<String, StructLayout> structs) {
    this.trace = trace;
    this.types = types;
    this.structs = Map.copyOf(structs);
  }

  /** A schema to be described; {@code trace} is its name in messages. */
  public static Builder builder(String trace) {
    return new Builder(trace);
  }

  /** The trace's name. */
  public String trace() {
    return trace;
  }

  /** The types. */
  public Btf types() {
    return types;
  }

  /**
   * The layout of a struct.
   *
   * @throws IllegalArgumentException if the trace does not record it
   */
  public StructLayout struct(String name) {
    StructLayout struct = structs.get(name);
    if (struct == null) {
      throw new IllegalArgumentException(trace + " records no struct " + name);
    }
    return struct;
  }

  /** Describes a schema. */
  public static final class Builder {
    private final String trace;
    private final BtfBuilder types = new BtfBuilder();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Map<String, StructLayout> structs = new LinkedHashMap<>();

    private Builder(String trace) {
      this.trace = trace;
    }

    /** Adds a struct, once; members come in the order in which they are described. */
    public Builder struct(String name, Consumer<Members> members) {
      if (structs.containsKey(name)) {
        throw new IllegalArgumentException("struct " + name + " is described twice");
      }
      Members described = new Members(this, name);
      members.accept(described);
      int size = (described.end + 7) & ~7;
      types.define(id(name), new BtfType.Struct(name, size, described.members));
      open.remove(name);
      structs.put(name, new StructLayout(name, size, described.fields));
      return this;
    }

    private int id(String name) {
      return ids.computeIfAbsent(
          name,
          _ -> {
            open.add(name);
            return types.reserve();
          });
    }

    /** The schema; structs that are only pointed to have no members. */
    public TraceSchema build() {
      for (String name : open) {
        types.define(id(name), new BtfType.Fwd(name, false));
      }
      open.clear();
      return new TraceSchema(trace, types.build(), structs);
    }
  }

  /** Describes the members of a struct. */
  public static final class Members {
    private final Builder schema;
    private final String struct;
    private final List<BtfType.Member> members = new ArrayList<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private int end;

    private Members(Builder schema, String struct) {
      this.schema = schema;
      this.struct = struct;
    }

    private Members add(String name, int type, int size, int alignment, Kind kind) {
      int offset = (end + alignment - 1) / alignment * alignment;
      members.add(BtfType.Member.at(offset, name, type));
      if (fields.put(name, new Field(struct, name, offset, size, kind)) != null) {
        throw new IllegalArgumentException(struct + "." + name + " is described twice");
      }
      end = offset + size;
      return this;
    }

    /** An unsigned number of 1, 2, 4 or 8 bytes. */
    public Members number(String name, int bytes) {
      return number(name, bytes, "u", BtfType.Encoding.UNSIGNED);
    }

    /** A signed number of 1, 2, 4 or 8 bytes. */
    public Members signed(String name, int bytes) {
      return number(name, bytes, "s", BtfType.Encoding.SIGNED);
    }

    private Members number(String name, int bytes, String prefix, BtfType.Encoding encoding) {
      int type = schema.types.integer(prefix + 8 * bytes, bytes, encoding);
      return add(name, type, bytes, bytes, Kind.NUMBER);
    }

    /** Characters in the struct itself. */
    public Members text(String name, int bytes) {
      int character = schema.types.integer("char", 1, BtfType.Encoding.SIGNED);
      return add(name, schema.types.array(character, bytes), bytes, 1, Kind.TEXT);
    }

    /** A pointer to a struct, which may be described later or not at all. */
    public Members pointer(String name, String target) {
      int type = schema.types.pointer(schema.id(target));
      return add(name, type, Btf.POINTER_SIZE, Btf.POINTER_SIZE, Kind.POINTER);
    }

    /** A struct within the struct, which has been described before. */
    public Members embedded(String name, String inner) {
      StructLayout layout = schema.structs.get(inner);
      if (layout == null) {
        throw new IllegalArgumentException("struct " + inner + " is not described yet");
      }
      return add(name, schema.id(inner), layout.size(), 8, Kind.EMBEDDED);
    }
  }
}
