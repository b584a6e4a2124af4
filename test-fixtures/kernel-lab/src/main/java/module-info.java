/** The kernel lab: tests run inside virtual machines with kernels of several versions. */
module io.bulwark.lab {
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires org.junit.platform.commons;
  requires org.junit.platform.engine;
  requires org.junit.platform.launcher;

  exports io.bulwark.lab;
  exports io.bulwark.lab.host;
  exports io.bulwark.lab.kernel;
  exports io.bulwark.lab.machine;
  exports io.bulwark.lab.guest;
}
