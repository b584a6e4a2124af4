/** The rule language: from YAML text to a checked policy, and every diagnostic on the way. */
module io.bulwark.policy {
  requires static transitive org.jspecify;
  requires transitive io.bulwark.event;
  requires org.yaml.snakeyaml;
  requires com.fasterxml.jackson.core;
  requires re2j;

  exports io.bulwark.policy;
  exports io.bulwark.policy.check;
  exports io.bulwark.policy.describe;
  exports io.bulwark.policy.diag;
  exports io.bulwark.policy.ir;
  exports io.bulwark.policy.lint;
  exports io.bulwark.policy.load;
  exports io.bulwark.policy.output;
  exports io.bulwark.policy.parse;
  exports io.bulwark.policy.resolve;
  exports io.bulwark.policy.select;
  exports io.bulwark.policy.syntax;
  exports io.bulwark.policy.text;
  exports io.bulwark.policy.yaml;
}
