package org.copydesk.extract.verdict;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.copydesk.extract.Block;
import org.copydesk.extract.Extraction.Reason;
import org.copydesk.extract.Trace;
import org.copydesk.extract.body.Body;
import org.copydesk.extract.metadata.Metadata;
import org.copydesk.extract.text.WordCounter;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a page is an article at all. Each rule asks for two signs of different kinds, and
 * a long text that says it is an article is never refused. Immutable, thread-safe.
 *
 * <p>Lengths are in letters; the numbers were set on pages with known truth (docs/quality.md).
 */
public final class ArticleJudge {
  private static final int NOTHING = 40;
  private static final int TEASER = 250;
  private static final int SHORT = 600;
  private static final int LONG = 1500;
  private static final int MANY_HEADLINES = 15;
  private static final int MANY_TEASERS = 4;
  private static final int MANY_POSTS = 3;

  /** Blocks on both sides of the end of the text in which a paywall speaks of it. */
  private static final int AROUND_END = 3;

  /** Parts of an address, each between two slashes. */
  private static final Set<String> SEARCH =
      Set.of(
          "search",
          "suche",
          "suchen",
          "recherche",
          "rechercher",
          "buscar",
          "busca",
          "busqueda",
          "buscador",
          "ricerca",
          "cerca",
          "szukaj",
          "zoeken",
          "sok");

  private static final Set<String> TOPIC =
      Set.of(
          "tag",
          "tags",
          "topic",
          "topics",
          "thema",
          "themen",
          "tema",
          "temas",
          "etiqueta",
          "etiquetas",
          "schlagwort",
          "schlagworte",
          "mot-cle",
          "mots-cles",
          "author",
          "authors",
          "autor",
          "autoren",
          "auteur",
          "autore",
          "category",
          "categoria",
          "kategorie");

  /** Paragraphs in a row that make a story, however short they are together. */
  private static final int STORY = 3;

  /** Of the text that was taken for an article's. */
  private static final double NEARLY_ALL = 0.8;

  private final Signs signs = Signs.BUNDLED;

  /** The reason why the page is no article; empty when it is one. */
  public Optional<Verdict> judge(
      Document document, @Nullable URI url, Metadata metadata, Body body) {
    int length = letters(body.blocks(), LONG);
    if (length >= LONG && metadata.types().toString().contains("Article")) {
      return Optional.empty();
    }
    PageEvidence page = new PageEvidence(document, url, metadata, body.decisions(), length);
    return Optional.<Verdict>empty()
        .or(() -> notFound(page))
        .or(() -> search(page))
        .or(() -> list(page))
        .or(() -> wall(page))
        .or(() -> video(page))
        .or(() -> empty(page));
  }

  /**
   * Whether an article shows only a part of its text: the part that the page itself calls paid is
   * not there; or it says it is not free and what is there is short or followed by the words of a
   * paywall; or the text breaks off before such words, or stands right above those that close the
   * rest.
   */
  public boolean isTruncated(Document document, Metadata metadata, Body body) {
    int whole = metadata.paywalledSelectors().isEmpty() ? 2 * LONG : 4 * LONG;
    int length = letters(body.blocks(), whole);
    if (length >= whole) {
      return false;
    }
    if (!metadata.paywalledSelectors().isEmpty()) {
      OptionalInt paid = PaidParts.letters(document, metadata.paywalledSelectors(), TEASER);
      if (paid.isPresent()) {
        return paid.getAsInt() < TEASER;
      }
    }
    boolean notFree = Boolean.FALSE.equals(metadata.isAccessibleForFree());
    if (notFree && length < SHORT) {
      return true;
    }
    if (length < 2 * LONG && endsAtPaywall(body.decisions())) {
      return true;
    }
    boolean mayBe = length < 2 * LONG && (notFree || breaksOff(body.blocks()));
    return mayBe
        && body.decisions().stream()
            .filter(block -> !block.kept())
            .anyMatch(block -> signs.find("paywall", block.text()).isPresent());
  }

  /** Whether the words that close the rest of a text stand at the end of what was kept. */
  private boolean endsAtPaywall(List<Trace.BlockDecision> blocks) {
    int end = blocks.size();
    while (end > 0 && !blocks.get(end - 1).kept()) {
      end--;
    }
    return end > 0
        && blocks
            .subList(Math.max(0, end - AROUND_END), Math.min(blocks.size(), end + AROUND_END))
            .stream()
            .filter(block -> block.features().chars() < TEASER)
            .anyMatch(block -> signs.find("rest-is-paid", block.text()).isPresent());
  }

  private static boolean breaksOff(List<Block> blocks) {
    if (blocks.isEmpty()) {
      return false;
    }
    String last = blocks.getLast().text();
    return last.endsWith("…") || last.endsWith("...") || last.endsWith("[…]");
  }

  private Optional<Verdict> notFound(PageEvidence page) {
    if (page.bodyLength >= SHORT || page.saysArticle || page.story().size() >= STORY) {
      return Optional.empty();
    }
    boolean own =
        page.ownParagraphs().stream().anyMatch(text -> signs.find("not-found", text).isEmpty());
    if (own && page.showsDate) {
      return Optional.empty();
    }
    Optional<String> whole = signs.findWhole("not-found", page.titles());
    boolean hinted =
        !own
            && (signs.find("not-found", page.titles()).isPresent()
                || signs.findWhole("weightless", page.titles()).isPresent());
    return whole
        .or(() -> hinted ? signs.find("not-found", page.text()) : Optional.empty())
        .map(sign -> new Verdict(Reason.SOFT_404, quoted(sign)));
  }

