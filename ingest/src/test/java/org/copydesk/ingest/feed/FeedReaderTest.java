package org.copydesk.ingest.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedReaderTest {

  private static final URI ADDRESS = URI.create("https://feeds.example.org/news/feed.xml");
  private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
  private static final String ITEM =
      "<item><title>Harbour reopens</title><link>https://example.org/harbour</link>"
          + "<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>";
  private static final String SECOND =
      "<item><title>Rain ahead</title><link>https://example.org/rain</link>"
          + "<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>";

  private final FeedReader reader =
      new FeedReader(
          new FeedDates(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version='1.0'?><!-- %s --><rss version='2.0'><channel>%s%s</channel></rss>junk",
        "<?xml version='1.0'?><!-- %s --><rss version='2.0'><channel>%s%s<item><title>cut",
      })
  void lettersThatGrowInLowerCaseMoveNoCut(String feed) {
    Feed read = read(feed.formatted("İ".repeat(60), ITEM, SECOND));

    assertThat(read.entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/harbour", "https://example.org/rain");
  }

  @Test
  void onlyTheEndOfTheRootThatWasOpenedEndsAFeed() {
    String entry =
        "<entry><id>urn:%1$s</id><title>%1$s</title><updated>2026-11-23T08:00:00Z</updated>"
            + "<link href='https://example.org/%1$s'/><summary><![CDATA[</rss>]]></summary></entry>";
    String head =
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>i</id>"
            + "<updated>2026-11-23T08:00:00Z</updated>";

    Feed read = read(head + entry.formatted("a") + entry.formatted("b") + "</feed>");

    assertThat(read.entries()).hasSize(2);
    assertThat(read.repairs()).isEmpty();
  }

  @Test
  void rssGivesLinksDatesTitlesAndItsTimeToLive() {
    Feed feed = read(rss("<ttl>30</ttl>" + ITEM + SECOND));

    assertThat(feed.entries())
        .containsExactly(
            new FeedEntry("https://example.org/harbour", MORNING, null, "Harbour reopens"),
            new FeedEntry("https://example.org/rain", MORNING, null, "Rain ahead"));
    assertThat(feed.timeToLive()).isEqualTo(Duration.ofMinutes(30));
    assertThat(feed.repairs()).isEmpty();
  }

  @Test
  void atomGivesTheAlternateLinkAndBothDates() {
    Feed feed =
        read(
            """
            <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>i</id>
            <updated>2026-11-23T09:00:00Z</updated><entry><id>urn:1</id><title type="html">A &lt;b&gt;B&lt;/b&gt;</title>
            <link rel="self" href="https://example.org/self"/><link rel="alternate" href="https://example.org/a"/>
            <published>2026-11-23T08:00:00Z</published><updated>2026-11-23T09:00:00Z</updated></entry></feed>""");

    assertThat(feed.entries())
        .containsExactly(
            new FeedEntry(
                "https://example.org/a", MORNING, Instant.parse("2026-11-23T09:00:00Z"), "A B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<u:updated xmlns:u=\"http://www.w3.org/2005/Atom\">2026-11-23T09:00:00Z</u:updated>",
        "<d:modified xmlns:d=\"http://purl.org/dc/terms/\">2026-11-23T09:00:00Z</d:modified>",
      })
  void rssGivesTheDateOfAChangeThatItBorrowsFromOthers(String change) {
    Feed feed = read(rss(ITEM.replace("</item>", change + "</item>")));

    assertThat(feed.entries())
        .extracting(FeedEntry::updated)
        .containsExactly(Instant.parse("2026-11-23T09:00:00Z"));
    assertThat(feed.repairs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-22T10:00:00.1234567+01:00 | 2026-11-22T09:00:00Z",
        "Sun, 22 Nov 2026 10:00:00 GMT | 2026-11-22T10:00:00Z",
        "Sun, 31 Nov 2025 10:00:00 GMT |",
        "0001-01-01T00:00:00Z |",
      })
  void dateMeansTheSameInRssAndAtom(String text, @Nullable Instant date) {
    Feed rss = read(rss(ITEM.replace("Mon, 23 Nov 2026 08:00:00 GMT", text)));
    Feed atom = read(atom("<link href='https://example.org/a'/><updated>" + text + "</updated>"));

    assertThat(rss.entries()).extracting(FeedEntry::published).containsExactly(date);
    assertThat(atom.entries()).extracting(FeedEntry::updated).containsExactly(date);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<link rel='http://www.iana.org/assignments/relation/alternate' href='https://x.example/a'/>",
        "<link type='application/json' href='https://x.example/a.json'/><link type='text/html' href='https://x.example/a'/>",
        "<link rel='replies' href='https://x.example/c'/><content type='text/html' src='https://x.example/a'/>",
        "<link rel='enclosure' href='https://x.example/a.mp3'/><id>https://x.example/a</id>",
        "<link href=' https://x.example/a '/><source><link href='https://y.example/'/></source>",
        "<link xml:base='https://x.example/s/' href='../a'/>",
      })
  void atomEntryLeadsToItsPage(String entry) {
    assertThat(read(atom(entry)).entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://x.example/a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<guid>https://x.example/a</guid>",
        "<guid isPermaLink='false'>https://x.example/a</guid>",
        "<link/><guid>https://x.example/a</guid>",
        "<link>https://count.example/1</link><f:origLink xmlns:f='f'>https://x.example/a</f:origLink>",
        "<link>https://x.example/a</link><f:origLink xmlns:f='f'/>",
        "<a:link xmlns:a='a' href='https://x.example/amp'/><link>https://x.example/a</link>",
        "<title>Not closed<link>https://x.example/a</link>",
        "<link>https://x.example/a</link><related><item><link>https://x.example/b</link></item></related>",
      })
  void rssItemLeadsToItsPage(String item) {
    Feed feed = read(rss("<item>" + item + "</item>"));

    assertThat(feed.entries()).extracting(FeedEntry::link).containsExactly("https://x.example/a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rss xml:base='https://x.example/b/'><channel>%s</channel></rss> | https://x.example/b/a.html",
        "<rss xml:base='b/'><channel xml:base='c/'>%s</channel></rss> | https://feeds.example.org/news/b/c/a.html",
        "<rss><channel><link>https://x.example/s/</link>%s</channel></rss> | https://x.example/s/a.html",
        "<rss><channel><link>/s/</link>%s</channel></rss> | a.html",
      })
  void relativeLinkIsOfTheBaseOrTheSiteThatTheFeedNames(String feed, String link) {
    assertThat(read(feed.formatted("<item><link>a.html</link></item>")).entries())
        .extracting(FeedEntry::link)
        .containsExactly(link);
  }

  @Test
  void channelsOfOneFeedAreAllRead() {
    Feed feed = read("<rss><channel>" + ITEM + "</channel><channel>" + SECOND + "</channel></rss>");

    assertThat(feed.entries()).hasSize(2);
  }

  @Test
  void feedThatIsAPackedFileIsUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(rss(ITEM).getBytes(UTF_8));
    }

    assertThat(read(packed.toByteArray(), "application/rss+xml").entries()).hasSize(1);
  }

  @Test
  void rdfIsRead() {
    Feed feed =
        read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title><link>l</link>
            <description>d</description></channel><item rdf:about="https://example.org/a"><title>A</title>
            <link>https://example.org/a</link><dc:date>2026-11-23T08:00:00Z</dc:date></item></rdf:RDF>""");

    assertThat(feed.entries())
        .containsExactly(new FeedEntry("https://example.org/a", MORNING, null, "A"));
  }

  @Test
  void jsonFeedIsRead() {
    Feed feed =
        read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [
              {"id": "1", "url": "https://example.org/a", "title": "A",
               "date_published": "2026-11-23T09:00:00+01:00"}, {"id": "no link"}, {}]}""");

    assertThat(feed.entries())
        .containsExactly(new FeedEntry("https://example.org/a", MORNING, null, "A"));
    assertThat(feed.linkless()).isEqualTo(2);
    assertThat(feed.repairs()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("brokenJsonFeeds")
  void brokenJsonFeedGivesTheItemsBeforeItsFault(String feed, Set<Repair> repairs) {
    String item = "{'id':'7','url':'https://example.org/a','title':'R&amp;D <b>grows</b>'}";

    Feed read = read(feed.replace("ITEM", item).replace('\'', '"'));

    assertThat(read.entries())
        .containsExactly(new FeedEntry("https://example.org/a", null, null, "R&D grows"));
    assertThat(read.repairs()).isEqualTo(repairs);
  }

  static Stream<Arguments> brokenJsonFeeds() {
    return Stream.of(
        Arguments.of("{'items':[ITEM]} trailing {", Set.of()),
        Arguments.of("{'items':[ITEM,{'url':'https://example.org/cu", Set.of(Repair.TRUNCATED)),
        Arguments.of("{'items':[ITEM] // by hand\n}", Set.of()),
        Arguments.of("{'title':'two\nlines','items':[ITEM]}", Set.of(Repair.LENIENT)),
        Arguments.of("{/* by hand */'items':[ITEM,]}", Set.of(Repair.LENIENT)),
        Arguments.of("{'title':'\t','items':[ITEM,{]", Set.of(Repair.LENIENT, Repair.TRUNCATED)),
        Arguments.of("Warning: slow\n{'items':[ITEM]}", Set.of(Repair.LEADING_JUNK)));
  }

  @Test
  void braceInTheJunkBeforeAnXmlFeedMakesItNoJson() {
    Feed read = read("notice {\"items\"} " + rss(ITEM));

    assertThat(read.entries()).hasSize(1);
    assertThat(read.repairs()).containsExactly(Repair.LEADING_JUNK);
  }

  @Test
  void jsonItemIsFoundByItsIdOnlyWhereThatIsAnAddress() {
    Feed read = read("{\"items\":[{\"id\":\"7\"},{\"id\":\"https://example.org/a\"},\"junk\"]}");

    assertThat(read.entries()).extracting(FeedEntry::link).containsExactly("https://example.org/a");
    assertThat(read.linkless()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<x>\u0001</x> | CONTROL_CHARACTERS",
        "<x>fish & chips</x> | ENTITIES",
        "<x>a&nbsp;b &eacute; &unknown; &</x> | ENTITIES",
        "<x:y>unbound</x:y> | LENIENT",
        "<title>no end | LENIENT",
      })
  void damagedFeedKeepsItsEntries(String damage, Repair repair) {
    Feed feed = read(rss(damage + ITEM + SECOND));

    assertThat(feed.entries())
        .extracting(FeedEntry::link)
        .contains("https://example.org/harbour", "https://example.org/rain");
    assertThat(feed.repairs()).contains(repair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"]>", "]", "] ]>", "", "]]"})
  void cdataSectionWithoutItsEndSwallowsNothing(String end) {
    String broken = ITEM.replace("Harbour reopens", "<![CDATA[Harbour reopens" + end);
    String whole = SECOND.replace("Rain ahead", "<![CDATA[Rain ahead]]>");

    Feed inTheMiddle = read(rss(broken + whole + ITEM));
    Feed last = read(rss(whole + broken));

    assertThat(inTheMiddle.entries())
        .extracting(FeedEntry::title)
        .containsExactly("Harbour reopens", "Rain ahead", "Harbour reopens");
    assertThat(last.entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/rain", "https://example.org/harbour");
    assertThat(inTheMiddle.repairs()).containsExactly(Repair.CDATA);
    assertThat(last.repairs()).containsExactly(Repair.CDATA);
  }

  @Test
  void addressBehindAnEmptyLinkIsItsOwn() {
    Feed feed = read(rss("<item><link/>https://example.org/a<guid>7</guid></item>"));

    assertThat(feed.entries()).extracting(FeedEntry::link).containsExactly("https://example.org/a");
  }

  @Test
  void endTagInAWholeCdataSectionEndsNothing() {
    Feed feed =
        read(
            atom(
                "<link href='https://example.org/a'/><title><![CDATA[The &lt;title> of"
                    + " </title>]]></title><summary><![CDATA[b]]></summary>"));

    assertThat(feed.repairs()).isEmpty();
    assertThat(feed.entries()).extracting(FeedEntry::title).containsExactly("The <title> of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss><channel><language>%s</language>ITEM</channel></rss>",
        "<rss><channel xmlns:dc='d'><dc:language>%s</dc:language>ITEM</channel></rss>",
        "<rss xml:lang='%s'><channel>ITEM</channel></rss>",
        "<feed xml:lang='en'><entry xml:lang='%s'><link href='https://example.org/a'/>"
            + "<published>23 lip 2026</published></entry></feed>",
        "{'language':'%s','items':[{'url':'https://example.org/a','date_published':'23 lip 2026'}]}",
        "{'items':[{'language':'%s','id':'https://example.org/a','date_published':'23 lip 2026'}]}",
      })
  void monthsAreThoseOfTheFeedsLanguage(String feed) {
    String item = ITEM.replace("Mon, 23 Nov 2026 08:00:00 GMT", "23 lip 2026");
    String written = feed.replace("ITEM", item);
    String text = written.startsWith("{") ? written.replace('\'', '"') : written;

    assertThat(read(text.formatted("pl")).entries())
        .extracting(FeedEntry::published)
        .containsExactly(Instant.parse("2026-07-23T00:00:00Z"));
    assertThat(read(text.formatted("hr_HR")).entries())
        .extracting(FeedEntry::published)
        .containsExactly(Instant.parse("2026-06-23T00:00:00Z"));
  }

  @Test
  void junkAroundTheFeedIsDropped() {
    Feed feed = read("Warning: line 3\n" + rss(ITEM) + "<!-- cached --><script>x</script>");

    assertThat(feed.entries()).hasSize(1);
    assertThat(feed.repairs()).containsOnly(Repair.LEADING_JUNK, Repair.TRAILING_JUNK);
  }

  @Test
  void truncatedFeedGivesItsWholeEntriesAndNoHalfLink() {
    String whole = rss(ITEM + SECOND);

    Feed feed = read(whole.substring(0, whole.indexOf("/rain") + 3));

    assertThat(feed.entries())
        .extracting(FeedEntry::link)
        .containsExactly("https://example.org/harbour");
    assertThat(feed.repairs()).contains(Repair.TRUNCATED);
  }

  @Test
  void localisedDatesAreRead() {
    Feed feed = read(rss(ITEM.replace("Mon, 23 Nov", "lundi 23 novembre")));

    assertThat(feed.entries()).extracting(FeedEntry::published).containsExactly(MORNING);
  }

  @ParameterizedTest
  @CsvSource({
    "text/xml, UTF-8, UTF-8",
    "text/xml, UTF-8, ISO-8859-1",
    "text/xml; charset=utf-8, ISO-8859-1, ISO-8859-1",
    "text/xml; charset=iso-8859-1, UTF-8, UTF-8",
    "text/xml; charset=no-such-charset, no-such-either, UTF-8",
    ", windows-1251, windows-1251",
  })
  void textSurvivesWrongCharsets(@Nullable String type, String declared, String real) {
    String title = real.equals("windows-1251") ? "Порт открыт" : "Port rouvert à Sète";
    String xml =
        "<?xml version=\"1.0\" encoding=\""
            + declared
            + "\"?>"
            + rss(ITEM.replace("Harbour reopens", title));

    assertThat(read(xml.getBytes(Charset.forName(real)), type).entries())
        .extracting(FeedEntry::title)
        .containsExactly(title);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1251 | Порт открыт после бури, паромы снова ходят по расписанию",
        "KOI8-R | Порт открыт после бури, паромы снова ходят по расписанию",
        "windows-1256 | إعادة فتح الميناء بعد العاصفة",
        "Shift_JIS | 嵐の後に港が再開し、連絡船は定刻どおりに運航している",
        "GB18030 | 暴风雨过后港口重新开放，渡轮恢复正常航行",
        "EUC-KR | 폭풍이 지나간 뒤 항구가 다시 열렸다",
        "windows-1253 | Το λιμάνι άνοιξε ξανά μετά την καταιγίδα",
        "windows-1255 | הנמל נפתח מחדש לאחר הסערה הגדולה",
        "windows-1252 | Port rouvert à Sète",
        "windows-1252 | Hafen nach dem Sturm wieder geöffnet – Fähren fahren",
        "windows-1252 | O porto de São João reabre após a tempestade",
        "windows-1252 | “Señales” de España: el año",
        "windows-1252 | Übergrößenträger",
        "windows-1252 | Småbåter på Øya",
      })
  void charsetThatNobodyNamesIsGuessed(String charset, String title) {
    String language = charset.equals("windows-1256") ? "<language>ar-eg</language>" : "";
    String xml = rss(language + ITEM.replace("Harbour reopens", title));

    Feed feed = read(xml.getBytes(Charset.forName(charset)), null);

    assertThat(feed.entries()).extracting(FeedEntry::title).containsExactly(title);
  }

  @Test
  void unnamedCharsetIsGuessedFromAWholeFeedToo() {
    String titles = "Le maire réélu|Été à Nîmes|Grève: où va-t-on?|Cœur de ville|Noël déjà|L’âge";
    StringBuilder items = new StringBuilder();
    for (String title : titles.split("\\|", -1)) {
      items.append(ITEM.replace("Harbour reopens", title));
    }

    Feed feed = read(rss(items.toString()).getBytes(Charset.forName("windows-1252")), null);

    assertThat(feed.entries())
        .extracting(FeedEntry::title)
        .containsExactly(titles.split("\\|", -1));
  }

  @ParameterizedTest
  @CsvSource({"utf-16, UTF-8", "utf-16, windows-1252", "gb2312, GBK", "shift_jis, windows-31j"})
  void declaredCharsetMeansWhatItsPublishersMean(String declared, String real) {
    String title = real.equals("GBK") ? "镕基" : real.equals("windows-31j") ? "髙﨑" : "Sète rouvre";
    String xml = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>" + rss(ITEM);
    byte[] body = xml.replace("Harbour reopens", title).getBytes(Charset.forName(real));

    assertThat(read(body, "text/xml").entries())
        .extracting(FeedEntry::title)
        .containsExactly(title);
  }

  @Test
  void damagedCharacterDoesNotMakeTheOthersUnreadable() {
    byte[] body = rss(ITEM.replace("Harbour reopens", "Sète et Zürich: ÿ.")).getBytes(UTF_8);
    int damaged = new String(body, ISO_8859_1).indexOf("Ã¿.") + 1;
    byte[] cut = new byte[body.length - 1];
    System.arraycopy(body, 0, cut, 0, damaged);
    System.arraycopy(body, damaged + 1, cut, damaged, cut.length - damaged);

    Feed feed = read(cut, "text/xml; charset=utf-8");

    assertThat(feed.entries())
        .extracting(FeedEntry::title)
        .containsExactly("Sète et Zürich: \uFFFD.");
    assertThat(feed.repairs()).containsExactly(Repair.CHARSET);
  }

  @Test
  void utf16IsTold() {
    byte[] body = ("\uFEFF" + rss(ITEM)).getBytes(UTF_16LE);

    assertThat(read(body, "application/rss+xml").entries()).hasSize(1);
  }

  @Test
  void doctypeIsDroppedWithItsEntities() {
    Feed feed =
        read(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hosts\">]>"
                + rss(ITEM.replace("Harbour reopens", "a&x;b")));

    assertThat(feed.entries()).extracting(FeedEntry::title).containsExactly("a&x;b");
    assertThat(feed.repairs()).contains(Repair.DOCTYPE);
  }

  @Test
  void netscapeDoctypeIsHarmless() {
    Feed feed =
        read(
            "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\""
                + " \"http://my.netscape.com/publish/formats/rss-0.91.dtd\"><rss version=\"0.91\">"
                + "<channel><title>t</title><link>l</link><description>d</description>"
                + ITEM
                + "</channel></rss>");

    assertThat(feed.entries()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "<html><body>Sorry</body></html>", "sorry", "{}", "{\"items\"", "<a/>"})
  void whatIsNoFeedIsNamed(String text) {
    assertThat(reader.read(text.getBytes(UTF_8), null, ADDRESS))
        .isInstanceOf(FeedReading.Unreadable.class);
  }

  @ParameterizedTest
  @MethodSource("hostileFeeds")
  @Timeout(60)
  void hostileFeedEnds(String text) {
    assertThat(reader.read(text.getBytes(ISO_8859_1), null, ADDRESS)).isNotNull();
  }

  static Stream<Named<String>> hostileFeeds() {
    String laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>";
    return Stream.of(
        Named.of("entity bomb", laughs + rss("<x>&b;</x>" + ITEM)),
        Named.of("deep document", "<rss>" + "<a>".repeat(100_000)),
        Named.of("deep channel", rss("<a>".repeat(100_000) + ITEM)),
        Named.of("long title", rss("<item><title>" + "x".repeat(5_000_000) + "</title></item>")),
        Named.of("open brackets", "<".repeat(1_000_000)),
        Named.of("ampersands", "&".repeat(1_000_000)),
        Named.of("ampersands in a feed", rss("&".repeat(1_000_000))),
        Named.of("unclosed CDATA", rss("<![CDATA[".repeat(100_000))),
        Named.of("misspelt CDATA", rss("<a><![CDATA[x]></a>".repeat(100_000) + "]]>")),
        Named.of("doctype", "<!DOCTYPE" + "[".repeat(1_000_000)),
        Named.of("deep JSON", "{\"items\":" + "[".repeat(1_000_000)),
        Named.of("nested items", rss("<item><link>".repeat(50_000))),
        Named.of("nested titles", rss("<item>" + "<title>".repeat(50_000))));
  }

  private Feed read(String text) {
    return read(text.getBytes(UTF_8), null);
  }

  private Feed read(byte[] body, @Nullable String contentType) {
    FeedReading reading = reader.read(body, contentType, ADDRESS);
    assertThat(reading).isInstanceOf(FeedReading.Parsed.class);
    return ((FeedReading.Parsed) reading).feed();
  }

  private static String atom(String entry) {
    return "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><id>urn:1</id>"
        + entry
        + "</entry></feed>";
  }

  private static String rss(String items) {
    return "<rss version=\"2.0\"><channel><title>t</title><link>https://example.org</link>"
        + "<description>d</description>"
        + items
        + "</channel></rss>";
  }
}
