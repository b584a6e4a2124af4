package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.policy.PolicyLoader;
import java.io.IOException;

/** {@code falco --version}: which Falco this is compatible with. */
final class FalcoVersion {

  private static final String ENGINE = PolicyLoader.ENGINE_VERSION;
  private static final String PLUGIN_API = "3.12.0";
  private static final String DRIVER_API = "10.1.0";
  private static final String SCHEMA = "4.5.1";

  private FalcoVersion() {}

  static void print(Terminal terminal, boolean json) {
    String own = Version.text();
    if (!json) {
      terminal.out().print("Falco version: " + own + "\nLibs version:  " + own);
      terminal.out().print("\nPlugin API:    " + PLUGIN_API + "\nEngine:        " + ENGINE);
      terminal.out().print("\nDriver:\n  API version:    " + DRIVER_API);
      terminal.out().print("\n  Schema version: " + SCHEMA + "\n  Default driver: " + own + "\n");
      return;
    }
    terminal.out().println(new Json().text(FalcoVersion::write));
  }

  /** All versions as a JSON object. */
  static void write(JsonGenerator to) throws IOException {
    String own = Version.text();
    to.writeStartObject();
    to.writeStringField("default_driver_version", own);
    to.writeStringField("driver_api_version", DRIVER_API);
    to.writeStringField("driver_schema_version", SCHEMA);
    to.writeStringField("engine_version", "62");
    to.writeStringField("engine_version_semver", ENGINE);
    to.writeStringField("falco_version", own);
    to.writeStringField("libs_version", own);
    to.writeStringField("plugin_api_version", PLUGIN_API);
    to.writeEndObject();
  }
}
