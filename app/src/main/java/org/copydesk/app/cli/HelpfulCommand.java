package org.copydesk.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: a help option, and help of one shape. */
@Command(
    sortOptions = false,
    usageHelpAutoWidth = true,
    headerHeading = "%n",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n")
abstract class HelpfulCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}
