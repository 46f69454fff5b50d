package org.copydesk.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command without a command: shows what there is. */
@Command(
    name = "copydesk",
    versionProvider = VersionProvider.class,
    header = "Follows news sources and delivers clean articles through Kafka into PostgreSQL.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      ServiceCommands.IngestCommand.class,
      ServiceCommands.ProcessCommand.class,
      ServiceCommands.StoreCommand.class,
      LagCommand.class,
      ArticlesCommand.class,
      SourcesCommand.class,
      WhyCommand.class,
      BackfillCommand.class,
      DeadLettersCommand.class,
      ExtractCommand.class,
      BenchCommand.class,
      ConfigCommand.class,
    },
    footer = {
      "  copydesk up                            everything at once, sample sources included",
      "  copydesk articles list                 what it has stored so far",
      "  copydesk extract page.html             one page, no services",
      "",
      "Every command explains itself: copydesk COMMAND --help"
    })
final class CopydeskCommand extends HelpfulCommand {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;
}
