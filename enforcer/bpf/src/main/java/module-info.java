/**
 * Everything up to the BPF object, without a kernel: instructions, BTF, CO-RE, ELF, classic BPF.
 */
module io.bulwark.bpf {
  requires static transitive org.jspecify;

  exports io.bulwark.bpf.btf;
  exports io.bulwark.bpf.core;
  exports io.bulwark.bpf.cbpf;
  exports io.bulwark.bpf.elf;
  exports io.bulwark.bpf.isa;
  exports io.bulwark.bpf.object;
}
