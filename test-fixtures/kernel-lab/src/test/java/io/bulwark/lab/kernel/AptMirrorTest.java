package io.bulwark.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptMirrorTest {
  @TempDir Path apt;

  @Test
  void oneLineSources() throws IOException {
    Files.writeString(
        apt.resolve("sources.list"),
        """
        # deb http://no.example/debian bookworm main
        deb-src http://source.example/debian bookworm main
        deb http://a.example/debian-security bookworm-security main
        deb [arch=amd64 signed-by=/k] http://b.example/debian/ bookworm main
        """);

    assertThat(AptMirror.find(apt)).contains(new AptMirror("http://b.example/debian"));
  }

  @Test
  void sourcesInParagraphs() throws IOException {
    Path parts = Files.createDirectories(apt.resolve("sources.list.d"));
    Files.writeString(parts.resolve("a.list"), "deb http://other.example/apt stable main\n");
    Files.writeString(parts.resolve("b.sources.disabled"), "URIs: http://no.example/debian\n");
    Files.writeString(
        parts.resolve("debian.sources"), "Types: deb\nURIs: https://c.example/debian\n");

    assertThat(AptMirror.find(apt)).contains(new AptMirror("https://c.example/debian"));
  }

  @Test
  void machinesWithoutDebian() throws IOException {
    assertThat(AptMirror.find(apt)).isEmpty();
    Files.writeString(apt.resolve("sources.list"), "deb http://d.example/ubuntu noble main\n");
    assertThat(AptMirror.find(apt)).isEmpty();
  }
}
