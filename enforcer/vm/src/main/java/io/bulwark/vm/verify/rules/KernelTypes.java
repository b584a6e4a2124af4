package io.bulwark.vm.verify.rules;

/** What lies where in a kernel's structures; types are named by their BTF id. */
public interface KernelTypes {
  /** What a load finds. */
  sealed interface Found {
    /** A number. */
    record Number() implements Found {}

    /** A pointer to a structure. */
    record PointerTo(int type) implements Found {}

    /** Nothing that can be loaded so. */
    record Nothing(String why) implements Found {}
  }

  /** A kernel about whose types nothing is known. */
  KernelTypes UNKNOWN =
      new KernelTypes() {
        @Override
        public String name(int type) {
          return "?";
        }

        @Override
        public int find(String structure) {
          return 0;
        }

        @Override
        public Found load(int type, int offset, int size) {
          return new Found.Nothing("the kernel's types are not known");
        }

        @Override
        public boolean isAt(int type, int offset, int wanted) {
          return type == wanted && offset == 0;
        }
      };

  /** Its name, for messages. */
  String name(int type);

  /** The id of {@code struct structure}; 0 if there is none. */
  int find(String structure);

  /** What {@code size} bytes at {@code offset} of structure {@code type} are. */
  Found load(int type, int offset, int size);

  /** Whether a structure {@code wanted} lies at {@code offset} of {@code type}, or is it. */
  boolean isAt(int type, int offset, int wanted);
}
