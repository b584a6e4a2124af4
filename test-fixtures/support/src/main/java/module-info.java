/** Support for tests of all modules: golden files, seeds, and where outside data lies. */
module io.bulwark.fixtures {
  requires static transitive org.jspecify;
  requires jdk.management;
  requires org.junit.jupiter.api;

  exports io.bulwark.fixtures;
}
