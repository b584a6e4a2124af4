package io.bulwark.stream.fields;

/** Ids of the current event types that fields treat on their own. */
final class EventIds {
  static final int GENERIC = 1;
  static final int OPEN = 3;
  static final int SOCKET = 19;
  static final int CONNECT = 23;
  static final int CREAT = 59;
  static final int PIPE = 61;
  static final int EVENTFD = 63;
  static final int POLL = 81;
  static final int SIGNALFD = 127;
  static final int TIMERFD_CREATE = 137;
  static final int INOTIFY_INIT = 139;
  static final int SCHEDULER_SWITCH = 152;
  static final int RENAME = 175;
  static final int RENAMEAT = 177;
  static final int SYMLINK = 179;
  static final int SYMLINKAT = 181;
  static final int QUOTACTL = 191;
  static final int PROCINFO = 234;
  static final int ACCEPT = 247;
  static final int PPOLL = 255;
  static final int MOUNT = 257;
  static final int MKDIR = 277;
  static final int RMDIR = 279;
  static final int INFRASTRUCTURE = 286;
  static final int UNLINK = 301;
  static final int UNLINKAT = 303;
  static final int MKDIRAT = 305;
  static final int OPENAT = 307;
  static final int LINK = 309;
  static final int LINKAT = 311;
  static final int FCHMODAT = 313;
  static final int CHMOD = 315;
  static final int FCHMOD = 317;
  static final int RENAMEAT2 = 319;
  static final int CONTAINER_JSON = 324;
  static final int OPENAT2 = 327;
  static final int OPEN_BY_HANDLE_AT = 337;
  static final int CHOWN = 379;
  static final int LCHOWN = 381;
  static final int FCHOWN = 383;
  static final int FCHOWNAT = 385;
  static final int UMOUNT = 387;
  static final int ACCEPT4 = 389;
  static final int UMOUNT2 = 391;
  static final int PIPE2 = 393;
  static final int INOTIFY_INIT1 = 395;
  static final int EVENTFD2 = 397;
  static final int SIGNALFD4 = 399;
  static final int ASYNC = 402;
  static final int MKNODAT = 417;
  static final int NEWFSTATAT = 419;

  private EventIds() {}
}
