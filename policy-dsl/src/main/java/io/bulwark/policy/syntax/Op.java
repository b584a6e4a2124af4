package io.bulwark.policy.syntax;

/** Operators of tests, with the text that rules write. */
public enum Op {
  EXISTS("exists"),
  EQ("="),
  NE("!="),
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  CONTAINS("contains"),
  ICONTAINS("icontains"),
  BCONTAINS("bcontains"),
  STARTSWITH("startswith"),
  BSTARTSWITH("bstartswith"),
  ENDSWITH("endswith"),
  GLOB("glob"),
  IGLOB("iglob"),
  REGEX("regex"),
  IN("in"),
  INTERSECTS("intersects"),
  PMATCH("pmatch");

  private final String text;

  Op(String text) {
    this.text = text;
  }

  /** As rules write it; {@code ==} is {@link #EQ}. */
  public String text() {
    return text;
  }
}
