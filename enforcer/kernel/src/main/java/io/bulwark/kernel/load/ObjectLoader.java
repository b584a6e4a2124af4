package io.bulwark.kernel.load;

import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.bpf.elf.ElfReader;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.KernelRejectedProgram;
import io.bulwark.kernel.error.ObjectRefused;
import io.bulwark.kernel.error.PermissionDenied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads an object: our own reading first, then libbpf's, then the kernel's. */
final class ObjectLoader {
  private final Libbpf libbpf;
  private final ObjectRequest request;

  ObjectLoader(Libbpf libbpf, ObjectRequest request) {
    this.libbpf = libbpf;
    this.request = request;
  }

  /** Again without source lines where the kernel does not take them: they only help people. */
  BpfObjectHandle load() {
    ElfFile elf = checkedElf();
    try {
      return attempt(request.bytes(), List.of());
    } catch (KernelRejectedProgram e) {
      Optional<byte[]> bare =
          LineInfo.isCauseOf(e.log())
              ? LineInfo.removedFrom(request.bytes(), elf)
              : Optional.empty();
      if (bare.isEmpty()) {
        throw e;
      }
      return attempt(
          bare.get(),
          List.of("this kernel refuses the object's source lines; loaded without: " + e.log()));
    }
  }

  /** libelf and libbpf have crashed on damaged files; they get only what we can read. */
  private ElfFile checkedElf() {
    try {
      return ElfReader.read(request.bytes());
    } catch (ElfFormatException e) {
      throw new ObjectRefused(
          "object `" + request.name() + "` is damaged: " + e.getMessage(), List.of());
    }
  }

  private BpfObjectHandle attempt(byte[] bytes, List<String> notes) {
    Messages messages = new Messages();
    OpenObject object = OpenObject.open(libbpf, request.name(), bytes, messages);
    try {
      checkLosses(messages);
      checkContents(object);
      request.settings().forEach(object::apply);
      object
          .load(messages)
          .ifPresent(failed -> {
            throw failure(failed, messages);
          });
      checkLosses(messages);
      List<String> all = new ArrayList<>(notes);
      all.addAll(messages.all());
      return BpfObjectHandle.of(libbpf, object, all);
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private void checkLosses(Messages messages) {
    if (request.refusesLoss() && !messages.losses().isEmpty()) {
      throw new ObjectRefused(
          "libbpf would leave out a part of object `"
              + request.name()
              + "`: "
              + messages.losses().getFirst(),
          messages.all());
    }
  }

  private void checkContents(OpenObject object) {
    String difference =
        request.expected().map(wanted -> wanted.difference(object.contents())).orElse("");
    if (!difference.isEmpty()) {
      throw new ObjectRefused(
          "libbpf sees other things in object `"
              + request.name()
              + "` than it was made of"
              + difference,
          List.of());
    }
  }

  private KernelException failure(OpenObject.Failure failed, Messages messages) {
    Errno errno = failed.errno();
    if (!failed.log().lines().isEmpty()) {
      return new KernelRejectedProgram(
          failed.program(), errno, failed.log(), request.lines(failed.program()));
    }
    String object = "object `" + request.name() + "`";
    if (messages.unknownHook().isPresent()) {
      return new ObjectRefused(
          object
              + " needs the hook or function `"
              + messages.unknownHook().get()
              + "`, which this kernel does not have (`bulwark doctor` lists those it has)",
          messages.all());
    }
    String what = messages.failedProgram().map(p -> "program `" + p + "` of ").orElse("") + object;
    return errno.isPermission()
        ? new PermissionDenied("load " + what, errno, PermissionHint.LOAD)
        : new ObjectRefused(
            "cannot load " + what + ": " + messages.first() + " (" + errno.symbol() + ")",
            messages.all());
  }
}
