package io.bulwark.event.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.field.FieldDef.Trait;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class FieldCatalogueTest {
  private final FieldCatalogue catalogue = FieldCatalogue.standard();

  @Test
  void holdsTheWholeLanguage() {
    Map<String, Long> byClass =
        catalogue.all().stream()
            .collect(Collectors.groupingBy(FieldDef::fieldClass, Collectors.counting()));

    assertThat(byClass)
        .containsEntry("fd", 46L)
        .containsEntry("user", 6L)
        .containsEntry("group", 2L)
        .containsEntry("fdlist", 6L)
        .containsEntry("fs.path", 6L)
        .containsEntry("container", 29L)
        .containsEntry("k8s", 29L);
    assertThat(byClass.get("evt") + byClass.get("syscall")).isEqualTo(58 + 18);
    assertThat(byClass.get("proc") + byClass.get("thread")).isEqualTo(90 + 3);
    assertThat(catalogue.all()).hasSize(232 + 61);
  }

  @Test
  void describesEachFieldInOneSentence() {
    assertThat(catalogue.all())
        .allSatisfy(field ->
            assertThat(field.description()).as(field.name()).endsWith(".").doesNotContain("  "));
  }

  @Test
  void onlyUnprintableFieldsHaveTwoEnds() {
    assertThat(catalogue.all())
        .filteredOn(field -> field.multiplicity() == Multiplicity.EITHER_END)
        .extracting(FieldDef::name)
        .containsExactlyInAnyOrder("fd.ip", "fd.port", "fd.proto", "fd.net");
    assertThat(catalogue.all())
        .filteredOn(field -> field.multiplicity() == Multiplicity.EITHER_END)
        .allMatch(field -> field.is(Trait.FILTER_ONLY));
  }

  @Test
  void deprecatedContainerFieldsAreTwentyFive() {
    Collection<FieldDef> plugin =
        catalogue.all().stream()
            .filter(field -> field.is(Trait.CONTAINER) || field.name().contains(".is_container_"))
            .toList();

    assertThat(plugin).hasSize(61);
    assertThat(plugin).filteredOn(field -> field.is(Trait.DEPRECATED)).hasSize(25);
  }
}
