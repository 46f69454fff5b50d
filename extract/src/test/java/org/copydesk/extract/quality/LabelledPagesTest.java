package org.copydesk.extract.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The labelled pages, of which {@code quality/verdicts} prints precision and recall. */
final class LabelledPagesTest {
  /** Of a hundred pages that are no article. */
  private static final int RECOGNISED = 95;

  private List<VerdictRun.Judged> judged = List.of();

  @BeforeEach
  void judge() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(LabelledPagesTest.class.getResource("/labelled")).toURI());
    judged = new VerdictRun().addLabelled(folder);
  }

  @Test
  void noArticleIsRefused() {
    assertThat(judged)
        .filteredOn(one -> one.truth().equals(VerdictRun.ARTICLE))
        .hasSizeGreaterThan(10)
        .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(VerdictRun.ARTICLE));
  }

  @Test
  void noPageIsRefusedForAWrongReason() {
    assertThat(judged)
        .filteredOn(one -> !one.verdict().equals(VerdictRun.ARTICLE))
        .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(one.truth()));
  }

  @Test
  void nearlyAllOtherPagesAreRecognised() {
    List<VerdictRun.Judged> others =
        judged.stream().filter(one -> !one.truth().equals(VerdictRun.ARTICLE)).toList();
    long right = others.stream().filter(one -> one.truth().equals(one.verdict())).count();

    assertThat(100 * right).isGreaterThanOrEqualTo(RECOGNISED * (long) others.size());
  }
}
