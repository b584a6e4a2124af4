/**
 * Bytes of a rule file → located YAML trees, one a document.
 *
 * <pre>
 * YamlNode = Scalar(SourceText) | Sequence(YamlNode*) | Mapping(Entry(Scalar, YamlNode)*)
 * </pre>
 *
 * Every character of a scalar keeps its line and column, also inside folded blocks and quotes. An
 * alias is the same node as its anchor; what aliases would multiply is counted and bounded. Nothing
 * is ever constructed from a tag.
 */
@NullMarked
package io.bulwark.policy.yaml;

import org.jspecify.annotations.NullMarked;
