package io.bulwark.event.access;

import io.bulwark.event.field.FieldRef;
import org.jspecify.annotations.Nullable;

/** Binds fields to readers over one stream. Called at load time, never per event. */
public interface FieldBinder {
  /**
   * A reader of {@code field} for this stream's current event.
   *
   * @return null if this stream can never supply the field; the policy checker reports that as a
   *     load diagnostic, so it is not a silent "missing"
   */
  @Nullable FieldReader bind(FieldRef field);
}
