/** From a detection to the alert a person or a SIEM reads. */
module io.bulwark.alerts {
  requires static transitive org.jspecify;
  requires transitive io.bulwark.event;

  exports io.bulwark.alerts;
}
