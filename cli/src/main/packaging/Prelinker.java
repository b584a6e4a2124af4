import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Links at build time what Java links at run time and no start-up cache keeps: the choice of a
 * switch among classes or constants, and the equality and hash code of a record.
 *
 * <p>Each such call site would spin a hidden class or a tree of method handles at every start. It
 * becomes a call of a method added to its class, which does what {@code
 * SwitchBootstraps.typeSwitch} and {@code ObjectMethods} are documented to do; hash codes are those
 * of the JDK's implementation. All else stays as it is.
 */
final class Prelinker {

  private static final int METHOD =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final MethodTypeDesc SAME = MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object);
  private static final MethodTypeDesc HASH = MethodTypeDesc.of(CD_int, CD_Object);

  private final ClassModel model;
  private final List<Consumer<ClassBuilder>> added = new ArrayList<>();

  private Prelinker(ClassModel model) {
    this.model = model;
  }

  /** The class with its call sites linked; {@code bytes} itself if it has none. */
  static byte[] link(ClassFile classes, byte[] bytes) {
    Prelinker linker = new Prelinker(classes.parse(bytes));
    byte[] linked = linker.link(classes);
    return linker.added.isEmpty() ? bytes : linked;
  }

  private byte[] link(ClassFile classes) {
    CodeTransform sites =
        (code, element) -> {
          if (!(element instanceof InvokeDynamicInstruction site && replace(code, site))) {
            code.with(element);
          }
        };
    ClassTransform end =
        ClassTransform.endHandler(builder -> added.forEach(method -> method.accept(builder)));
    return classes.transformClass(
        model, ClassTransform.transformingMethodBodies(sites).andThen(end));
  }

  private boolean replace(CodeBuilder code, InvokeDynamicInstruction site) {
    String linkage = site.bootstrapMethod().owner().displayName();
    List<ConstantDesc> arguments = site.bootstrapArgs();
    Consumer<CodeBuilder> body =
        switch (linkage + "." + site.name()) {
          case "SwitchBootstraps.typeSwitch" ->
              arguments.stream().allMatch(ClassDesc.class::isInstance)
                  ? choice(arguments, CD_Object)
                  : null;
          case "SwitchBootstraps.enumSwitch" ->
              choice(arguments, site.typeSymbol().parameterType(0));
          case "ObjectMethods.equals" -> equality(getters(arguments));
          case "ObjectMethods.hashCode" -> hash(getters(arguments));
          default -> null;
        };
    if (body == null) {
      return false;
    }
    String name = "linked$" + added.size();
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    MethodTypeDesc type = site.typeSymbol();
    code.invokestatic(model.thisClass().asSymbol(), name, type, inInterface);
    added.add(builder -> builder.withMethodBody(name, type, METHOD, body));
    return true;
  }

  /**
   * (value, from): the first label from {@code from} on that the value matches. A label is a class
   * or, for a value of an enum, the name of a constant.
   */
  private static Consumer<CodeBuilder> choice(List<ConstantDesc> labels, ClassDesc type) {
    return code -> {
      Label present = code.newLabel();
      code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
      for (int i = 0; i < labels.size(); i++) {
        Label next = code.newLabel();
        code.iload(1).loadConstant(i).if_icmpgt(next);
        if (labels.get(i) instanceof ClassDesc label) {
          code.aload(0).instanceOf(label).ifeq(next);
        } else {
          code.aload(0).getstatic(type, (String) labels.get(i), type).if_acmpne(next);
        }
        code.loadConstant(i).ireturn().labelBinding(next);
      }
      code.loadConstant(labels.size()).ireturn();
    };
  }

  private static List<DirectMethodHandleDesc> getters(List<ConstantDesc> arguments) {
    return arguments.stream()
        .filter(DirectMethodHandleDesc.class::isInstance)
        .map(DirectMethodHandleDesc.class::cast)
        .toList();
  }

  private Consumer<CodeBuilder> equality(List<DirectMethodHandleDesc> getters) {
    ClassDesc self = model.thisClass().asSymbol();
    return code -> {
      Label different = code.newLabel();
      code.aload(1).instanceOf(self).ifeq(different);
      for (DirectMethodHandleDesc getter : getters) {
        ClassDesc type = getter.invocationType().returnType();
        code.aload(0).getfield(self, getter.methodName(), type);
        code.aload(1).checkcast(self).getfield(self, getter.methodName(), type);
        compare(code, type, different);
      }
      code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    };
  }

  private static void compare(CodeBuilder code, ClassDesc type, Label different) {
    switch (TypeKind.from(type)) {
      case REFERENCE -> code.invokestatic(OBJECTS, "equals", SAME).ifeq(different);
      case LONG -> code.lcmp().ifne(different);
      case FLOAT, DOUBLE ->
          code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type))
              .ifne(different);
      default -> code.if_icmpne(different);
    }
  }

  private Consumer<CodeBuilder> hash(List<DirectMethodHandleDesc> getters) {
    ClassDesc self = model.thisClass().asSymbol();
    return code -> {
      code.iconst_0();
      for (DirectMethodHandleDesc getter : getters) {
        ClassDesc type = getter.invocationType().returnType();
        code.bipush(31).imul().aload(0).getfield(self, getter.methodName(), type);
        if (type.isPrimitive()) {
          code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
        } else {
          code.invokestatic(OBJECTS, "hashCode", HASH);
        }
        code.iadd();
      }
      code.ireturn();
    };
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ClassDesc.of("java.lang.Boolean");
      case "B" -> ClassDesc.of("java.lang.Byte");
      case "C" -> ClassDesc.of("java.lang.Character");
      case "S" -> ClassDesc.of("java.lang.Short");
      case "I" -> ClassDesc.of("java.lang.Integer");
      case "J" -> ClassDesc.of("java.lang.Long");
      case "F" -> ClassDesc.of("java.lang.Float");
      case "D" -> ClassDesc.of("java.lang.Double");
      default -> throw new IllegalArgumentException(primitive.displayName());
    };
  }
}
