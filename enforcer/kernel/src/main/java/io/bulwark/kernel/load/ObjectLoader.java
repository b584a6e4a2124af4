package io.bulwark.kernel.load;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfException;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.InvalidObject;
import io.bulwark.bpf.object.ObjectFormatException;
import io.bulwark.bpf.object.ObjectReader;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.KernelRejectedProgram;
import io.bulwark.kernel.error.KernelUnavailable;
import io.bulwark.kernel.error.ObjectRefused;
import io.bulwark.kernel.error.PermissionDenied;
import io.bulwark.kernel.error.ResourceClosed;
import io.bulwark.kernel.error.RingCorrupted;
import io.bulwark.kernel.error.UnsupportedFeature;
import io.bulwark.kernel.log.LineTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Loads an object: our own reading first, then libbpf's, then the kernel's. */
final class ObjectLoader {
  private final Libbpf libbpf;
  private final ObjectRequest request;
  private final BpfObject blueprint;
  private final byte[] bytes;

  /**
   * Reads the object and writes it again. libelf and libbpf crash on some damaged files (seen with
   * libbpf 1.1.2), so they never see bytes of others, only those of our own writer and of types
   * that keep the rules.
   *
   * @throws ObjectRefused if it is damaged
   */
  ObjectLoader(Libbpf libbpf, ObjectRequest request) {
    this.libbpf = libbpf;
    this.request = request;
    try {
      blueprint = ObjectReader.read(request.bytes());
      requireSound(blueprint.types());
      bytes = ObjectWriter.write(blueprint);
    } catch (ElfFormatException
        | BtfException
        | ObjectFormatException
        | InvalidObject
        | IndexOutOfBoundsException e) {
      throw new ObjectRefused(
          "object `" + request.name() + "` is damaged: " + e.getMessage(), List.of());
    }
  }

  /** Decodes every type, and has the builder's rules look at the whole table. */
  private static void requireSound(Btf types) {
    BtfBuilder again = new BtfBuilder();
    for (int id = 1; id < types.size(); id++) {
      again.add(types.type(id));
    }
    if (again.build().size() != types.size()) {
      throw new ObjectFormatException(".BTF", 0, "types change when they are written again");
    }
  }

  /** Again without source lines where somebody does not take them: they only help people. */
  BpfObjectHandle load() {
    try {
      return attempt(bytes, List.of());
    } catch (KernelRejectedProgram | ObjectRefused e) {
      Optional<byte[]> bare = isAboutLines(e) ? LineInfo.removedFrom(bytes) : Optional.empty();
      if (bare.isEmpty()) {
        throw e;
      }
      return attempt(
          bare.get(),
          List.of("the object's source lines were refused; loaded without: " + e.getMessage()));
    }
  }

  private static boolean isAboutLines(KernelException failure) {
    return switch (failure) {
      case KernelRejectedProgram rejected -> LineInfo.isCauseOf(rejected.log());
      case ObjectRefused refused -> LineInfo.isOnlyLossIn(Messages.losses(refused.messages()));
      case KernelUnavailable _,
          PermissionDenied _,
          UnsupportedFeature _,
          KernelCallFailed _,
          ResourceClosed _,
          RingCorrupted _ ->
          false;
    };
  }

  private BpfObjectHandle attempt(byte[] file, List<String> notes) {
    Messages messages = new Messages();
    OpenObject object = OpenObject.open(libbpf, request.name(), file, messages);
    try {
      checkLosses(messages, file);
      checkContents(object);
      request.settings().forEach(setting -> object.apply(setting, blueprint));
      Optional<OpenObject.Failure> failed = object.load(messages);
      if (failed.isPresent()) {
        throw failure(failed.get(), messages);
      }
      checkLosses(messages, file);
      List<String> all = new ArrayList<>(notes);
      all.addAll(messages.all());
      BpfObjectHandle handle = BpfObjectHandle.of(libbpf, object, all);
      checkRelocations(handle);
      return handle;
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private void checkLosses(Messages messages, byte[] file) {
    List<String> losses = Messages.losses(messages.all());
    if (LineInfo.isOnlyLossIn(losses) && LineInfo.removedFrom(file).isEmpty()) {
      return; // there were none to lose
    }
    if (request.refusesLoss() && !losses.isEmpty()) {
      throw new ObjectRefused(
          "libbpf would leave out a part of object `" + request.name() + "`: " + losses.getFirst(),
          messages.all());
    }
  }

  /** libbpf is silent about programs that it does not see. */
  private void checkContents(OpenObject object) {
    String difference = contents().difference(object.contents());
    if (!difference.isEmpty()) {
      throw new ObjectRefused(
          "libbpf sees other things in object `"
              + request.name()
              + "` than it was made of"
              + difference,
          List.of());
    }
  }

  /** Enforcement that reads wrong fields is worse than none. */
  private void checkRelocations(BpfObjectHandle handle) {
    if (!RelocationCheck.isNeeded(blueprint)) {
      return;
    }
    RelocationCheck.ofRunningKernel(blueprint)
        .ifPresent(check ->
            blueprint.programs().stream()
                .filter(program -> handle.programs().containsKey(program.name()))
                .flatMap(program ->
                    check.difference(program, handle.instructions(program.name())).stream())
                .findFirst()
                .ifPresent(sentence -> {
                  throw new ObjectRefused(sentence, handle.notes());
                }));
  }

  private Contents contents() {
    return new Contents(
        blueprint.programs().stream().map(Function::name).collect(Collectors.toSet()),
        blueprint.maps().stream()
            .map(io.bulwark.bpf.object.MapSpec::name)
            .collect(Collectors.toSet()));
  }

  private LineTable lines(String program) {
    return request.lines(program).orElseGet(() -> ObjectLines.of(blueprint, program));
  }

  private KernelException failure(OpenObject.Failure failed, Messages messages) {
    Errno errno = failed.errno();
    if (!failed.log().lines().isEmpty()) {
      return new KernelRejectedProgram(
          failed.program(), errno, failed.log(), lines(failed.program()));
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
