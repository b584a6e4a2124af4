/** Writes captures: for tests, and for the described captures of the starter rules. */
module io.bulwark.fixtures.scap {
  requires static transitive org.jspecify;
  requires transitive io.bulwark.event;

  exports io.bulwark.fixtures.record;
  exports io.bulwark.fixtures.scap;
  exports io.bulwark.fixtures.story;
}
