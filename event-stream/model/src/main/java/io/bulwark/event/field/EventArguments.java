package io.bulwark.event.field;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.Param;
import io.bulwark.event.schema.ParamType;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Names of event parameters and the one field type under which each is compared. */
final class EventArguments {
  private final Map<String, FieldType> typeByName = new TreeMap<>();

  EventArguments(EventSchema schema) {
    for (EventType type : schema.types()) {
      for (Param param : type.params()) {
        typeByName.merge(param.name(), fieldType(param.type()), EventArguments::common);
      }
    }
  }

  Collection<String> names() {
    return Collections.unmodifiableSet(typeByName.keySet());
  }

  boolean has(String name) {
    return typeByName.containsKey(name);
  }

  /** Type of {@code evt.rawarg.NAME}: wide enough for every event that has the parameter. */
  FieldType rawType(String name) {
    return typeByName.getOrDefault(name, FieldType.INT64);
  }

  /**
   * Where events disagree: the wider number, in the signedness of the oldest event, as upstream
   * parses literals; the type met first if one of them is no number.
   */
  private static FieldType common(FieldType first, FieldType other) {
    if (!first.isNumeric() || !other.isNumeric() || other.bits() <= first.bits()) {
      return first;
    }
    if (first.shape() == other.shape()) {
      return other;
    }
    return first.shape() == FieldType.Shape.SIGNED ? FieldType.INT64 : FieldType.UINT64;
  }

  static FieldType fieldType(ParamType type) {
    return switch (type) {
      case INT8 -> FieldType.INT8;
      case INT16 -> FieldType.INT16;
      case INT32, FD32, PID32 -> FieldType.INT32;
      case INT64, ERRNO, FD, PID -> FieldType.INT64;
      case UINT8, L4PROTO, SOCKFAMILY, FLAGS8, ENUMFLAGS8, SIGTYPE -> FieldType.UINT8;
      case UINT16, SYSCALLID, FLAGS16, ENUMFLAGS16 -> FieldType.UINT16;
      case PORT -> FieldType.PORT;
      case UINT32, FLAGS32, ENUMFLAGS32, UID, GID, MODE, SIGSET -> FieldType.UINT32;
      case UINT64 -> FieldType.UINT64;
      case RELTIME -> FieldType.RELTIME;
      case ABSTIME -> FieldType.ABSTIME;
      case BOOL -> FieldType.BOOL;
      case CHARBUF -> FieldType.CHARBUF;
      case FSPATH, FSRELPATH -> FieldType.FSPATH;
      case IPV4ADDR, IPV6ADDR, IPADDR -> FieldType.IPADDR;
      case IPV4NET, IPV6NET, IPNET -> FieldType.IPNET;
      case BYTEBUF,
          SOCKADDR,
          SOCKTUPLE,
          FDLIST,
          DYN,
          DOUBLE,
          CHARBUFARRAY,
          CHARBUF_PAIR_ARRAY,
          NONE ->
          FieldType.BYTEBUF;
    };
  }
}
