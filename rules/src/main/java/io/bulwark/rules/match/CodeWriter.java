package io.bulwark.rules.match;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes one class. Every leaf is one call on a constant object; what is written here is the
 * control flow between them.
 *
 * <pre>
 * run(g)   switch to gG                        gG  chunks of rules, in order
 * test(r)  switch to rR                        rR  one rule
 * eN       a shared or large expression; shared ones ask the memo first
 * cN       static final constants, from the class data
 * </pre>
 */
final class CodeWriter {
  static final ClassDesc SELF = ClassDesc.of("io.bulwark.rules.match.Compiled");

  private static final ClassDesc CODE = desc(Code.class);
  private static final ClassDesc STATE = desc(MatchState.class);
  private static final ClassDesc HANDLES = ClassDesc.of("java.lang.invoke.MethodHandles");
  private static final ClassDesc LOOKUP = ClassDesc.of("java.lang.invoke.MethodHandles$Lookup");
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();
  private static final MethodTypeDesc BOOL = MethodTypeDesc.of(ConstantDescs.CD_boolean);
  private static final MethodTypeDesc VOID = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final MethodTypeDesc INT_VOID =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final MethodTypeDesc INT_BOOL =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);
  private static final MethodTypeDesc LONG_BOOL =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_long);
  private static final MethodTypeDesc BIT_BOOL =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int, ConstantDescs.CD_long);
  private static final MethodTypeDesc SET_BOOL =
      MethodTypeDesc.of(ConstantDescs.CD_boolean, desc(NumberSet.class));
  private static final MethodTypeDesc KNOWN =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_long);
  private static final MethodTypeDesc STORE =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_int,
          ConstantDescs.CD_long);

  private final CodeSizes sizes;
  private final Map<Expr, Integer> shared;
  private final boolean stopAtFirst;
  private final Map<Object, Integer> constants = new IdentityHashMap<>();
  private final List<Object> constantList = new ArrayList<>();
  private final List<ClassDesc> constantTypes = new ArrayList<>();
  private final Set<Expr> queued = new HashSet<>();
  private final Deque<Expr> pending = new ArrayDeque<>();
  private final Frames frames = new Frames();

  CodeWriter(CodeSizes sizes, Map<Expr, Integer> shared, boolean stopAtFirst, MatchState state) {
    this.sizes = sizes;
    this.shared = shared;
    this.stopAtFirst = stopAtFirst;
    constant(state, STATE);
  }

  private static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** The objects that the written class needs as class data. */
  Object[] classData() {
    return constantList.toArray();
  }

  byte[] write(List<MatchPlan.Group> groups, List<Expr> rules) {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS) // written by Frames
        .build(SELF, builder -> members(builder, groups, rules));
  }

  private void members(ClassBuilder builder, List<MatchPlan.Group> groups, List<Expr> rules) {
    builder.withFlags(ClassFile.ACC_FINAL);
    builder.withSuperclass(CODE);
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        VOID,
        0,
        code -> code.aload(0).invokespecial(CODE, ConstantDescs.INIT_NAME, VOID).return_());
    method(builder, "run", INT_VOID, 0, code -> dispatch(code, "g", groups.size(), VOID));
    method(builder, "test", INT_BOOL, 0, code -> dispatch(code, "r", rules.size(), BOOL));
    for (int i = 0; i < groups.size(); i++) {
      group(builder, "g" + i, groups.get(i).rules());
    }
    for (int i = 0; i < rules.size(); i++) {
      Expr rule = rules.get(i);
      method(builder, "r" + i, BOOL, ClassFile.ACC_STATIC, code -> whole(code, rule));
    }
    while (!pending.isEmpty()) {
      Expr expr = pending.remove();
      method(builder, "e" + expr.id(), BOOL, ClassFile.ACC_STATIC, code -> expression(code, expr));
    }
    constants(builder);
  }

  private void method(
      ClassBuilder builder,
      String name,
      MethodTypeDesc type,
      int flags,
      Consumer<CodeBuilder> body) {
    builder.withMethodBody(
        name,
        type,
        flags,
        code -> {
          frames.start();
          body.accept(code);
          frames.end(code);
        });
  }

  private void dispatch(CodeBuilder code, String prefix, int count, MethodTypeDesc type) {
    Label none = code.newLabel();
    List<java.lang.classfile.instruction.SwitchCase> cases = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      cases.add(java.lang.classfile.instruction.SwitchCase.of(i, code.newLabel()));
    }
    if (count > 0) {
      code.iload(1).tableswitch(0, count - 1, none, cases);
    }
    for (int i = 0; i < count; i++) {
      frames.bind(code, cases.get(i).target());
      code.invokestatic(SELF, prefix + i, type);
      frames.instruction();
      code.return_(
          type == VOID ? java.lang.classfile.TypeKind.VOID : java.lang.classfile.TypeKind.BOOLEAN);
    }
    frames.bind(code, none);
    if (type == VOID) {
      code.return_();
    } else {
      code.iconst_0().ireturn();
    }
  }

  private void group(ClassBuilder builder, String name, List<MatchPlan.PlannedRule> rules) {
    List<List<MatchPlan.PlannedRule>> chunks = chunks(rules);
    method(
        builder,
        name,
        VOID,
        ClassFile.ACC_STATIC,
        code -> {
          Label end = code.newLabel();
          for (int i = 0; i < chunks.size(); i++) {
            code.invokestatic(SELF, name + "_" + i, BOOL);
            code.ifne(end);
          }
          frames.bind(code, end);
          code.return_();
        });
    for (int i = 0; i < chunks.size(); i++) {
      List<MatchPlan.PlannedRule> chunk = chunks.get(i);
      method(builder, name + "_" + i, BOOL, ClassFile.ACC_STATIC, code -> chunk(code, chunk));
    }
  }

  private List<List<MatchPlan.PlannedRule>> chunks(List<MatchPlan.PlannedRule> rules) {
    List<List<MatchPlan.PlannedRule>> chunks = new ArrayList<>();
    List<MatchPlan.PlannedRule> chunk = new ArrayList<>();
    int size = 0;
    for (MatchPlan.PlannedRule rule : rules) {
      int next = sizes.use(rule.condition()) + 14;
      if (!chunk.isEmpty() && size + next > CodeLimits.CHUNK_BYTES) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        size = 0;
      }
      chunk.add(rule);
      size += next;
    }
    chunks.add(chunk);
    return chunks;
  }

  /** Rules in order; returns whether to stop. */
  private void chunk(CodeBuilder code, List<MatchPlan.PlannedRule> rules) {
    for (MatchPlan.PlannedRule rule : rules) {
      Label next = code.newLabel();
      jump(code, rule.condition(), next, false);
      load(code, constantList.getFirst(), STATE);
      code.loadConstant(rule.place()).invokevirtual(STATE, "fire", INT_VOID);
      if (stopAtFirst) {
        code.iconst_1().ireturn();
      }
      frames.bind(code, next);
    }
    code.iconst_0().ireturn();
  }

  private void whole(CodeBuilder code, Expr expr) {
    Label no = code.newLabel();
    jump(code, expr, no, false);
    yes(code, no);
  }

  /** Returns true, or false at {@code no}. */
  private void yes(CodeBuilder code, Label no) {
    code.iconst_1().ireturn();
    frames.instruction();
    frames.bind(code, no);
    code.iconst_0().ireturn();
  }

  private void expression(CodeBuilder code, Expr expr) {
    Integer place = shared.get(expr);
    if (place == null) {
      Label no = code.newLabel();
      inline(code, expr, no, false);
      yes(code, no);
      return;
    }
    int word = (place >>> 6) * 2;
    long mask = 1L << place;
    Label unknown = code.newLabel();
    Label no = code.newLabel();
    load(code, constantList.getFirst(), STATE);
    code.loadConstant(word).loadConstant(mask).invokevirtual(STATE, "known", KNOWN);
    code.istore(0).iload(0).iflt(unknown).iload(0).ireturn();
    frames.bind(code, unknown);
    inline(code, expr, no, false);
    store(code, true, word, mask);
    frames.bind(code, no);
    store(code, false, word, mask);
  }

  private void store(CodeBuilder code, boolean value, int word, long mask) {
    load(code, constantList.getFirst(), STATE);
    code.loadConstant(value ? 1 : 0).loadConstant(word).loadConstant(mask);
    code.invokevirtual(STATE, "store", STORE).ireturn();
  }

  /** Jumps if {@code expr} is {@code when}, else falls through. */
  private void jump(CodeBuilder code, Expr expr, Label target, boolean when) {
    if (sizes.hasMethod(expr)) {
      if (queued.add(expr)) {
        pending.add(expr);
      }
      code.invokestatic(SELF, "e" + expr.id(), BOOL);
      branch(code, target, when);
    } else {
      inline(code, expr, target, when);
    }
  }

  private void branch(CodeBuilder code, Label target, boolean when) {
    frames.instruction();
    if (when) {
      code.ifne(target);
    } else {
      code.ifeq(target);
    }
  }

  private void inline(CodeBuilder code, Expr expr, Label target, boolean when) {
    switch (expr.node()) {
      case Node.Const(boolean value) -> {
        code.loadConstant(value ? 1 : 0);
        branch(code, target, when);
      }
      case Node.Not(Expr term) -> jump(code, term, target, !when);
      case Node.Junction(boolean all, List<Expr> terms) -> {
        if (all != when) {
          for (Expr term : terms) {
            jump(code, term, target, when);
          }
        } else {
          Label through = code.newLabel();
          for (Expr term : terms.subList(0, terms.size() - 1)) {
            jump(code, term, through, !when);
          }
          jump(code, terms.getLast(), target, when);
          frames.bind(code, through);
        }
      }
      case Node.KindIn k -> throw new IllegalStateException("kinds are folded before");
      case Node.TextBit(TextSlot slot, TextAtom atom) -> {
        load(code, slot, desc(TextSlot.class));
        if (atom.isFast()) {
          bit(code, atom).invokevirtual(desc(TextSlot.class), "fast", BIT_BOOL);
        } else {
          code.loadConstant(atom.index()).invokevirtual(desc(TextSlot.class), "slow", INT_BOOL);
        }
        branch(code, target, when);
      }
      case Node.ListBit(TextListSlot slot, TextAtom atom, boolean all) -> {
        load(code, slot, desc(TextListSlot.class));
        bit(code, atom).invokevirtual(desc(TextListSlot.class), all ? "every" : "some", BIT_BOOL);
        branch(code, target, when);
      }
      case Node.TextPresent(TextSlot slot) -> {
        load(code, slot, desc(TextSlot.class));
        code.invokevirtual(desc(TextSlot.class), "present", BOOL);
        branch(code, target, when);
      }
      case Node.ListPresent(TextListSlot slot, boolean filled) -> {
        load(code, slot, desc(TextListSlot.class));
        code.invokevirtual(desc(TextListSlot.class), filled ? "filled" : "present", BOOL);
        branch(code, target, when);
      }
      case Node.NumberPresent(NumberSlot slot) -> {
        load(code, slot, desc(NumberSlot.class));
        code.invokevirtual(desc(NumberSlot.class), "present", BOOL);
        branch(code, target, when);
      }
      case Node.NumberCompare(NumberSlot slot, NumberOp op, long value) -> {
        load(code, slot, desc(NumberSlot.class));
        code.loadConstant(value).invokevirtual(desc(NumberSlot.class), op.method(), LONG_BOOL);
        branch(code, target, when);
      }
      case Node.NumberMember(NumberSlot slot, NumberSet set) -> {
        load(code, slot, desc(NumberSlot.class));
        load(code, set, desc(NumberSet.class));
        code.invokevirtual(desc(NumberSlot.class), "in", SET_BOOL);
        branch(code, target, when);
      }
      case Node.Asked(EventTest test, int cost, String text) -> {
        load(code, test, desc(EventTest.class));
        code.invokeinterface(desc(EventTest.class), "test", BOOL);
        branch(code, target, when);
      }
    }
  }

  private static CodeBuilder bit(CodeBuilder code, TextAtom atom) {
    return code.loadConstant(atom.index() >>> 6).loadConstant(1L << atom.index());
  }

  private void load(CodeBuilder code, Object value, ClassDesc type) {
    frames.instruction();
    code.getstatic(SELF, "c" + constant(value, type), type);
  }

  private int constant(Object value, ClassDesc type) {
    Integer known = constants.get(value);
    if (known == null) {
      known = constantList.size();
      constants.put(value, known);
      constantList.add(value);
      constantTypes.add(type);
    }
    return known;
  }

  private void constants(ClassBuilder builder) {
    for (int i = 0; i < constantTypes.size(); i++) {
      builder.withField("c" + i, constantTypes.get(i), ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
    }
    builder.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME, VOID, ClassFile.ACC_STATIC, this::initialise);
  }

  private void initialise(CodeBuilder code) {
    code.invokestatic(HANDLES, "lookup", MethodTypeDesc.of(LOOKUP))
        .loadConstant(ConstantDescs.DEFAULT_NAME)
        .loadConstant(OBJECTS)
        .invokestatic(
            HANDLES,
            "classData",
            MethodTypeDesc.of(
                ConstantDescs.CD_Object, LOOKUP, ConstantDescs.CD_String, ConstantDescs.CD_Class))
        .checkcast(OBJECTS)
        .astore(0);
    for (int i = 0; i < constantTypes.size(); i++) {
      ClassDesc type = constantTypes.get(i);
      code.aload(0).loadConstant(i).aaload().checkcast(type).putstatic(SELF, "c" + i, type);
    }
    code.return_();
  }
}
