package io.bulwark.stream.container;

/**
 * One mount of a container.
 *
 * @param source path on the host
 * @param destination path in the container
 */
public record ContainerMount(
    String source, String destination, String mode, boolean writable, String propagation) {
  /** All parts with colons between. */
  public String text() {
    return source + ":" + destination + ":" + mode + ":" + writable + ":" + propagation;
  }
}
