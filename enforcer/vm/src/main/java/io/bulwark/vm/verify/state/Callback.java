package io.bulwark.vm.verify.state;

/**
 * How a function is called by a helper.
 *
 * @param before the caller as it was before, to be compared with what the callback leaves
 */
public record Callback(State before) {}
