package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.ArgumentRule;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldCatalogue;
import io.bulwark.event.field.FieldDef;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.schema.EventType;
import io.bulwark.stream.container.ContainerTable;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StandardFieldBinderTest {
  private final Scene scene = new Scene();
  private final StandardFieldBinder binder =
      new StandardFieldBinder(
          ReaderContext.of(scene.schema, scene.context, scene.state, new ContainerTable(), false));

  static Stream<FieldDef> fields() {
    return FieldCatalogue.standard().all().stream();
  }

  private static Optional<FieldArg> argument(FieldDef def) {
    if (!def.argument().isRequired()) {
      return Optional.empty();
    }
    return Optional.of(
        def.argument() == ArgumentRule.REQUIRED_ANY
            ? new FieldArg.Index(0)
            : new FieldArg.Key(def.name().equals("evt.around") ? "1" : "fd"));
  }

  /** Every field has a reader of the shape its type says, and none fails on any event type. */
  @ParameterizedTest
  @MethodSource("fields")
  void bindsEveryFieldInItsShape(FieldDef def) {
    FieldRef field = new FieldRef(def, argument(def));
    FieldReader reader = binder.bind(field);

    if (def.is(FieldDef.Trait.UNSUPPORTED)) {
      assertThat(reader).isNull();
      return;
    }
    assertThat(reader).isNotNull();
    assertThat(reader).hasToString(field.text());
    if (field.multiplicity() == Multiplicity.ONE) {
      Class<?> shape =
          switch (def.type().shape()) {
            case TEXT, BYTES -> TextReader.class;
            case BOOL, SIGNED, UNSIGNED -> LongReader.class;
            case ADDRESS, NET -> AddressReader.class;
          };
      assertThat(reader).isInstanceOf(shape);
    }
    for (int thread = 0; thread < 2; thread++) {
      for (EventType type : scene.schema.types()) {
        scene.event(type.id(), new Object[type.params().size()]);
        assertThat(reader.value()).isInstanceOf(FieldValue.class);
        scene.event(type.id());
        assertThat(reader.value()).isInstanceOf(FieldValue.class);
      }
      scene.process(42, 1, "cat");
    }
  }
}
