/**
 * What is known at one instruction of one path.
 *
 * <pre>
 * State   := Frame+ reference*                       (innermost frame last)
 * Frame   := entry return Value*11 StackMemory
 * Value   := Unset | Number Scalar link | Pointer
 * Pointer := Context | OfStack | MapHandle | Memory Region | Typed | OfFunction
 * Region  := OfMapValue | OfMapKey | Record          (bounded memory)
 * Slot    := Spilled Value | Bytes                   (8 bytes of stack)
 * </pre>
 *
 * <p>Values and slots are immutable and shared; a {@link io.bulwark.vm.verify.state.State} is
 * changed in place by the path that owns it and copied where paths part. {@link
 * io.bulwark.vm.verify.state.Cover} says when one state allows all that another does.
 *
 * <p>Numbers of the kinds link, null and reference name things whose value is not known but which
 * are the same: copies of a number, copies of a pointer that may be null, reserved records.
 */
@NullMarked
package io.bulwark.vm.verify.state;

import org.jspecify.annotations.NullMarked;
