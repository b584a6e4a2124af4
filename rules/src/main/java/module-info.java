/** Rules over the event stream: the compiled matcher for stateless conditions. */
module io.bulwark.rules {
  requires static transitive org.jspecify;
  requires transitive io.bulwark.event;
  requires transitive io.bulwark.policy;
  requires re2j;

  exports io.bulwark.rules;
}
