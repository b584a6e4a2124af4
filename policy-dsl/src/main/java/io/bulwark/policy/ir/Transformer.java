package io.bulwark.policy.ir;

/** Value transformers of the language. */
public enum Transformer {
  TOLOWER,
  TOUPPER,
  /** Decodes; undecodable text makes the test false. */
  B64,
  BASENAME,
  /** Bytes of a text, elements of a list. */
  LEN,
  JOIN,
  CONCAT,
  GETOPT
}
