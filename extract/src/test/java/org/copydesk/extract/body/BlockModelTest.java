package org.copydesk.extract.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.copydesk.extract.phrase.PhraseRules;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class BlockModelTest {
  @Test
  void modelsAskForTheFeaturesThatAreReadInTheirOrder() {
    PageLayout layout = LayoutReader.read(Jsoup.parse("<p>One paragraph of text.</p>").body());
    PageWeigher.weighByShape(layout);
    FeatureReader reader = new FeatureReader(layout, PhraseRules.bundled(), BodyHints.none());
    reader.look(layout.root());
    FeatureRow row = FeatureRow.named();

    reader.read(layout.blocks().getFirst(), row);

    assertThat(BlockModel.FIRST.featureNames()).isEqualTo(row.names());
    assertThat(BlockModel.SECOND.featureNames()).isEqualTo(row.names());
  }
}
