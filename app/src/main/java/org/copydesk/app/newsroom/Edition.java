package org.copydesk.app.newsroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which text each article of a site is made of: two finished stories, then one of a series, while
 * stories last; then series in turn. A headline comes once. The same texts give the same edition.
 * Immutable.
 */
final class Edition {
  private static final int TRIES = 2_000;

  /** One article before it has a date: a template and the seed of its slots. */
  record Draft(StoryTemplate template, long seed) {
    String headline() {
      return field("headline", Map.of());
    }

    /** Every third article of a series, and every story, of those that have a correction. */
    boolean isCorrected() {
      return template.correction() != null
          && (!template.isSeries() || Long.remainderUnsigned(seed, 3) == 0);
    }

    /** The named field, filled; empty where the text has none. */
    String field(String name, Map<String, String> dates) {
      return Fill.in(template.fields().getOrDefault(name, ""), "{", "}", values(dates));
    }

    List<Block> blocks(Map<String, String> dates, boolean corrected) {
      return template.blocks(seed, values(dates), corrected);
    }

    private Map<String, String> values(Map<String, String> dates) {
      Map<String, String> values = new HashMap<>(dates);
      values.putAll(template.values(seed));
      return values;
    }
  }

  private final List<Draft> drafts;

  private Edition(List<Draft> drafts) {
    this.drafts = List.copyOf(drafts);
  }

  static Edition of(SiteTexts texts, int limit) {
    Iterator<StoryTemplate> stories = texts.stories().iterator();
    Set<String> headlines = new HashSet<>();
    List<Draft> drafts = new ArrayList<>();
    int fromSeries = 0;
    while (drafts.size() < limit) {
      boolean isStory = stories.hasNext() && drafts.size() % 3 != 2;
      StoryTemplate template =
          isStory ? stories.next() : texts.series().get(fromSeries++ % texts.series().size());
      drafts.add(draft(template, texts.id(), drafts.size(), headlines));
    }
    return new Edition(drafts);
  }

  Draft draft(int number) {
    return drafts.get(number);
  }

  private static Draft draft(
      StoryTemplate template, String siteId, int number, Set<String> headlines) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long seed = StoryTemplate.mix(siteId.hashCode() * 31L + number * 7_919L + attempt * 104_729L);
      Draft draft = new Draft(template, seed);
      if (headlines.add(draft.headline())) {
        return draft;
      }
    }
    throw new IllegalStateException(
        siteId + ": no unused headline left for " + template.fields().get("headline"));
  }
}
