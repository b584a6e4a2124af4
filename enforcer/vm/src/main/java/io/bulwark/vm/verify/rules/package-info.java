/**
 * What a program is verified against: its type, the maps it names, the types of its kernel.
 *
 * <pre>
 * Candidate     := Code ProgramRules Bindings GlobalFunction*
 * ProgramRules  := name ContextRules ResultRange? helpers sleepable
 * ContextRules  := Words | Fields Field* | Buffer | Arguments Argument*     (what r1 points to)
 * Bindings      := name or descriptor → MapShape, variable → place in a MapShape
 * KernelTypes   := what lies at an offset of a kernel structure (from BTF)
 * Prototype     := id name Argument* Result                               (package helper)
 * </pre>
 *
 * <p>Sources: the context layouts of {@code include/uapi/linux/bpf.h}; which of its fields a type
 * may read was tried by real loads on Linux 6.18 (the differential test loads one program for
 * each).
 */
@NullMarked
package io.bulwark.vm.verify.rules;

import org.jspecify.annotations.NullMarked;
