package org.copydesk.pipeline.log;

import java.util.Set;

/** Names key-values so that they do not clash with the Elastic Common Schema's own fields. */
final class EcsFields {
  /**
   * Names that the schema (version 8) gives to groups of fields or to fields of its own: an index
   * with its template refuses a plain value there, and the whole line with it.
   */
  private static final Set<String> TAKEN =
      Set.of(
          "@timestamp",
          "agent",
          "as",
          "client",
          "cloud",
          "code_signature",
          "container",
          "data_stream",
          "destination",
          "device",
          "dll",
          "dns",
          "ecs",
          "email",
          "error",
          "event",
          "faas",
          "file",
          "geo",
          "group",
          "hash",
          "host",
          "http",
          "interface",
          "labels",
          "log",
          "message",
          "network",
          "observer",
          "orchestrator",
          "organization",
          "os",
          "package",
          "process",
          "registry",
          "related",
          "rule",
          "server",
          "service",
          "source",
          "span",
          "tags",
          "threat",
          "tls",
          "trace",
          "transaction",
          "user",
          "user_agent",
          "vlan",
          "volume",
          "vulnerability");

  private EcsFields() {}

  /** {@code url} is {@code url.full}; other taken names get the prefix {@code copydesk.}. */
  static String nameOf(String key) {
    if (key.equals("url")) {
      return "url.full";
    }
    int dot = key.indexOf('.');
    return TAKEN.contains(dot < 0 ? key : key.substring(0, dot)) ? "copydesk." + key : key;
  }
}
