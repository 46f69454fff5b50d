package org.copydesk.extract.metadata;

import java.util.List;
import org.copydesk.extract.Author;
import org.copydesk.extract.Image;
import org.copydesk.extract.Provenance;
import org.copydesk.extract.PublishedDate;
import org.copydesk.extract.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * What a page says about its article. A null or an empty list: the page does not say.
 *
 * @param inLanguage BCP 47, the declared one where the text does not contradict it
 * @param canonicalUrl absolute, as the page names it; not yet checked against the page's own host
 *     beyond {@link CanonicalUrl}'s rule
 * @param isAccessibleForFree what JSON-LD says; null when it says nothing
 * @param paywalledSelectors the CSS selectors of JSON-LD's {@code hasPart} that are not free
 * @param types JSON-LD types of the article and {@code og:type}, as evidence of what the page is
 * @param articleBody JSON-LD's own text of the article, as a witness; often cut or without breaks
 * @param provenance for each field every candidate, the chosen one and why
 */
public record Metadata(
    @Nullable String headline,
    @Nullable String alternativeHeadline,
    @Nullable String description,
    List<Author> authors,
    @Nullable Publisher publisher,
    @Nullable PublishedDate datePublished,
    @Nullable PublishedDate dateModified,
    @Nullable String inLanguage,
    @Nullable String canonicalUrl,
    @Nullable String articleSection,
    List<String> keywords,
    List<Image> images,
    @Nullable Boolean isAccessibleForFree,
    List<String> paywalledSelectors,
    List<String> types,
    @Nullable String articleBody,
    List<Provenance> provenance) {

  public Metadata {
    authors = List.copyOf(authors);
    keywords = List.copyOf(keywords);
    images = List.copyOf(images);
    paywalledSelectors = List.copyOf(paywalledSelectors);
    types = List.copyOf(types);
    provenance = List.copyOf(provenance);
  }

  /** The news agency among those who signed, by the name under which Copydesk knows it, or null. */
  public @Nullable String signingAgency() {
    for (Author author : authors) {
      String agency = Agencies.get().named(author.name());
      if (agency != null) {
        return agency;
      }
    }
    return null;
  }
}
