package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.stream.container.ContainerTable;
import io.bulwark.stream.state.EventContext;
import io.bulwark.stream.state.StateEngine;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds every field of the standard catalogue to the state of one stream. */
public final class StandardFieldBinder implements FieldBinder {
  private final List<Function<FieldRef, @Nullable FieldReader>> families;
  private final ContainerView containers;

  /**
   * @param containers kept up to date by the stream that owns it
   * @param strict whether to keep upstream behaviour that is otherwise corrected
   */
  public StandardFieldBinder(
      EventSchema schema,
      EventContext context,
      StateEngine engine,
      ContainerTable containers,
      boolean strict) {
    this(
        ReaderContext.of(
            schema, context, new EngineView(engine, context, containers), containers, strict));
  }

  StandardFieldBinder(ReaderContext context) {
    containers = context.containers();
    families =
        List.of(
            new TimeFields(context)::bind,
            new EvtFields(context)::bind,
            new OpenFlagFields(context)::bind,
            new CountFields(context)::bind,
            new FdFields(context)::bind,
            new SocketFields(context)::bind,
            new ProcFields(context)::bind,
            new AncestorFields(context)::bind,
            new ThreadFields(context)::bind,
            new UserFields(context)::bind,
            new FsPathFields(context)::bind,
            new FdListFields(context)::bind,
            new ContainerFields(context)::bind);
  }

  /** Whether the current event's process is in a container without metadata so far. */
  public boolean containerUnknown() {
    return containers.isUnknown();
  }

  @Override
  public @Nullable FieldReader bind(FieldRef field) {
    if (field.def().is(Trait.UNSUPPORTED)) {
      return null;
    }
    for (Function<FieldRef, @Nullable FieldReader> family : families) {
      FieldReader reader = family.apply(field);
      if (reader != null) {
        return reader;
      }
    }
    return field.def().is(Trait.DEPRECATED) ? ContainerFields.missing(field) : null;
  }
}
