/** The command line: wiring only. */
module io.bulwark.cli {
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires io.bulwark.alerts;
  requires io.bulwark.bpf;
  requires io.bulwark.event;
  requires io.bulwark.kernel;
  requires io.bulwark.policy;
  requires io.bulwark.rules;
  requires io.bulwark.stream;
  requires io.bulwark.vm;
  requires me.tongfei.progressbar;
  requires org.slf4j;
  requires org.yaml.snakeyaml;

  opens io.bulwark.cli to
      info.picocli;
}
