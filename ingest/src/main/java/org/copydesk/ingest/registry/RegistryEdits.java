package org.copydesk.ingest.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.copydesk.ingest.registry.Edit.Result;
import org.copydesk.pipeline.config.SourceConfig;
import org.copydesk.pipeline.message.Ids;
import org.copydesk.pipeline.message.Source;

/**
 * Decides what operators' wishes change. The configuration file has the last word on what it
 * declares: commands can pause such a source, but neither change nor remove it, because the next
 * start would undo that. Each wish sees what those before it came to. Nothing is written here. Not
 * thread-safe.
 */
public final class RegistryEdits {

  private static final int SHORT_HASH = 8;

  /** What becomes of a source that is declared already in another way. */
  public enum Differing {
    /** It stays, and the wish is refused. */
    REFUSED,
    /** It stays, and that is well. */
    KEPT,
    /** It takes the form of the wish. */
    REPLACED
  }

  private final Registry registry;
  private final Map<String, Source> byId = new HashMap<>();
  private final Map<String, Source> byUrl = new HashMap<>();

  public RegistryEdits(Registry registry) {
    this.registry = registry;
    registry.all().forEach(source -> byId.put(source.id(), source));
    registry.declared().forEach(source -> byUrl.put(urlOf(source), source));
  }

  /**
   * Declares a source; declaring it again changes nothing.
   *
   * @param isNamed whether the operator chose the id; one made of the address gives way
   * @param differing what becomes of one that is declared already in another way
   */
  public Edit add(SourceConfig wish, boolean isNamed, Differing differing) {
    Source same = byId.get(wish.id());
    Source there = byUrl.get(Registry.normal(wish.url().toString()));
    boolean isOther = same != null && !urlOf(same).equals(Registry.normal(wish.url().toString()));
    if (there != null && (same == null || (isOther && !isNamed))) {
      return isNamed
          ? Edit.nothing(Result.REFUSED, wish.id(), "its address is followed as " + there.id())
          : Edit.nothing(Result.UNCHANGED, there.id(), "is followed already");
    }
    if (same != null && isOther && !isNamed) {
      String hash = Ids.sha256(wish.url().toString()).substring(0, SHORT_HASH);
      return added(declared(wish, wish.id() + "-" + hash, false));
    }
    return same == null ? added(declared(wish, wish.id(), false)) : again(same, wish, differing);
  }

  /** Pauses or resumes a source, with all that was found through it. */
  public Edit pause(String idOrUrl, boolean pause) {
    Source source = registry.named(idOrUrl).orElse(null);
    if (source == null) {
      return unknown(idOrUrl);
    }
    List<Source> changed =
        registry.family(source).stream()
            .filter(member -> member.paused() != pause)
            .map(member -> member.withPaused(pause))
            .toList();
    String state = pause ? "paused" : "followed";
    return changed.isEmpty()
        ? Edit.nothing(Result.UNCHANGED, source.id(), "is " + state + " already")
        : new Edit(Result.CHANGED, source.id(), "is " + state + " now", changed, List.of());
  }

  /**
   * Takes a source out, with all that was found through it.
   *
   * @param force also one that the configuration file declared
   */
  public Edit remove(String idOrUrl, boolean force) {
    Source source = registry.named(idOrUrl).orElse(null);
    if (source == null) {
      return unknown(idOrUrl);
    }
    return switch (source.origin()) {
      case CONFIG ->
          force
              ? removed(source)
              : Edit.nothing(
                  Result.REFUSED,
                  source.id(),
                  "is declared by the configuration file: take it out there, or pause it; --force"
                      + " removes it until the next start that finds it in the file");
      case DISCOVERED ->
          Edit.nothing(
              Result.REFUSED,
              source.id(),
              "was found through "
                  + Source.rootId(source.id())
                  + ", which would find it again:"
                  + " pause it, or remove that one");
      case COMMAND -> removed(source);
    };
  }

  private Edit again(Source same, SourceConfig wish, Differing differing) {
    Source wanted = declared(wish, same.id(), same.paused());
    boolean isEqual =
        same.kind() == wanted.kind()
            && urlOf(same).equals(urlOf(wanted))
            && Objects.equals(same.name(), wanted.name())
            && Objects.equals(same.every(), wanted.every());
    if (isEqual || differing == Differing.KEPT) {
      return Edit.nothing(Result.UNCHANGED, same.id(), "is followed already");
    }
    if (same.origin() == Source.Origin.CONFIG) {
      return Edit.nothing(
          Result.REFUSED,
          same.id(),
          "is declared by the configuration file in another way: change it there");
    }
    if (differing == Differing.REFUSED) {
      return Edit.nothing(
          Result.REFUSED,
          same.id(),
          "is followed already in another way (%s); --replace changes it".formatted(same.url()));
    }
    Source now = urlOf(same).equals(urlOf(wanted)) ? wanted.withMovedTo(same.movedTo()) : wanted;
    remember(now);
    boolean isElsewhere = !same.authority().equals(now.authority());
    return new Edit(
        Result.CHANGED,
        same.id(),
        "is followed in the new way now",
        List.of(now),
        isElsewhere ? List.of(same) : List.of());
  }

  private Edit added(Source source) {
    remember(source);
    return new Edit(Result.ADDED, source.id(), "is followed now", List.of(source), List.of());
  }

  private Edit removed(Source source) {
    return new Edit(
        Result.REMOVED,
        source.id(),
        "is not followed any more",
        List.of(),
        registry.family(source));
  }

  private void remember(Source source) {
    byId.put(source.id(), source);
    byUrl.put(urlOf(source), source);
  }

  private static Edit unknown(String idOrUrl) {
    return Edit.nothing(Result.UNKNOWN, idOrUrl, "is no source; \"copydesk sources list\" has all");
  }

  private static String urlOf(Source source) {
    return Registry.normal(source.url().toString());
  }

  private static Source declared(SourceConfig wish, String id, boolean paused) {
    return new Source(
        id,
        Source.Kind.valueOf(wish.kind().name()),
        wish.url(),
        null,
        wish.name(),
        wish.every(),
        Source.Origin.COMMAND,
        paused);
  }
}
