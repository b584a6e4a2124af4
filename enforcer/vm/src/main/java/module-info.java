/** A BPF machine on the JVM: the same bytecode that a kernel would run, and a verifier for it. */
module io.bulwark.vm {
  requires transitive io.bulwark.bpf;
  requires static transitive org.jspecify;

  exports io.bulwark.vm.cbpf;
  exports io.bulwark.vm.fault;
  exports io.bulwark.vm.helper;
  exports io.bulwark.vm.jit;
  exports io.bulwark.vm.load;
  exports io.bulwark.vm.map;
  exports io.bulwark.vm.memory;
  exports io.bulwark.vm.plugin;
  exports io.bulwark.vm.program;
  exports io.bulwark.vm.run;
  exports io.bulwark.vm.target;
  exports io.bulwark.vm.verify;
  exports io.bulwark.vm.verify.finding;
  exports io.bulwark.vm.verify.object;
  exports io.bulwark.vm.verify.rules;
  exports io.bulwark.vm;
}
