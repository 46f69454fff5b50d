package org.copydesk.app.cli;

import java.util.concurrent.Callable;
import org.copydesk.app.run.ServiceRun;
import org.copydesk.app.run.StageName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The services, each alone in the foreground. */
final class ServiceCommands {
  private ServiceCommands() {}

  abstract static class ServiceCommand extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final StageName stage;
    @Mixin private final ConfigOptions options = new ConfigOptions();

    ServiceCommand(Surroundings surroundings, StageName stage) {
      this.surroundings = surroundings;
      this.stage = stage;
    }

    @Override
    public Integer call() {
      return new ServiceRun(options.load(surroundings.environment()).config(), stage)
          .run()
          .status();
    }
  }

  @Command(
      name = "ingest",
      header = "Runs the ingest service alone: follows sources and fetches their pages.",
      description =
          "Needs kafka.bootstrap-servers. Any number of instances divide the hosts among"
              + " themselves. /livez, /readyz and /metrics are where status.bind says; the log"
              + " tells the address.",
      footer = {
        "  copydesk ingest --config copydesk.yaml",
        "  COPYDESK_KAFKA_BOOTSTRAP_SERVERS=kafka:9092 copydesk ingest"
      })
  static final class IngestCommand extends ServiceCommand {
    IngestCommand(Surroundings surroundings) {
      super(surroundings, StageName.INGEST);
    }
  }

  @Command(
      name = "process",
      header = "Runs the process service alone: makes articles of pages.",
      description =
          "Needs kafka.bootstrap-servers. Any number of instances divide the pages among"
              + " themselves. /livez, /readyz and /metrics are where status.bind says; the log"
              + " tells the address.",
      footer = {
        "  copydesk process --config copydesk.yaml",
        "  copydesk process --set kafka.bootstrap-servers=kafka:9092 --set process.workers=4"
      })
  static final class ProcessCommand extends ServiceCommand {
    ProcessCommand(Surroundings surroundings) {
      super(surroundings, StageName.PROCESS);
    }
  }

  @Command(
      name = "store",
      subcommands = RewindCommand.class,
      header = "Runs the store service alone: keeps articles in PostgreSQL.",
      description =
          "Needs kafka.bootstrap-servers and database.url. It brings the tables up to date by"
              + " itself. /livez, /readyz and /metrics are where status.bind says; the log tells"
              + " the address.",
      footer = {
        "  copydesk store --config copydesk.yaml",
        "  COPYDESK_DATABASE_PASSWORD_FILE=/run/secrets/db copydesk store -c copydesk.yaml"
      })
  static final class StoreCommand extends ServiceCommand {
    StoreCommand(Surroundings surroundings) {
      super(surroundings, StageName.STORE);
    }
  }
}
