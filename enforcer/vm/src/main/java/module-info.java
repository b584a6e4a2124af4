/** A BPF machine on the JVM: the same bytecode that a kernel would run, and a verifier for it. */
module io.bulwark.vm {
  requires transitive io.bulwark.bpf;
  requires static transitive org.jspecify;
}
