package org.copydesk.extract.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.copydesk.extract.Trace;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HostSketchTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @RepeatedTest(60)
  void mergeIsCommutativeAssociativeAndIdempotent(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    HostSketch a = randomSketch(random);
    HostSketch b = randomSketch(random);
    HostSketch c = randomSketch(random);

    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(a)).isEqualTo(a);
    assertThat(a.merge(HostSketch.empty())).isEqualTo(a);
  }

  @RepeatedTest(20)
  void bytesGiveTheSketchBack(RepetitionInfo repetition) {
    HostSketch sketch = randomSketch(new Random(repetition.getCurrentRepetition()));

    assertThat(HostSketch.fromBytes(sketch.toBytes())).isEqualTo(sketch);
  }

  @Test
  void sketchStaysSmallHoweverMuchIsSeen() {
    HostSketch sketch = HostSketch.empty();
    for (int page = 0; page < 200; page++) {
      List<String> lines = new ArrayList<>();
      for (int line = 0; line < 300; line++) {
        lines.add("line " + "abcdefghij".charAt(line % 10) + " number " + page + " of " + line);
      }
      sketch = sketch.observe("p" + page, START.plusSeconds(page), trace(lines));
    }

    assertThat(sketch.pageCount()).isEqualTo(HostSketch.MAX_PAGES);
    assertThat(sketch.toBytes().length).isLessThan(18_000);
  }

  @Test
  void oldPagesAreForgotten() {
    HostSketch old = HostSketch.empty().observe("a", START, trace(List.of("Carried by Quillbot")));

    HostSketch later =
        old.observe("b", START.plus(Duration.ofDays(200)), trace(List.of("Another line")));

    assertThat(later.pageCount()).isEqualTo(1);
  }

  @Test
  void bytesOfSomethingElseAreRefused() {
    byte[] right = randomSketch(new Random(7)).toBytes();
    byte[] longer = Arrays.copyOf(right, right.length + 1);
    byte[] newer = right.clone();
    newer[0] = 2;

    for (byte[] wrong : List.of(new byte[0], new byte[] {1, 9}, longer, newer)) {
      assertThatIllegalArgumentException().isThrownBy(() -> HostSketch.fromBytes(wrong));
    }
  }

  private static HostSketch randomSketch(Random random) {
    HostSketch sketch = HostSketch.empty();
    int pages = random.nextInt(90);
    for (int page = 0; page < pages; page++) {
      List<String> lines = new ArrayList<>();
      for (int line = random.nextInt(6); line >= 0; line--) {
        lines.add("line " + (char) ('a' + random.nextInt(26)));
      }
      Instant at = START.plus(Duration.ofDays(random.nextInt(250)));
      sketch = sketch.observe("page " + random.nextInt(120), at, trace(lines));
    }
    return sketch;
  }

  private static Trace trace(List<String> lines) {
    Trace.Features features = new Trace.Features("p", 10, 0, "", 1);
    List<Trace.BlockDecision> blocks = new ArrayList<>();
    for (String line : lines) {
      blocks.add(
          new Trace.BlockDecision(blocks.size(), true, "kept:text", null, null, features, line));
    }
    return new Trace("UTF-8", List.of(), blocks, List.of());
  }
}
