package org.copydesk.app.cli;

import picocli.CommandLine.Command;

/** How fast parts of the program are. */
@Command(
    name = "bench",
    header = "Measures how fast a part of the program is.",
    subcommands = {BenchExtractCommand.class, BenchIngestCommand.class},
    footer = {"  copydesk bench extract pages/", "  copydesk bench ingest"})
final class BenchCommand extends HelpfulCommand {}
