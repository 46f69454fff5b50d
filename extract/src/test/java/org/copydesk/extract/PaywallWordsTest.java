package org.copydesk.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words below a text that say that it goes on for those who pay. */
class PaywallWordsTest {
  private static final String TEXT =
      "The council voted on Tuesday night to close the old bridge over the river for two years,"
          + " after cracks were found in three of its pillars.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Il vous reste 74% de cet article à lire.</p><p>La suite est réservée aux abonnés.</p>",
        "<h3>Weiterlesen mit Plus</h3><p>Testen Sie Plus vier Wochen lang.</p>",
        "<p>Läs vidare för 1 kr första månaden.</p><p>Redan prenumerant? Logga in</p>",
        "<p>Create a free account to read the rest of this article.</p>",
        "<p>Contenido exclusivo para suscriptores</p>",
        "<p>Questo articolo è riservato agli abbonati</p>",
        "<p>Dit artikel is alleen voor abonnees</p>",
        "<p>この記事は有料会員限定です。残り812文字</p>",
        "<p>Полный текст доступен только подписчикам</p>"
      })
  void wordsOfAPaywallBelowTheTextMarkItAsCut(String wall) {
    Article article = article("", "<div>" + wall + "</div>");

    assertThat(article.truncated()).isTrue();
    assertThat(article.articleBody())
        .contains("cracks were found")
        .doesNotContain("Il vous reste", "La suite", "Weiterlesen", "Läs vidare", "free account");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Полный текст доступен на сайте города.",
        "Чтобы дочитать книгу, ему понадобилось два года.",
      })
  void sentenceWithTheWordsOfAPaywallDoesNotMarkTheTextAsCut(String sentence) {
    assertThat(article("", "<p>" + sentence + "</p>").truncated()).isFalse();
  }

  @Test
  void wordsOfAPaywallFarBelowTheTextDoNot() {
    String between = "<ul><li>Imprint</li><li>Contact</li><li>Terms of use</li></ul>".repeat(2);

    assertThat(article("", "<footer>" + between + "<p>To continue reading, log in</p></footer>"))
        .extracting(Article::truncated, InstanceOfAssertFactories.BOOLEAN)
        .isFalse();
  }

  @Test
  void paragraphAboveAPaywallIsACutArticle() {
    String data =
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\","
            + "\"isAccessibleForFree\":false}</script>";

    assertThat(article(data, "<div class=paywall><p>Already a subscriber? Log in.</p></div>"))
        .extracting(Article::truncated, InstanceOfAssertFactories.BOOLEAN)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h3>Subscribe to go on</h3><p>Choose the plan that suits you and get every story of the"
            + " Gazette on all your devices.</p><ul><li>Digital: $4 a month for the first year</li>"
            + "<li>Digital and print: $12 a month, cancel at any time</li></ul>",
        "<p>You have read your last free story of this month.</p><p>Monthly 4 €</p><p>Yearly 40 €</p>",
        "<h3>Artikel mit Plus lesen</h3><p>Im Abonnement ab 4 € im Monat</p><p>Jederzeit kündbar</p>",
        "<h3>Reservado a suscriptores</h3><p>Toda la actualidad de la ciudad, y sin publicidad.</p>"
            + "<p>Un año por 20 €</p>",
      })
  void offersInABoxNamedForAPaywallAreNoText(String offers) {
    assertThat(article("", "<div class=paywall>" + offers + "</div>").articleBody())
        .isEqualTo(TEXT + "\n\nSome 14,000 cars cross it every day.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>The ferry will sail twenty times a day, and the town pays $4 million for it.</p>"
            + "<p>A crossing costs $2, the mayor said, and children need no ticket at all.</p>",
        "<p>Work is to begin next month and will go on for two years, said the engineer who has looked"
            + " after the bridge since 1998 and knows each of its stones.</p><p>The ferry's operator"
            + " sells a subscription for $20.</p><p>A single crossing costs $2.</p>",
        "<p>The old toll house</p><p>It was built in 1871, and the last keeper left it in 1964.</p>"
            + "<p>The school by the pier</p><p>Some 120 children cross the bridge on their way.</p>",
      })
  void textInABoxNamedForAPaywallStays(String text) {
    Article article = article("", "<div class=paywall>" + text + "</div>");

    assertThat(article.blocks()).hasSize(2 + text.split("<p>", -1).length - 1);
  }

  private static Article article(String head, String wall) {
    String html =
        "<html><head><title>The old bridge</title>"
            + head
            + "</head><body><article><h1>The old bridge</h1><p>"
            + TEXT
            + "</p><p>Some 14,000 cars cross it every day.</p>"
            + wall
            + "</article></body></html>";
    return ((Extraction.Found) Extractor.create().extract(PageInput.of(html))).article();
  }
}
