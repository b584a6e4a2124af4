package io.bulwark.cli;

/** What ends {@code bulwark falco} as Falco ends: {@code Error: …} and exit code 1. */
final class FalcoFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  FalcoFault(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
