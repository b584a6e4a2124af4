package io.bulwark.kernel.load;

/** Places where a program can be attached; numbers of {@code enum bpf_attach_type}. */
public enum AttachType {
  /** Packets into a cgroup; also the value 0 of types that have no attach type. */
  CGROUP_INET_INGRESS(0),
  /** Packets out of a cgroup. */
  CGROUP_INET_EGRESS(1),
  /** Socket creation. */
  CGROUP_INET_SOCK_CREATE(2),
  /** Device access. */
  CGROUP_DEVICE(6),
  /** bind, IPv4. */
  CGROUP_INET4_BIND(8),
  /** bind, IPv6. */
  CGROUP_INET6_BIND(9),
  /** connect, IPv4. */
  CGROUP_INET4_CONNECT(10),
  /** connect, IPv6. */
  CGROUP_INET6_CONNECT(11),
  /** After bind, IPv4. */
  CGROUP_INET4_POST_BIND(12),
  /** After bind, IPv6. */
  CGROUP_INET6_POST_BIND(13),
  /** sendmsg on an unconnected datagram socket, IPv4. */
  CGROUP_UDP4_SENDMSG(14),
  /** sendmsg on an unconnected datagram socket, IPv6. */
  CGROUP_UDP6_SENDMSG(15),
  /** sysctl access. */
  CGROUP_SYSCTL(18),
  /** getsockopt. */
  CGROUP_GETSOCKOPT(21),
  /** setsockopt. */
  CGROUP_SETSOCKOPT(22),
  /** A tracepoint with typed arguments. */
  TRACE_RAW_TP(23),
  /** Entry of a kernel function. */
  TRACE_FENTRY(24),
  /** Exit of a kernel function. */
  TRACE_FEXIT(25),
  /** Entry of a kernel function whose result may be replaced. */
  MODIFY_RETURN(26),
  /** A security hook, system-wide. */
  LSM_MAC(27),
  /** An iterator over kernel objects. */
  TRACE_ITER(28),
  /** Socket release. */
  CGROUP_INET_SOCK_RELEASE(34),
  /** Listening-socket look-up. */
  SK_LOOKUP(36),
  /** Packets at the driver. */
  XDP(37),
  /** A security hook of a cgroup. */
  LSM_CGROUP(43);

  private final int number;

  AttachType(int number) {
    this.number = number;
  }

  /** Its value of {@code enum bpf_attach_type}. */
  public int number() {
    return number;
  }
}
