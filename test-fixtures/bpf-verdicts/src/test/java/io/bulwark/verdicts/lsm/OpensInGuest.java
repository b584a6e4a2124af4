package io.bulwark.verdicts.lsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.kernel.load.BpfObjectHandle;
import io.bulwark.kernel.load.KernelLink;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.ObjectRequest;
import io.bulwark.lab.GuestOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Real files, really opened, while the policy is attached to this guest's kernel. */
@GuestOnly
class OpensInGuest {
  @Test
  void theKernelDecidesAsTheMachine() throws IOException {
    Libbpf libbpf = Libbpf.system();
    byte[] bytes = ObjectWriter.write(OpenPolicy.object());
    List<String> wrong = new ArrayList<>();
    for (OpenRow row : OpenRow.all()) {
      create(row);
      assertThat(open(row)).as("without the policy").isZero();
      try (BpfObjectHandle object = ObjectRequest.of("opens", bytes).load(libbpf);
          KernelLink link = object.program(OpenPolicy.PROGRAM).attach()) {
        int verdict = open(row);
        if (verdict != row.verdict()) {
          wrong.add("%s: %d, wanted %d (%s)".formatted(row, verdict, row.verdict(), link));
        }
      }
    }
    System.out.println("opens: " + OpenRow.all().size() + " rows, " + wrong.size() + " differ");
    assertThat(wrong).isEmpty();
  }

  private static void create(OpenRow row) throws IOException {
    Path path = Path.of(row.path());
    Files.createDirectories(Path.of(OpenPolicy.FOLDER));
    Files.deleteIfExists(path);
    Files.writeString(path, "content");
    Files.setAttribute(path, "unix:uid", row.owner());
    Files.setAttribute(path, "unix:mode", row.mode());
  }

  private static int open(OpenRow row) throws IOException {
    Set<OpenOption> options =
        switch (row.access()) {
          case 0 -> Set.of(StandardOpenOption.READ);
          case 1 -> Set.of(StandardOpenOption.WRITE);
          default -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        };
    try (FileChannel channel = FileChannel.open(Path.of(row.path()), options)) {
      return channel.isOpen() ? 0 : 1;
    } catch (AccessDeniedException e) {
      return -13;
    } catch (FileSystemException e) {
      return "Operation not permitted".equals(e.getReason()) ? -1 : -1000;
    }
  }
}