  private Optional<Verdict> search(PageEvidence page) {
    if (page.saysArticle) {
      return Optional.empty();
    }
    if (page.saysSearch) {
      return Optional.of(new Verdict(Reason.SEARCH_PAGE, "says it is a page of search results"));
    }
    boolean address = page.isUnder(SEARCH) || page.query.startsWith("s=");
    Optional<String> title = signs.findAtStart("search-title", page.titles());
    boolean both = address && title.isPresent() && page.linkedHeadlines() >= 3;
    boolean listed = page.linkedHeadlines() >= 3 || page.bodyLength < SHORT;
    boolean one = (address || title.isPresent()) && listed && page.ownParagraphs().isEmpty();
    return (both || one) && !page.dated
        ? Optional.of(
            new Verdict(Reason.SEARCH_PAGE, title.map(ArticleJudge::quoted).orElse(page.path)))
        : Optional.empty();
  }

  /** A page of links to articles: of one topic, or a front. */
  private Optional<Verdict> list(PageEvidence page) {
    if (page.saysArticle || page.dated) {
      return Optional.empty();
    }
    boolean topic = page.isUnder(TOPIC);
    boolean links =
        page.teasers() >= MANY_TEASERS || page.linkedHeadlines() >= MANY_HEADLINES || page.saysList;
    // Elsewhere a long text with linked headings is more often one article than many.
    boolean posts = page.posts() >= MANY_POSTS && (topic || page.path.equals("/"));
    boolean teasersAlone = page.teaserShare() >= NEARLY_ALL || posts;
    boolean text = page.bodyLength >= LONG && !topic && !teasersAlone;
    boolean story = page.story().size() >= STORY && !topic && !page.saysList && !posts;
    boolean shown = page.showsDate && !posts && page.ownParagraphs().size() >= (topic ? STORY : 1);
    if ((!links && !posts) || shown || text || story) {
      return Optional.empty();
    }
    String detail = page.linkedHeadlines() + " linked headlines, " + page.teasers() + " teasers";
    if (topic) {
      return Optional.of(new Verdict(Reason.TAG_PAGE, detail));
    }
    boolean front = page.bodyLength < SHORT || page.saysList || teasersAlone;
    return front ? Optional.of(new Verdict(Reason.SECTION_FRONT, detail)) : Optional.empty();
  }

  /** Something stands before the text: scripts, consent, money. */
  private Optional<Verdict> wall(PageEvidence page) {
    if (page.bodyLength >= SHORT) {
      return Optional.empty();
    }
    if (page.bodyLength < TEASER && page.notFree && page.ownParagraphs().isEmpty()) {
      return Optional.of(new Verdict(Reason.PAYWALLED, "the page says it is not free"));
    }
    Optional<String> robot = signs.findWhole("robot-title", page.titles());
    if (robot.isPresent() && !page.showsDate && page.story().size() < STORY) {
      return Optional.of(new Verdict(Reason.ENABLE_JAVASCRIPT, quoted(robot.get())));
    }
    long ownParagraphs =
        page.story().stream().filter(text -> signs.find("consent", text).isEmpty()).count();
    String shown = page.shownText();
    boolean consent = signs.count("consent", Signs.withoutNumbers(shown)) >= 2;
    if (consent && !page.dated && ownParagraphs < STORY) {
      return Optional.of(new Verdict(Reason.CONSENT_WALL, "little text but consent's"));
    }
    if (page.bodyLength >= TEASER) {
      return Optional.empty();
    }
    Optional<String> paywall = signs.find("paywall", shown);
    if (paywall.isPresent() && page.bodyLength < NOTHING) {
      return Optional.of(new Verdict(Reason.PAYWALLED, quoted(paywall.get())));
    }
    return page.dated
        ? Optional.empty()
        : signs
            .find("javascript", shown)
            .map(sign -> new Verdict(Reason.ENABLE_JAVASCRIPT, quoted(sign)));
  }

  private static Optional<Verdict> video(PageEvidence page) {
    boolean text = page.bodyLength >= TEASER || !page.ownParagraphs().isEmpty();
    return page.saysVideo && !text && !page.saysArticle
        ? Optional.of(
            new Verdict(Reason.VIDEO_ONLY, "a video with " + page.bodyLength + " letters"))
        : Optional.empty();
  }

  private static Optional<Verdict> empty(PageEvidence page) {
    if (page.bodyLength == 0) {
      return Optional.of(new Verdict(Reason.EMPTY, "no text of an article on the page"));
    }
    return page.bodyLength < NOTHING && !page.saysArticle && !page.dated
        ? Optional.of(new Verdict(Reason.TOO_SHORT, page.bodyLength + " letters"))
        : Optional.empty();
  }

  private static String quoted(String sign) {
    return "says \"" + sign + "\"";
  }

  /** The letters of all blocks, counted until they are enough. */
  private static int letters(List<Block> blocks, int enough) {
    int letters = 0;
    for (int at = 0; at < blocks.size() && letters < enough; at++) {
      letters += letters(blocks.get(at).text());
    }
    return letters;
  }

  static int letters(String text) {
    int letters = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character > ' ') {
        letters += WordCounter.isWrittenWithoutSpaces(character) ? 3 : 1;
      }
    }
    return letters;
  }
}
