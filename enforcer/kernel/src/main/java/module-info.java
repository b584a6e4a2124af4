/** The one door to native code: BPF objects loaded, attached and read through libbpf. */
module io.bulwark.kernel {
  requires transitive io.bulwark.bpf;
  requires static transitive org.jspecify;

  exports io.bulwark.kernel.error;
  exports io.bulwark.kernel.load;
  exports io.bulwark.kernel.log;
  exports io.bulwark.kernel.probe;
  exports io.bulwark.kernel.ring;
}
