package io.bulwark.lab.kernel;

import java.nio.file.Path;

/**
 * A kernel that can be booted.
 *
 * @param release as {@code uname -r} will print it
 * @param vmlinuz the compressed kernel
 * @param initramfs the first file system, whose {@code /init} runs the lab's jobs
 * @param modules holds {@code lib/modules/RELEASE}, indexed by depmod
 */
public record KernelImage(
    Kernel kernel, String release, Path vmlinuz, Path initramfs, Path modules) {}
