package io.tieout.engine.export;

import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.export.Notes.Place;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Recomputes the chain from the rows of entries.
final class EntriesCheck {
  private final Manifest manifest;
  private final Notes notes;
  private final Set<Long> wanted;
  private final List<ChainLink> kept = new ArrayList<>();
  private Optional<ChainLink> first = Optional.empty();
  private Optional<ChainLink> before = Optional.empty();
  private long recomputed;
  private long inPeriod;

  /// @param wanted the places of the links to keep
  EntriesCheck(Manifest manifest, Notes notes, Set<Long> wanted) {
    this.manifest = manifest;
    this.notes = notes;
    this.wanted = wanted;
  }

  void take(Place place, Json.Obj row) {
    ChainLink link = EntriesSheet.link(row);
    follows(place, link);
    first = first.or(() -> Optional.of(link));
    before = Optional.of(link);
    if (wanted.contains(link.seq())) {
      kept.add(link);
    }
    boolean of = manifest.period().holds(Instant.parse(row.text("at")));
    inPeriod += of ? 1 : 0;
    if (of != row.flag("in_period")) {
      notes.broken(place, "in_period is %s, and its time says %s".formatted(!of, of));
    }
    if (link.seals(row.text("chained_at"), EntriesSheet.content(row))) {
      recomputed++;
    } else {
      notes.broken(
          place,
          "link %d, entry %s (%s): its content does not have the hash of the link"
              .formatted(link.seq(), row.text("entry_id"), row.text("action")));
    }
  }

  private void follows(Place place, ChainLink link) {
    if (link.seq() == 1 && !link.begins()) {
      notes.broken(place, "link 1 does not begin a chain: its previous hash is another");
    }
    before.ifPresent(was -> {
      if (link.seq() != was.seq() + 1) {
        notes.broken(
            place, "link %d stands here; link %d should".formatted(link.seq(), was.seq() + 1));
      } else if (!link.previous().equals(was.hash())) {
        notes.broken(
            place,
            "link %d does not follow link %d: its previous hash is another"
                .formatted(link.seq(), was.seq()));
      }
    });
  }

  /// Compares with what the manifest says of the chain.
  void end(String file) {
    Manifest.Chain chain = manifest.chain();
    if (!first.equals(chain.first())) {
      notes.broken(file, " begins with another link than the manifest says");
    }
    if (!before.equals(chain.last())) {
      notes.broken(file, " ends with another link than the manifest says");
    }
    if (inPeriod != chain.inPeriod()) {
      notes.broken(
          file,
          " has %d entries of the period; the manifest says %d"
              .formatted(inPeriod, chain.inPeriod()));
    }
    chain
        .head()
        .filter(head -> before.filter(last -> beyond(last, head)).isPresent())
        .ifPresent(_ -> notes.broken(file, " does not fit the chain's head in the manifest"));
    if (recomputed > 0 && notes.clean(file)) {
      notes.proven(
          "links %d to %d: the hash of every entry was recomputed, and each follows the one before"
              .formatted(first.orElseThrow().seq(), before.orElseThrow().seq()));
    }
  }

  private static boolean beyond(ChainLink last, Manifest.Head head) {
    return last.seq() > head.seq()
        || (last.seq() == head.seq() && !last.hash().equals(head.hash()));
  }

  /// The links that were wanted, and the last one; none when there are no entries.
  Collection<ChainLink> kept() {
    Set<ChainLink> all = new LinkedHashSet<>(kept);
    before.ifPresent(all::add);
    return all;
  }
}
