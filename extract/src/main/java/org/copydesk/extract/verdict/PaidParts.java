package org.copydesk.extract.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Selector.SelectorParseException;

/** The parts of a page that it marks as not free, by the selectors of its linked data. */
final class PaidParts {
  private PaidParts() {}

  /** How many letters the page shows of them; empty when no selector can be read. */
  static OptionalInt letters(Document document, List<String> selectors) {
    return selectors.stream()
        .map(selector -> parts(document, selector))
        .flatMap(Optional::stream)
        .mapToInt(PaidParts::longest)
        .max();
  }

  private static int longest(Elements parts) {
    return parts.stream().map(Element::text).mapToInt(ArticleJudge::letters).max().orElse(0);
  }

  /** Empty for what is no selector: the page errs, its other selectors may still say something. */
  private static Optional<Elements> parts(Document document, String selector) {
    try {
      return Optional.of(document.select(selector));
    } catch (SelectorParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
