package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.MapDefinition;

/** A map to create, by the name under which instructions refer to it. */
public record MapSpec(String name, MapDefinition definition) {}
