package io.bulwark.policy.load;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.text.SourceText;
import io.bulwark.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the versions that a file asks for. */
final class VersionReader {
  private VersionReader() {}

  /** A number N alone means 0.N.0. */
  static Declaration engine(Keys keys) throws LoadFault {
    SourceText text = keys.required("required_engine_version");
    String value = text.text().strip();
    boolean number = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    Optional<Version> version = Version.parse(number ? "0." + value + ".0" : value);
    if (version.isEmpty()) {
      throw new LoadFault(
          Code.BAD_VERSION, text.span(), "`" + value + "` is no version", "write 0.57.0, or 57");
    }
    return new Declaration.EngineVersionDecl(version.get(), keys.span());
  }

  static Declaration plugins(Keys keys) throws LoadFault {
    YamlNode node = keys.node("required_plugin_versions").orElseThrow();
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw Keys.wrongType(node, "required_plugin_versions", "a list");
    }
    List<PluginRequirement> out = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      List<PluginRequirement.Choice> choices = new ArrayList<>();
      choices.add(choice(item));
      Optional<YamlNode> more = new Keys((YamlNode.Mapping) item).node("alternatives");
      if (more.isPresent()) {
        if (!(more.get() instanceof YamlNode.Sequence alternatives)) {
          throw Keys.wrongType(more.get(), "alternatives", "a list");
        }
        for (YamlNode alternative : alternatives.items()) {
          choices.add(choice(alternative));
        }
      }
      out.add(new PluginRequirement(choices, item.span()));
    }
    return new Declaration.PluginVersionsDecl(out, keys.span());
  }

  private static PluginRequirement.Choice choice(YamlNode node) throws LoadFault {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw Keys.wrongType(node, "required_plugin_versions", "a list of maps");
    }
    Keys keys = new Keys(mapping);
    String name = keys.required("name").text();
    SourceText text = keys.required("version");
    Optional<Version> version = Version.parse(text.text().strip());
    if (version.isEmpty()) {
      throw new LoadFault(
          Code.BAD_VERSION, text.span(), "`" + text.text() + "` is no version", "write 0.4.0");
    }
    return new PluginRequirement.Choice(name, version.get());
  }
}
