package org.copydesk.extract.metadata;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.copydesk.extract.Image;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds the article's images: JSON-LD, og:image, and captions of figures that show the same file.
 */
final class ImageFinder {
  private static final int MAX_IMAGES = 20;
  private static final int MAX_CAPTION = 1_000;

  private final PageFacts facts;
  private final Map<Element, String> figureSources = new HashMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Candidates<List<Image>> candidates = new Candidates<>("image", ImageFinder::shown);

  ImageFinder(PageFacts facts) {
    this.facts = facts;
  }

  Candidates<List<Image>> find() {
    LinkedObject article = facts.article();
    if (article != null) {
      article.values("image").forEach(this::addLinked);
    }
    flush("json-ld:image");
    add(
        facts.scan().meta("og:image", "og:image:url", "og:image:secure_url"),
        facts.metaText(MAX_CAPTION, "og:image:alt"),
        number(facts.scan().meta("og:image:width")),
        number(facts.scan().meta("og:image:height")));
    flush("meta:og:image");
    add(facts.scan().meta("twitter:image", "twitter:image:src"), null, null, null);
    flush("meta:twitter:image");
    candidates.chooseFirst("first in order of trust");
    return candidates;
  }

  private void addLinked(Object value) {
    if (value instanceof String url) {
      add(url, null, null, null);
    } else if (value instanceof LinkedObject reference) {
      LinkedObject object = facts.jsonLd().resolve(reference);
      String url = object.text("url") != null ? object.text("url") : object.text("contentUrl");
      String caption =
          object.text("caption") != null ? object.text("caption") : object.text("description");
      add(url, caption, number(object.text("width")), number(object.text("height")));
    }
  }

  private void add(
      @Nullable String href,
      @Nullable String caption,
      @Nullable Integer width,
      @Nullable Integer height) {
    URI url = CanonicalUrl.resolve(facts.url(), href);
    if (url == null || images.size() >= MAX_IMAGES) {
      return;
    }
    String own =
        caption == null ? null : PageFacts.textOrNull(MetadataText.clean(caption, MAX_CAPTION));
    images.putIfAbsent(
        url.toString(),
        new Image(url.toString(), own == null ? captionOf(url) : own, width, height));
  }

  /** The caption of the figure that shows a file of the same name. */
  private @Nullable String captionOf(URI url) {
    String file = fileName(url.getPath());
    if (file.length() < 5) {
      return null;
    }
    for (Element figure : facts.scan().figures) {
      String sources = figureSources.computeIfAbsent(figure, ImageFinder::sourcesIn);
      if (sources.contains(file)) {
        return captionIn(figure);
      }
    }
    return null;
  }

  private static String sourcesIn(Element figure) {
    StringBuilder sources = new StringBuilder();
    for (Element image : figure.getElementsByTag("img")) {
      sources.append(image.attr("src")).append(' ').append(image.attr("srcset")).append(' ');
    }
    return sources.toString();
  }

  private static @Nullable String captionIn(Element figure) {
    Element caption = figure.getElementsByTag("figcaption").first();
    return caption == null ? null : PageFacts.textOrNull(MetadataText.of(caption, MAX_CAPTION));
  }

  private static String fileName(@Nullable String path) {
    return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
  }

  private void flush(String source) {
    if (!images.isEmpty()) {
      candidates.add(source, new ArrayList<>(images.values()));
      images.clear();
    }
  }

  private static @Nullable Integer number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String digits =
        text.endsWith("px") ? text.substring(0, text.length() - 2).strip() : text.strip();
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= 6
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain && !digits.equals("0") ? Integer.valueOf(digits) : null;
  }

  private static String shown(List<Image> images) {
    return String.join(" ", images.stream().map(Image::url).toList());
  }
}
