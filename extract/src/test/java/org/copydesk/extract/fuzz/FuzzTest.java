package org.copydesk.extract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Extracts torn pages until the time is up, and asserts that each ends well and in linear time.
 *
 * <p>{@code -Dfuzz.seconds=N} (60 by default) and {@code -Dfuzz.seed=N} (the clock's) choose how
 * long and which; the seed is printed. What is found is written to {@code target/fuzz}, to become a
 * file of {@code src/test/resources/fuzz} beside its repair.
 */
@Tag("fuzz")
final class FuzzTest {
  private static final int ENOUGH = 20;
  private static final int SLOW_ONES = 20;

  /** Four times the page may take four times the time, and as much again for noise. */
  private static final double LINEAR = 8;

  private final Check check = new Check();
  private final List<String> findings = new ArrayList<>();
  private final List<Slow> slow = new ArrayList<>();

  /** A page that took long for its length. */
  private record Slow(String page, double nanosACharacter) {}

  @Test
  void tornPagesEndWellAndInLinearTime() throws IOException, URISyntaxException {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    Duration limit = Duration.ofSeconds(Long.getLong("fuzz.seconds", 60));
    System.out.println("fuzz.seed=" + seed);
    List<String> seeds = Seeds.all();
    Random random = new Random(seed);
    long begun = System.nanoTime();
    long pages = 0;
    while (System.nanoTime() - begun < limit.toNanos() && findings.size() < ENOUGH) {
      Mutator mutator = new Mutator(random.nextLong());
      String page = mutator.mutate(pick(seeds, random), pick(seeds, random));
      examine(page);
      pages++;
    }
    System.out.println(pages + " pages of " + seeds.size() + " seeds");
    examineSlowOnes();

    assertThat(findings).as("with fuzz.seed=%d, after %d pages", seed, pages).isEmpty();
  }

  private void examine(String page) throws IOException {
    long begun = System.nanoTime();
    Optional<String> fault = check.fault(page);
    double nanos = System.nanoTime() - begun;
    if (fault.isPresent()) {
      report(fault.get(), page);
    } else if (page.length() > 2_000) {
      slow.add(new Slow(page, nanos / page.length()));
      slow.sort((one, other) -> Double.compare(other.nanosACharacter(), one.nanosACharacter()));
      slow.subList(Math.min(slow.size(), SLOW_ONES), slow.size()).clear();
    }
  }

  /** The slowest for their length, four times in a row: does the time grow as the page does? */
  private void examineSlowOnes() throws IOException {
    for (Slow one : slow) {
      long once = best(one.page());
      long fourTimes = best(one.page().repeat(4));
      if (fourTimes > LINEAR * once && fourTimes > Duration.ofMillis(50).toNanos()) {
        report(
            "%d us, and %d us for four times the page".formatted(once / 1000, fourTimes / 1000),
            one.page());
      }
    }
  }

  private long best(String page) {
    long best = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3; attempt++) {
      best = Math.min(best, check.nanos(page));
    }
    return best;
  }

  private void report(String fault, String page) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "fuzz"));
    Path file = folder.resolve("finding-" + findings.size() + ".html");
    Files.writeString(file, page.replaceAll("[\uD800-\uDFFF]", "\uFFFD"));
    findings.add(fault + ": " + file);
    System.out.println(fault + ": " + file);
  }

  private static String pick(List<String> seeds, Random random) {
    return seeds.get(random.nextInt(seeds.size()));
  }
}
