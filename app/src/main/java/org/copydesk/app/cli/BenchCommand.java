package org.copydesk.app.cli;

import picocli.CommandLine.Command;

/** How fast parts of the program are. */
@Command(
    name = "bench",
    header = "Measures how fast a part of the program is, on pages of your own.",
    subcommands = {BenchExtractCommand.class},
    footer = {"  copydesk bench extract pages/"})
final class BenchCommand extends HelpfulCommand {}
