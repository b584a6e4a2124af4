/**
 * What container events tell: metadata by short container id.
 *
 * <pre>
 * container event → ContainerJson (JsonReader, JsonText) → ContainerInfo → ContainerTable
 * ContainerInfo   = ids, image, flags, ContainerMount*, labels
 * </pre>
 *
 * The format of the JSON is that of the Falco container plugin; unknown keys are ignored and broken
 * text leaves the table as it was.
 */
@NullMarked
package io.bulwark.stream.container;

import org.jspecify.annotations.NullMarked;
