/** The vocabulary every other module speaks: events, fields, values, detections. A leaf. */
module io.bulwark.event {
  requires static transitive org.jspecify;

  exports io.bulwark.event.access;
  exports io.bulwark.event.detection;
  exports io.bulwark.event.field;
  exports io.bulwark.event.schema;
  exports io.bulwark.event.value;
}
