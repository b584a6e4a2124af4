/**
 * BTF, the type format of BPF: types as records, a builder, a lazy reader with a name index, the
 * extension that ties types, lines and relocations to instructions, and a printer.
 *
 * <pre>
 * Btf       = types by id (0 = void) + strings by offset
 * BtfType   = Void
 *           | Int | Float | Enumeration(Enum | Enum64)                           values
 *           | Ptr | Array | Composite(Struct | Union) of Member | Fwd             shapes
 *           | Modifier(Typedef | Volatile | Const | Restrict | TypeTag)           looked through
 *           | Func → FuncProto of Param | Var | DataSec of Slot | DeclTag         declarations
 * BtfExt    = FuncInfo* LineInfo* CoreInfo*   per ELF section, by instruction offset
 * </pre>
 *
 * In: {@link io.bulwark.bpf.btf.BtfBuilder}, or bytes ({@code Btf.read}). Out: bytes that depend on
 * nothing but the calls made. Tables are immutable, little-endian, and bounded by their input;
 * {@link io.bulwark.bpf.btf.BtfFormatException} is the only thing that damaged bytes lead to.
 *
 * <p>Not here: matching types of two tables (package {@code core}), ELF sections (package {@code
 * object}). The format is that of {@code Documentation/bpf/btf.rst} in the Linux sources; the bits
 * that Linux 6.15 added to tags (attributes other than type and declaration tags) are read past.
 */
@NullMarked
package io.bulwark.bpf.btf;

import org.jspecify.annotations.NullMarked;
