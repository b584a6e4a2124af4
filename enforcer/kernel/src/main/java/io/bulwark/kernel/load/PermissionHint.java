package io.bulwark.kernel.load;

/** What to do about EPERM. */
final class PermissionHint {
  static final String LOAD =
      "run as root or with CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN; if you do, this host's policy"
          + " refuses such programs (`bulwark doctor` shows which)";
  static final String ATTACH =
      "run as root or with CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN and, for security hooks,"
          + " CAP_MAC_ADMIN; if you do, this host's policy refuses it (`bulwark doctor` shows what is left)";
  static final String OTHER = "run as root or with CAP_BPF";

  private PermissionHint() {}
}
