/**
 * Which fields a condition or an output may name: the field catalogue.
 *
 * <pre>
 * FieldCatalogue = FieldDef*
 * FieldDef       = name, FieldType, Multiplicity, ArgumentRule, flags, description
 * FieldRef       = FieldDef, FieldArg?          (a field as one condition uses it)
 * FieldArg       = Index(n) | Key(text)
 * FieldResolver  : text, argument? → Resolved(FieldRef) | Failed(problem, message, suggestions)
 * </pre>
 *
 * How a field gets its value is not here: the stream binds a {@link
 * io.bulwark.event.field.FieldRef} to an {@link io.bulwark.event.access.FieldReader}.
 */
@NullMarked
package io.bulwark.event.field;

import org.jspecify.annotations.NullMarked;
