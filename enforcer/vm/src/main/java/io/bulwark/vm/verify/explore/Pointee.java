package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.state.Value;

/** What an access goes to, as far as a kernel rewrites the instruction for it. */
enum Pointee {
  /** Memory that the instruction accesses as it is. */
  MEMORY,
  /** The context, whose fields lie elsewhere. */
  CONTEXT,
  /** A kernel structure that is alive. */
  TRUSTED,
  /** A kernel structure that may be gone: a fault reads 0. */
  UNTRUSTED;

  static Pointee of(Value pointer) {
    return switch (pointer) {
      case Value.Context _ -> CONTEXT;
      case Value.Typed typed -> typed.trusted() ? TRUSTED : UNTRUSTED;
      case Value.OfStack _,
          Value.Memory _,
          Value.MapHandle _,
          Value.OfFunction _,
          Value.Number _,
          Value.Unset _ ->
          MEMORY;
    };
  }
}
