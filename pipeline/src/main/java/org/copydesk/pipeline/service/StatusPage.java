package org.copydesk.pipeline.service;

import java.util.Map;

/** The page that a browser shows at the status address. */
final class StatusPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Copydesk</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 40rem; }
      td { padding: 0 1.5rem 0 0; } .down { color: #b00020; }
      </style></head><body>
      """;

  private static final String LINKS =
      """
      <p><a href="/readyz">readyz</a> gives the same as JSON, <a href="/metrics">metrics</a> the
      figures for Prometheus, <a href="/livez">livez</a> whether the process is alive.</p>
      </body></html>
      """;

  private StatusPage() {}

  static String of(boolean ready, String version, Map<String, Health> components) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>Copydesk is ").append(ready ? "ready" : "not ready").append("</h1>\n<p>");
    page.append(escaped(version)).append("</p>\n<table>\n");
    components.forEach(
        (name, health) -> {
          page.append(health.healthy() ? "<tr>" : "<tr class=\"down\">");
          page.append("<td>").append(escaped(name)).append("</td><td>");
          page.append(escaped(health.detail())).append("</td></tr>\n");
        });
    return page.append("</table>\n").append(LINKS).toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
