package org.copydesk.app.why;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.copydesk.ingest.why.OwnersAnswer;
import org.copydesk.ingest.why.ParkedUrls;
import org.copydesk.pipeline.message.Json;
import org.copydesk.pipeline.message.SourceState;
import org.copydesk.pipeline.message.UnreadableMessageException;

/** Asks running ingest services what only they know, at their status addresses. */
public final class OwnerClient implements WhyReader.Owners {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final List<String> addresses;

  /**
   * @param addresses such as {@code http://127.0.0.1:8080}
   */
  public OwnerClient(List<String> addresses) {
    this.addresses = addresses.stream().distinct().toList();
  }

  /** What the owner of the subject's host knows; empty when none of the addresses is the owner. */
  @Override
  public Optional<OwnersAnswer> ask(String subject) throws InterruptedException {
    for (String address : addresses) {
      Optional<OwnersAnswer> answer =
          ask(address, "owner", subject, OwnersAnswer.class).filter(OwnersAnswer::owned);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /** The state of a source as its owner has it. */
  public Optional<SourceState> sourceState(String id) throws InterruptedException {
    for (String address : addresses) {
      Optional<SourceState> state = ask(address, "source-state", id, SourceState.class);
      if (state.isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  /** What waits for its hosts at each of those that answer. */
  public List<ParkedUrls> parked() throws InterruptedException {
    List<ParkedUrls> answers = new ArrayList<>();
    for (String address : addresses) {
      ask(address, "parked", "all", ParkedUrls.class).ifPresent(answers::add);
    }
    return answers;
  }

  private static <T> Optional<T> ask(String address, String name, String about, Class<T> type)
      throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      String text = URLEncoder.encode(about, StandardCharsets.UTF_8);
      URI question = URI.create("%s/%s?about=%s".formatted(address, name, text));
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(question).timeout(LIMIT).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200
          ? Optional.of(Json.read(answer.body(), type))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException | UnreadableMessageException noAnswer) {
      // Nobody is there, or no ingest service: the topics have to do.
      return Optional.empty();
    }
  }
}
