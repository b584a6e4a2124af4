package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.vm.verify.rules.GlobalFunction.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What global functions take, by the object's types, as a kernel verifies them on their own. */
final class Signatures {
  private static final int MAX_PARAMETERS = 5;

  private final Btf types;
  private final @Nullable String context;

  /**
   * @param context name of the structure that stands for the program's context; null: none does
   */
  Signatures(Btf types, @Nullable String context) {
    this.types = types;
    this.context = context;
  }

  /**
   * The parameters; empty for what kernels refuse, or handle in a way that is not followed here:
   * pointers to anything but the context.
   */
  Optional<List<Parameter>> of(String function) {
    int id = types.find(BtfKind.FUNC, function);
    if (id < 0
        || !(types.type(id) instanceof BtfType.Func func)
        || !(types.type(func.proto()) instanceof BtfType.FuncProto proto)
        || !isNumber(proto.returnType())
        || proto.params().size() > MAX_PARAMETERS) {
      return Optional.empty();
    }
    List<Parameter> parameters = new ArrayList<>();
    for (BtfType.Param param : proto.params()) {
      if (isNumber(param.type())) {
        parameters.add(Parameter.NUMBER);
      } else if (isContext(param.type())) {
        parameters.add(Parameter.CONTEXT);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private boolean isNumber(int type) {
    BtfType resolved = types.type(types.resolve(type));
    return resolved instanceof BtfType.Int || resolved instanceof BtfType.Enumeration;
  }

  private boolean isContext(int type) {
    return types.type(types.resolve(type)) instanceof BtfType.Ptr(int target)
        && types.type(types.resolve(target)) instanceof BtfType.Struct struct
        && struct.name().equals(context);
  }
}
