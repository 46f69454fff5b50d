package org.copydesk.pipeline.service;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.copydesk.pipeline.BuildInfo;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.message.Json;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people and monitors ask over HTTP, without a login: {@code /} (a page with each component's
 * state), {@code /livez} (the process is alive; asks for nothing else), {@code /readyz} (200 or
 * 503, and each component's state as JSON), {@code /metrics} (Prometheus), and whatever questions a
 * service has added with {@link #answers}.
 */
public final class StatusServer implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_THREADS = 8;
  private static final int MAX_QUESTION = 8192;

  private final String host;
  private final int port;
  private final ServiceRunner runner;
  private final Metrics metrics;
  private final Map<String, Function<String, @Nullable Object>> questions =
      new ConcurrentHashMap<>();
  private volatile @Nullable Javalin server;

  /**
   * @param host the address to listen on
   * @param port 0 takes a free one
   */
  public StatusServer(String host, int port, ServiceRunner runner, Metrics metrics) {
    this.host = host;
    this.port = port;
    this.runner = runner;
    this.metrics = metrics;
  }

  /**
   * Adds a question that is answered with JSON: {@code GET /name?about=text}. May be called at any
   * time. Questions are answered without a login: they must change nothing and tell no secret.
   *
   * @param answer null when it knows nothing; throws IllegalArgumentException for a text that is no
   *     question
   */
  public void answers(String name, Function<String, @Nullable Object> answer) {
    questions.put(name, answer);
  }

  @Override
  public void start() {
    Javalin javalin = Javalin.create(this::configure);
    try {
      javalin.start();
    } catch (RuntimeException e) {
      throw cannotListen(e);
    }
    server = javalin;
    LOG.atInfo().addKeyValue("address", address()).log("status page listens");
  }

  /** The page's address with the port that was taken; only after the start. */
  public String address() {
    Javalin running = server;
    if (running == null) {
      throw new IllegalStateException("The status server has not been started");
    }
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + running.port();
  }

  @Override
  public Health check() {
    return server == null ? Health.down("not listening") : Health.up();
  }

  @Override
  public void close() {
    Javalin running = server;
    server = null;
    if (running != null) {
      running.stop();
    }
  }

  private void configure(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("status");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.jetty.addConnector(
        (jetty, http) -> {
          ServerConnector connector =
              new ServerConnector(
                  jetty, 1, 1, new org.eclipse.jetty.server.HttpConnectionFactory(http));
          connector.setHost(host);
          connector.setPort(port);
          return connector;
        });
    javalin.routes.exception(
        Exception.class,
        (fault, context) -> {
          LOG.atWarn().setCause(fault).log("status request failed");
          context.status(500).result("internal error\n");
        });
    javalin.routes.get("/", this::index);
    javalin.routes.get("/livez", context -> context.result("ok\n"));
    javalin.routes.get("/readyz", this::ready);
    javalin.routes.get("/metrics", this::metrics);
    javalin.routes.get("/{question}", this::answer);
  }

  private void index(Context context) {
    context
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .contentType("text/html; charset=utf-8")
        .result(StatusPage.of(runner.isReady(), BuildInfo.version(), runner.health()));
  }

  private void ready(Context context) {
    boolean ready = runner.isReady();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ready", ready);
    answer.put("version", BuildInfo.version());
    answer.put("components", runner.health());
    context
        .status(ready ? 200 : 503)
        .contentType("application/json")
        .result(JSON.writeValueAsString(answer) + "\n");
  }

  private void answer(Context context) {
    Function<String, @Nullable Object> question = questions.get(context.pathParam("question"));
    String about = context.queryParam("about");
    if (question == null) {
      context.status(404).result("not found\n");
    } else if (about == null || about.length() > MAX_QUESTION) {
      context.status(400).result("about is missing or too long\n");
    } else {
      answer(context, question, about);
    }
  }

  private static void answer(
      Context context, Function<String, @Nullable Object> question, String about) {
    try {
      Object found = question.apply(about);
      context
          .status(found == null ? 404 : 200)
          .contentType("application/json")
          .result((found == null ? "{}" : Json.mapper().writeValueAsString(found)) + "\n");
    } catch (IllegalArgumentException e) {
      context.status(400).result(OutsideText.safe(String.valueOf(e.getMessage())) + "\n");
    }
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
  }

  private ServiceFailure cannotListen(RuntimeException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ServiceFailure(
        ExitCode.SYSTEM,
        "The status page cannot listen on %s port %d (status.bind): %s."
            .formatted(host, port, root.getMessage()),
        cause);
  }
}
