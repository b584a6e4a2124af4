package io.bulwark.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.detection.Detection;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.detection.Priority;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FalcoFormatTest {

  private static final long TIME = 1_506_127_469_004_933_216L;
  private static final AlertOptions UTC = AlertOptions.defaults().withZone(ZoneId.of("UTC"));

  private static Detection detection(String message, Map<String, FieldValue> fields) {
    List<String> tags = List.of("network", "T1059", "container");
    return new Detection(
        "My rule", Priority.INFORMATIONAL, "syscall", tags, 7, TIME, "vm", message, fields);
  }

  private static String json(Detection detection, AlertOptions options) {
    StringBuilder out = new StringBuilder();
    new FalcoJsonFormat(options).append(detection, out);
    return out.toString();
  }

  private static String text(Detection detection, AlertOptions options) {
    StringBuilder out = new StringBuilder();
    new FalcoTextFormat(options).append(detection, out);
    return out.toString();
  }

  @Test
  void textSaysTimeOfDayPriorityAndMessage() {
    assertThat(text(detection("hello", Map.of()), UTC))
        .isEqualTo("00:44:29.004933216: Informational hello");
  }

  @Test
  void textTimeIsOfTheZone() {
    assertThat(text(detection("m", Map.of()), UTC.withZone(ZoneId.of("Asia/Kolkata"))))
        .startsWith("06:14:29.004933216: ");
  }

  @Test
  void isoTimeIsUtcWhateverTheZone() {
    AlertOptions options = UTC.withZone(ZoneId.of("Asia/Kolkata")).withIsoTime(true);
    assertThat(text(detection("m", Map.of()), options))
        .isEqualTo("2017-09-23T00:44:29.004933216+0000: Informational m");
  }

  @Test
  void jsonKeysAreSortedAndValuesTyped() {
    Map<String, FieldValue> fields = new LinkedHashMap<>();
    fields.put("proc.name", new FieldValue.Text("a\"b"));
    fields.put("fd.lport", FieldValue.Missing.INSTANCE);
    fields.put("user.uid", new FieldValue.Number(4294967295L, false, "4294967295"));
    fields.put("evt.buflen", new FieldValue.Number(-1, true, "18446744073709551615"));
    fields.put("user.loginuid", new FieldValue.Number(-1, false, "-1"));
    fields.put("proc.is_exe_writable", new FieldValue.Bool(true));
    fields.put("proc.aname", new FieldValue.TextList(List.of("sh", "init"), "(sh,init)"));
    fields.put("toupper(proc.name)", new FieldValue.Text("A"));
    fields.put("proc.env[a(b]", new FieldValue.Text("v"));

    assertThat(json(detection("m", fields), UTC))
        .isEqualTo(
            "{\"hostname\":\"vm\",\"output\":\"00:44:29.004933216: Informational m\","
                + "\"output_fields\":{\"evt.buflen\":18446744073709551615,"
                + "\"evt.time\":1506127469004933216,\"fd.lport\":null,"
                + "\"proc.aname\":[\"sh\",\"init\"],\"proc.env[a(b]\":\"v\","
                + "\"proc.is_exe_writable\":true,\"proc.name\":\"a\\\"b\","
                + "\"user.loginuid\":-1,\"user.uid\":4294967295},"
                + "\"priority\":\"Informational\",\"rule\":\"My rule\",\"source\":\"syscall\","
                + "\"tags\":[\"T1059\",\"container\",\"network\"],"
                + "\"time\":\"2017-09-23T00:44:29.004933216Z\"}");
  }

  @Test
  void everyJsonPartCanBeSwitched() {
    AlertOptions bare = new AlertOptions(true, ZoneId.of("UTC"), false, true, false, false);
    assertThat(json(detection("m", Map.of()), bare))
        .isEqualTo(
            "{\"hostname\":\"vm\",\"message\":\"m\",\"priority\":\"Informational\","
                + "\"rule\":\"My rule\",\"source\":\"syscall\","
                + "\"time\":\"2017-09-23T00:44:29.004933216Z\"}");
  }

  @Test
  void isoTimeNamesItsField() {
    assertThat(json(detection("m", Map.of()), UTC.withIsoTime(true)))
        .contains("\"output_fields\":{\"evt.time.iso8601\":1506127469004933216}");
  }

  @Test
  void controlCharactersAreEscaped() {
    Detection detection = detection("a\nb\u001b[31m\u0001\u009b\"\\", Map.of());
    assertThat(text(detection, UTC)).endsWith("a\\nb\\u001b[31m\\u0001\\u009b\\\"\\\\");
    assertThat(json(detection, UTC)).contains("a\\nb\\u001b[31m\\u0001\u009b\\\"\\\\");
  }

  @Test
  void halvesOfSurrogatePairsAreReplaced() {
    assertThat(text(detection("\ud800x\udc00 \ud83d\ude00", Map.of()), UTC))
        .endsWith("\ufffdx\ufffd \ud83d\ude00");
  }
}
