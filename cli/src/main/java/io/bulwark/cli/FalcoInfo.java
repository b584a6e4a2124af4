package io.bulwark.cli;

/** What {@code falco} says of things that a replay does not have. */
final class FalcoInfo {
  private FalcoInfo() {}

  /** A capture's events are all delivered; upstream leaves some out of live streams. */
  static void ignoredEvents(Terminal terminal) {
    terminal.out().println("Ignored Event(s):");
    terminal.out().println();
    terminal.tell("none: a replay delivers every event of its capture");
  }

  static void plugins(Terminal terminal) {
    terminal.out().println("0 Plugins Loaded:");
    terminal.out().println();
    terminal.tell("plugins are not loaded: container and Kubernetes fields are built in");
  }

  static FalcoFault noPlugin(String name) {
    return new FalcoFault(
        "can't find plugin and print its info: "
            + name
            + " (plugins are not loaded: container and Kubernetes fields are built in)");
  }
}
