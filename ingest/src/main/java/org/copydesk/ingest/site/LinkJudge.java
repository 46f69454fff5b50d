package org.copydesk.ingest.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells links to articles from all others by a weighted sum: how the address is built, how long the
 * link's text is, where it stands, what else of the same shape stands on the page, and what is
 * known of that shape from earlier looks. Knows no host by name. Immutable, safe for many threads.
 */
final class LinkJudge {

  private static final int FEATURES = 14;

  /**
   * Fitted to the links of news pages with known articles (docs/ingest.md), drawn towards what a
   * reader would say, and rounded.
   */
  private static final double[] WEIGHTS = {
    -3.0, 3.0, 1.5, 1.5, 1.7, 1.8, 1.0, 1.0, -1.0, 0.7, -1.2, -3.0, 0.7, -1.2
  };

  /** What an address that was not there at an earlier look gains: navigation stays as it is. */
  private static final double CAME_LATER = 1.5;

  /** What the history of a shape can weigh at most. */
  private static final double HISTORY = 2.0;

  private LinkJudge() {}

  /** What the links of one shape on a page have in common. */
  record Group(int size, double letters) {}

  /**
   * What earlier looks showed of the links of one shape that are still there.
   *
   * @param taken taken for articles
   * @param constant there for long, and not taken
   */
  record History(int taken, int constant) {
    static final History NONE = new History(0, 0);

    History and(History other) {
      return new History(taken + other.taken, constant + other.constant);
    }

    double weight() {
      double odds = Math.log((taken + 1.0) / (constant + 1.0));
      return Math.max(-HISTORY, Math.min(HISTORY, odds));
    }
  }

  static Map<String, Group> groups(List<PageLink> links) {
    Map<String, Group> groups = new HashMap<>();
    for (PageLink link : links) {
      groups.merge(
          link.shape().text(),
          new Group(1, link.letters()),
          (one, two) -> new Group(one.size() + two.size(), one.letters() + two.letters()));
    }
    return groups;
  }

  /**
   * Positive for what is rather an article.
   *
   * @param cameLater whether the page was looked at before and did not show it
   */
  static double score(PageLink link, Group group, History history, boolean cameLater) {
    double[] features = features(link, group);
    double score = history.weight() + (cameLater ? CAME_LATER : 0);
    for (int i = 0; i < FEATURES; i++) {
      score += features[i] * WEIGHTS[i];
    }
    return score;
  }

  private static double[] features(PageLink link, Group group) {
    LinkShape shape = link.shape();
    double meanLetters = group.letters() / group.size();
    return new double[] {
      1,
      flag(shape.dateParts() >= 2),
      flag(shape.idDigits() >= 5),
      flag(shape.idDigits() == 4 || shape.dateParts() == 1),
      flag(shape.slugWords() >= 3),
      flag(shape.slugWords() >= 5),
      flag(link.letters() >= 20),
      flag(link.letters() >= 35),
      flag(link.letters() < 12),
      flag(link.isHeading()),
      flag(link.isInMenu()),
      flag(shape.isStatic()),
      flag(group.size() >= 4 && meanLetters >= 25),
      flag(shape.depth() <= 1 && shape.slugWords() < 3 && shape.idDigits() < 4),
    };
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
