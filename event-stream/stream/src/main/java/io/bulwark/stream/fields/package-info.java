/**
 * Field readers: how each entry of the field catalogue is read from an EventContext.
 *
 * <pre>
 * StandardFieldBinder : FieldRef → FieldReader        once, at load; asks each family in turn
 * families            = TimeFields, EvtFields, OpenFlagFields, CountFields      evt.*, syscall.*
 *                     | FdFields, SocketFields, FdListFields                    fd.*, fdlist.*
 *                     | ProcFields, AncestorFields, ThreadFields, UserFields    proc.*, thread.*, user.*, group.*
 *                     | FsPathFields, ContainerFields                           fs.path.*, container.*, k8s.*
 * ReaderContext       = schema tables, current event, StateView, ContainerView, strictness
 * ParamText           : parameter → raw text, resolved text                     evt.arg, evt.args, evt.res
 * </pre>
 *
 * Readers own their scratch buffers, so nothing is allocated per event once the buffers have grown.
 * Values follow the Falco libs 48dfd53; strict mode also keeps what it gets wrong.
 */
@NullMarked
package io.bulwark.stream.fields;

import org.jspecify.annotations.NullMarked;
