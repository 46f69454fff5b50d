package org.copydesk.extract.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseRulesTest {
  private final PhraseRules phrases = PhraseRules.bundled();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Přihlaste se k odběru krve v nemocnici, prosí lékaři.",
        "저작권자 단체는 30일 성명을 내고 법 개정을 요구했다.",
        "Lorem ipsum dolor sit amet is how a text begins that printers have used for centuries.",
        "Powered by strong exports, the regional economy grew by 0.4 percent in the third quarter.",
        "Posted in Kabul for three years, the diplomat left.",
        "Filed under seal in a Manhattan court, the lawsuit says that the builders knew of it.",
        "More from the state is what shopkeepers want, and they want it before the end of the year.",
        "Sign up here for emergency housing, the notice on the door of the town hall said.",
        "Melden Sie sich für eine Impfung bei Ihrem Hausarzt an, rät die Ärztin.",
        "To continue reading, writing and learning, the pupils will take a bus at six.",
        "Follow the rules on WhatsApp groups that the council has set up for its own people, he said.",
        "(c) the bridge may be used by ambulances and fire engines;",
        "Foreign workers should enjoy the same protection, with all rights reserved",
        "Todos los derechos reservados a los pueblos fueron ignorados durante un siglo.",
        "Tous droits réservés aux nobles furent abolis en une nuit.",
        "Alle Rechte vorbehalten wollte sich der Verein nur für das Archiv.",
        "In 2019 the islanders leased the shore with all rights reserved.",
        "El poeta cedió en 1978 su obra con todos los derechos reservados",
        "If you buy a house near the rail link, you pay for the quiet that you lose.",
        "When you purchase a phone, it is linked to your name for five years.",
        "“We may receive compensation for the fields,” the farmer said.",
        "“We earn a commission on each ticket,” said the man at the gate.",
        "Wir erhalten eine Provision von drei Prozent, sagt der Makler.",
        "As an Amazon associate, she carried parcels through the night.",
        "Please consider making a donation to the hospice in his memory.",
        "Please consider donating blood this week, the clinic wrote.",
        "Please consider donating to your local food bank, the family wrote.",
        "Please consider becoming a foster parent.",
        "“Help us keep the river free of plastic,” the scouts ask.",
        "Wspieraj niezależne kino, mówi plakat na rynku.",
        "An dieser Stelle befindet sich heute ein Parkplatz.",
        "An dieser Stelle finden Sie im Sommer die schönsten Steine.",
        "Personenbezogene Daten können an Behörden gehen, warnt die Stadt.",
        "Los comentarios serán moderados por una maestra jubilada, y la sala, dijo, quedará abierta.",
        "Testen Sie Ihr Wissen über die europäische Union.",
        "관련 기사 삭제를 법원에 요구했다."
      })
  void proseThatBeginsOrEndsLikeFurnitureStays(String line) {
    assertThat(phrases.reasonFor(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Social Media Auto Publish Powered By : XYZScripts.com",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Powered by Example CMS",
        "Posted in News, Transport",
        "Filed Under: Bridges",
        "More from the Example Post",
        "Sign up here to get it in your inbox.",
        "Melden Sie sich für unseren Newsletter an!",
        "Imprimir esta noticia Enviar a un amigo",
        "Los comentarios deberán ser aprobados antes de su publicación.",
        "Spread the love",
        "Leave A Reply",
        "Article continues below advertisement",
        "Der Artikel geht nach der Anzeige weiter",
        "Assine nossa newsletter",
        "Schrijf je in voor onze nieuwsbrief",
        "Bültenimize abone olun!",
        "ニュースレターに登録する",
        "订阅我们的电子报",
        "뉴스레터 구독하기",
        "Alle Rechte vorbehalten. © Beispiel-Nachrichten",
        "無断転載を禁じます。",
        "무단전재 및 재배포 금지",
        "<저작권자 ⓒ 보기신문, 무단 전재 및 재배포 금지>",
        "저작권자(c) 보기통신, 무단 전재-재배포 금지",
        "Lorem ipsum dolor sit amet.",
        "Přihlaste se k odběru newsletteru a nic vám neuteče",
        "版权所有，未经许可不得转载",
        "(c) 2024 Example Post",
        "(c) Example Press",
        "© 2024 The Example Post. All rights reserved.",
        "Example Post 2024, all rights reserved",
        "The Example Post, all rights reserved",
        "Copyright the people of the example post all rights reserved",
        "All rights reserved. No part of this page may be copied without leave of the publisher.",
        "Todos los derechos reservados El Mirador",
        "Todos los derechos reservados por El Mirador, 2024",
        "Tous droits réservés - toute reproduction interdite sans accord de la rédaction",
        "If you buy something through our links, we may earn a commission.",
        "When you purchase through links on our site, we may earn a little.",
        "As an Amazon Associate we earn from qualifying purchases.",
        "Please consider making a donation to support our work.",
        "Please consider becoming a supporter today.",
        "Help us keep our journalism free for everyone.",
        "An dieser Stelle befindet sich ein externer Inhalt von Beispieltube.",
        "An dieser Stelle finden Sie Inhalte aus einem sozialen Netz.",
        "Personenbezogene Daten können an Drittplattformen übermittelt werden.",
        "Testen Sie jetzt einen Monat für 1 Euro",
        "관련 기사: 항구 다리 수리 내년 봄으로 연기",
        "▶ 관련기사 : 다리 수리 연기",
        "This article contains affiliate links, which means that we may earn a commission when you"
            + " buy something that we wrote about, at no cost to you, as we have said before."
      })
  void lineOfFurnitureIsKnown(String line) {
    assertThat(phrases.reasonFor(line)).isPresent();
  }

  @Test
  void linkedLineMayBeLong() {
    String line =
        "More from the Example Post: the harbour bridge, the tunnel in the north and the new ferry";

    assertThat(phrases.reasonFor(line)).isEmpty();
    assertThat(phrases.reasonFor(line, 0.9)).contains("related-phrase");
  }
}
