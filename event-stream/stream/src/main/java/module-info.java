/**
 * Event sources: recorded and live streams, the state they imply, and the fields read from both.
 */
module io.bulwark.stream {
  requires static transitive org.jspecify;
  requires transitive io.bulwark.event;
  requires com.fasterxml.jackson.core;

  exports io.bulwark.stream;
}
