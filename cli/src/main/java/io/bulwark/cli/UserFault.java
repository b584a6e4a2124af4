package io.bulwark.cli;

/** Something that the user can put right: one sentence, and what to do. */
final class UserFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final String hint;

  UserFault(String message, String hint) {
    super(message);
    this.sentence = message;
    this.hint = hint;
  }

  String sentence() {
    return sentence;
  }

  String hint() {
    return hint;
  }
}
