package org.copydesk.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.copydesk.pipeline.log.OutsideText;
import org.copydesk.pipeline.message.CleanArticle;
import org.copydesk.pipeline.service.ExitCode;
import org.copydesk.pipeline.service.ServiceFailure;
import org.copydesk.store.read.ArticleReader;
import org.copydesk.store.read.Listing;
import org.copydesk.store.read.StoredArticle;
import org.copydesk.store.read.StoredVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What is stored. */
@Command(
    name = "articles",
    header = "Shows the articles in the database.",
    subcommands = {ArticlesCommand.ListArticles.class, ArticlesCommand.ShowArticle.class},
    footer = {"  copydesk articles list --since 1h", "  copydesk articles show 3f9a61c20b7e"})
final class ArticlesCommand extends HelpfulCommand {
  /** Enough of an id to name an article among many. */
  private static final int SHORT_ID = 12;

  /** Lists articles, newest first. */
  @Command(
      name = "list",
      header = "Lists stored articles, newest first.",
      footer = {
        "  copydesk articles list",
        "  copydesk articles list --source rivage --since 2h --limit 20",
        "  copydesk articles list --json | jq -r '.[].headline'"
      })
  static final class ListArticles extends HelpfulCommand implements Callable<Integer> {
    private static final int TABLE_LIMIT = 50;
    private static final int JSON_LIMIT = 1000;

    private final Surroundings surroundings;
    @Mixin private final TargetOptions target = new TargetOptions();

    @Option(names = "--json", description = "Write a JSON array of whole articles.")
    private boolean json;

    @Option(
        names = {"-n", "--limit"},
        paramLabel = "N",
        description = "At most this many, up to 10000; by default 50, with --json 1000.")
    private @Nullable Integer limit;

    @Option(
        names = "--since",
        paramLabel = "TIME",
        converter = TimeText.MomentConverter.class,
        description =
            "Only those stored since: 30m, 2h, 1d, 2026-11-23 (UTC) or 2026-11-23T08:00:00Z.")
    private @Nullable Instant since;

    @Option(names = "--source", paramLabel = "ID", description = "Only those of this source.")
    private @Nullable String source;

    ListArticles(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
      int most = limit != null ? limit : json ? JSON_LIMIT : TABLE_LIMIT;
      if (most < 1 || most > Listing.MAX_LIMIT) {
        throw new ServiceFailure(
            ExitCode.USAGE, "--limit must be 1 to %d.".formatted(Listing.MAX_LIMIT));
      }
      try (ArticleReader reader = new ArticleReader(target.database(surroundings.environment()))) {
        List<StoredArticle> articles = reader.list(new Listing(most, since, source));
        if (json) {
          Json.array(
              articles.stream().map(ArticlesCommand::toJson).toList(),
              surroundings.output()::print);
        } else {
          surroundings.output().print(table(articles));
        }
        sayMore(articles.size(), most);
      }
      return ExitCode.OK.status();
    }

    private void sayMore(int shown, int most) {
      if (shown == 0) {
        surroundings.output().say("copydesk: No articles yet.");
      } else if (shown == most) {
        surroundings.output().say("copydesk: The newest %d; --limit shows more.".formatted(shown));
      }
    }
  }

  /** Shows one article. */
  @Command(
      name = "show",
      header = "Shows one stored article.",
      footer = {
        "  copydesk articles show 3f9a61c20b7e",
        "  copydesk articles show --json https://news.example/a.html",
        "  copydesk articles show --versions 3f9a61c20b7e"
      })
  static final class ShowArticle extends HelpfulCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    @Mixin private final TargetOptions target = new TargetOptions();

    @Parameters(
        paramLabel = "ID|URL",
        description = "The article's id or address, or its beginning.")
    private String idOrUrl = "";

    @Option(names = "--json", description = "Write the whole article as JSON.")
    private boolean json;

    @Option(names = "--versions", description = "Show how its text changed over time instead.")
    private boolean versions;

    ShowArticle(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
      try (ArticleReader reader = new ArticleReader(target.database(surroundings.environment()))) {
        StoredArticle article = one(reader.find(idOrUrl));
        if (versions) {
          showVersions(reader.versions(article.article().id()));
        } else if (json) {
          surroundings.output().println(Json.pretty(toJson(article)));
        } else {
          surroundings.output().print(text(article));
        }
      }
      return ExitCode.OK.status();
    }

    private StoredArticle one(List<StoredArticle> found) {
      if (found.size() == 1) {
        return found.getFirst();
      }
      throw new ServiceFailure(
          ExitCode.NO_INPUT,
          found.isEmpty()
              ? "No article's id or address begins with %s.".formatted(idOrUrl)
              : "%s is the beginning of %d articles' id or address; give more of it."
                  .formatted(idOrUrl, found.size()));
    }

    private void showVersions(List<StoredVersion> found) {
      if (json) {
        Json.array(found, surroundings.output()::print);
        return;
      }
      for (StoredVersion version : found) {
        surroundings
            .output()
            .print(
                "Version %d, stored %s%n%s%n%n%s%n%n"
                    .formatted(
                        version.number(),
                        TimeText.shown(version.storedAt()),
                        shown(version.headline()),
                        shown(version.body())));
      }
    }

    private String text(StoredArticle stored) {
      CleanArticle article = stored.article();
      StringBuilder text = new StringBuilder();
      text.append(shown(article.headline())).append('\n');
      line(text, "Published", article.datePublished());
      line(text, "Modified", article.dateModified());
      line(
          text,
          "Author",
          String.join(", ", article.author().stream().map(CleanArticle.Author::name).toList()));
      line(text, "Agency", article.sourceOrganization());
      line(text, "Language", article.inLanguage());
      line(text, "Source", article.sourceId());
      line(text, "Address", article.canonicalUrl());
      line(text, "Id", article.id());
      line(
          text, "Stored", TimeText.shown(stored.firstStoredAt()) + ", version " + stored.version());
      return text.append('\n').append(shown(article.articleBody())).append('\n').toString();
    }

    private void line(StringBuilder text, String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        text.append("%-10s %s%n".formatted(name, shown(value)));
      }
    }

    /** Pages' text as it is, but never a character that plays tricks on a terminal. */
    private String shown(String text) {
      return surroundings.output().isTerminal() ? OutsideText.escaped(text) : text;
    }
  }

  private static String table(List<StoredArticle> articles) {
    Table table = new Table("STORED", "PUBLISHED", "LANG", "SOURCE", "ID", "HEADLINE");
    for (StoredArticle stored : articles) {
      CleanArticle article = stored.article();
      table.row(
          TimeText.shown(stored.firstStoredAt()),
          Objects.requireNonNullElse(article.datePublished(), "-"),
          Objects.requireNonNullElse(article.inLanguage(), "-"),
          article.sourceId(),
          article.id().substring(0, Math.min(SHORT_ID, article.id().length())),
          article.headline());
    }
    return table.text();
  }

  private static ObjectNode toJson(StoredArticle stored) {
    ObjectNode json = org.copydesk.pipeline.message.Json.mapper().valueToTree(stored.article());
    json.put("version", stored.version());
    json.put("firstStoredAt", stored.firstStoredAt().toString());
    json.put("updatedAt", stored.updatedAt().toString());
    return json;
  }
}
