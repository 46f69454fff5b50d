package org.copydesk.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.copydesk.app.run.EverythingRun;
import org.copydesk.pipeline.config.CopydeskConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything in one process. */
@Command(
    name = "up",
    header = "Runs everything in one process.",
    description = {
      "What the configuration does not name, it brings itself: a Kafka broker, a PostgreSQL"
          + " database, and a sample newsroom to follow, all on this machine alone and kept in the"
          + " data folder. It prints one line when all is ready, and goes on where it stopped the"
          + " last time.",
      "",
      "Ends on SIGTERM or Ctrl-C within 20 seconds; a second one halts it at once."
    },
    footer = {
      "  copydesk up",
      "  copydesk up --data /var/lib/copydesk --config copydesk.yaml",
      "  copydesk up --set status.bind=127.0.0.1:8080",
      "  COPYDESK_LOG_FORMAT=json copydesk up 2>copydesk.log"
    })
final class UpCommand extends HelpfulCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Mixin private final DataOption data = new DataOption();

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Map<String, String> environment = surroundings.environment();
    CopydeskConfig plain = options.load(environment).config();
    Map<String, String> defaults = EverythingRun.defaultsFor(plain);
    CopydeskConfig config = options.load(environment, defaults).config();
    Path folder = data.folder(environment);
    return new EverythingRun(config, folder, surroundings.output()::println).run().status();
  }
}
