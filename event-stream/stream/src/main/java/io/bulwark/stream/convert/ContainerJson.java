package io.bulwark.stream.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.stream.record.EventRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The description of a container that the oldest container event gives field by field, as JSON. */
final class ContainerJson {
  private static final int ID = 0;
  private static final int TYPE = 1;
  private static final int NAME = 2;
  private static final int IMAGE = 3;

  private ContainerJson() {}

  /** NUL-terminated JSON text with id, type, name and image. */
  static byte[] of(EventRecord event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("id", text(event, ID));
      json.writeNumberField("type", event.length(TYPE) == 4 ? event.u32(TYPE) : 0);
      json.writeStringField("name", text(event, NAME));
      json.writeStringField("image", text(event, IMAGE));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory stream", e);
    }
    byte[] bytes = out.toByteArray();
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  private static String text(EventRecord event, int param) {
    int length = event.length(param);
    if (length > 0 && event.array(param)[event.offset(param) + length - 1] == 0) {
      length--;
    }
    return new String(event.array(param), event.offset(param), length, StandardCharsets.UTF_8);
  }
}
