package io.bulwark.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The archive byte for byte; that kernels unpack it, every other test of the lab shows. */
class CpioTest {
  @Test
  void entriesArePaddedToFourBytes() {
    byte[] archive =
        new Cpio().folder("bin").file("init", "#!sh\n".getBytes(StandardCharsets.UTF_8)).finish();

    String none = "00000000";
    assertThat(new String(archive, StandardCharsets.ISO_8859_1))
        .isEqualTo(
            String.join(
                "",
                "070701" + "00000001" + "000041ed" + none.repeat(2) + "00000001" + none.repeat(6),
                "00000004" + none + "bin\0" + "\0\0",
                "070701" + "00000002" + "000081ed" + none.repeat(2) + "00000001" + none,
                "00000005" + none.repeat(4) + "00000005" + none + "init\0" + "\0",
                "#!sh\n\0\0\0",
                "070701" + "00000003" + none.repeat(3) + "00000001" + none.repeat(6),
                "0000000b" + none + "TRAILER!!!\0" + "\0\0\0"));
  }
}
