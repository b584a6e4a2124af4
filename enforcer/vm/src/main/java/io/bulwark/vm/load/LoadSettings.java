package io.bulwark.vm.load;

import io.bulwark.vm.Machine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a loader may change before it loads: a value.
 *
 * @param variables initial bytes of global variables by name, of exactly their size
 * @param maxEntries sizes of maps by name
 * @param config the kernel's configuration as numbers; y, m and n are 'y', 'm' and 'n' or 1 and 0,
 *     as the variable's type demands
 * @param fuel of each run, in instructions
 */
public record LoadSettings(
    Map<String, byte[]> variables,
    Map<String, Integer> maxEntries,
    Map<String, Long> config,
    long fuel) {
  /** Nothing changed; the configuration knows nothing. */
  public static final LoadSettings DEFAULT =
      new LoadSettings(Map.of(), Map.of(), Map.of(), Machine.DEFAULT_FUEL);

  public LoadSettings {
    // in order: of a section and a variable in it, the one named last counts
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    maxEntries = Map.copyOf(maxEntries);
    config = Map.copyOf(config);
  }

  /** The same with a variable set. */
  public LoadSettings variable(String name, byte[] value) {
    return new LoadSettings(with(variables, name, value.clone()), maxEntries, config, fuel);
  }

  /** The same with a map's size set. */
  public LoadSettings maxEntries(String map, int entries) {
    return new LoadSettings(variables, with(maxEntries, map, entries), config, fuel);
  }

  /** The same with a configuration value: {@code LINUX_KERNEL_VERSION}, {@code CONFIG_HZ}. */
  public LoadSettings config(String name, long value) {
    return new LoadSettings(variables, maxEntries, with(config, name, value), fuel);
  }

  /** The same with this budget. */
  public LoadSettings fuel(long instructions) {
    return new LoadSettings(variables, maxEntries, config, instructions);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.remove(name);
    copy.put(name, value);
    return copy;
  }
}
