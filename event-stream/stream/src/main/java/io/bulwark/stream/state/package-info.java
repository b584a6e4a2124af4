/**
 * What the stream implies: threads and their ancestry, descriptors, users and groups, working
 * directories, connection roles.
 *
 * <pre>
 * StateEngine : EventRecord → EventContext     event plus its thread and descriptor
 * ThreadTable = tid → ThreadInfo               ThreadInfo → parent, main thread, FdTable
 * FdTable     = fd → FdInfo
 * </pre>
 */
@NullMarked
package io.bulwark.stream.state;

import org.jspecify.annotations.NullMarked;
