package io.bulwark.policy.check;

import java.util.Map;
import java.util.OptionalInt;

/** Ports of well-known services, as the usual services file names them. */
final class Services {
  private static final Map<String, Integer> PORTS =
      Map.ofEntries(
          Map.entry("echo", 7),
          Map.entry("discard", 9),
          Map.entry("daytime", 13),
          Map.entry("ftp-data", 20),
          Map.entry("ftp", 21),
          Map.entry("ssh", 22),
          Map.entry("telnet", 23),
          Map.entry("smtp", 25),
          Map.entry("mail", 25),
          Map.entry("time", 37),
          Map.entry("whois", 43),
          Map.entry("domain", 53),
          Map.entry("bootps", 67),
          Map.entry("bootpc", 68),
          Map.entry("tftp", 69),
          Map.entry("gopher", 70),
          Map.entry("finger", 79),
          Map.entry("http", 80),
          Map.entry("www", 80),
          Map.entry("kerberos", 88),
          Map.entry("pop3", 110),
          Map.entry("sunrpc", 111),
          Map.entry("nntp", 119),
          Map.entry("ntp", 123),
          Map.entry("imap2", 143),
          Map.entry("imap", 143),
          Map.entry("snmp", 161),
          Map.entry("snmp-trap", 162),
          Map.entry("bgp", 179),
          Map.entry("irc", 194),
          Map.entry("ldap", 389),
          Map.entry("https", 443),
          Map.entry("microsoft-ds", 445),
          Map.entry("submissions", 465),
          Map.entry("syslog", 514),
          Map.entry("shell", 514),
          Map.entry("login", 513),
          Map.entry("exec", 512),
          Map.entry("printer", 515),
          Map.entry("submission", 587),
          Map.entry("ipp", 631),
          Map.entry("ldaps", 636),
          Map.entry("domain-s", 853),
          Map.entry("rsync", 873),
          Map.entry("ftps", 990),
          Map.entry("telnets", 992),
          Map.entry("imaps", 993),
          Map.entry("pop3s", 995),
          Map.entry("socks", 1080),
          Map.entry("openvpn", 1194),
          Map.entry("ms-sql-s", 1433),
          Map.entry("nfs", 2049),
          Map.entry("mysql", 3306),
          Map.entry("svn", 3690),
          Map.entry("sip", 5060),
          Map.entry("xmpp-client", 5222),
          Map.entry("postgresql", 5432),
          Map.entry("amqp", 5672),
          Map.entry("x11", 6000),
          Map.entry("redis", 6379),
          Map.entry("http-alt", 8080));

  private Services() {}

  static OptionalInt port(String name) {
    Integer port = PORTS.get(name);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }
}
