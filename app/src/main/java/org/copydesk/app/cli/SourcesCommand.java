package org.copydesk.app.cli;

import picocli.CommandLine.Command;

/** What is followed. */
@Command(
    name = "sources",
    header = "Shows and changes what is followed.",
    description = {
      "Works while the services run, which follow a change within a second, and while they are"
          + " down.",
      "",
      "What the configuration file declares is changed there: commands can pause such a source,"
          + " but neither change nor remove it."
    },
    subcommands = {
      SourcesListCommand.class,
      SourcesShowCommand.class,
      SourcesAddCommand.class,
      SourcesPauseCommands.Pause.class,
      SourcesPauseCommands.Resume.class,
      SourcesRemoveCommand.class,
      SourcesImportCommand.class,
      SourcesExportCommand.class,
      SourcesProbeCommand.class,
    },
    footer = {
      "  copydesk sources list",
      "  copydesk sources probe --config copydesk.yaml https://news.example.org/",
      "  copydesk sources add https://news.example.org/feed.xml",
      "  copydesk sources import feeds.opml"
    })
final class SourcesCommand extends HelpfulCommand {}
