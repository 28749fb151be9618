package io.tieout.engine.proof;

import io.tieout.engine.audit.ChainLink;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Recomputes the links of a proof and gives the entries in it; one whose hash does not hold is
/// noted as broken.
final class ChainReading {
  private final Checked.Notes notes;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Long, String> hashes = new TreeMap<>();
  private final Map<Long, String> links = new TreeMap<>();
  private int recomputed;
  private int withheld;
  private int erased;
  private int unchained;

  ChainReading(Checked.Notes notes) {
    this.notes = notes;
  }

  /// An entry of the audit as the proof tells it.
  record Entry(Json.Obj content) {
    String action() {
      return content.text("action");
    }

    String actor() {
      return content.text("actor");
    }

    String at() {
      return content.text("at");
    }

    Json.Obj details() {
      return content.obj("details");
    }

    boolean names(String ref) {
      return content.list("refs").contains(Json.of(ref));
    }
  }

  ChainReading read(List<Json.Obj> chain) {
    Optional<ChainLink> before = Optional.empty();
    for (Json.Obj item : chain) {
      Optional<ChainLink> link = link(item);
      link.ifPresent(is -> sealed(item, is));
      link.ifPresent(is -> links.put(is.seq(), is.hash()));
      if (link.isEmpty()) {
        unchained++;
      } else {
        before.ifPresent(was -> follows(was, link.get()));
        before = link;
      }
      item.optObj("entry").map(Entry::new).ifPresent(entries::add);
    }
    tell(before);
    return this;
  }

  /// The hashes of the entries' links, by place; also of entries that are left out.
  Map<Long, String> hashes() {
    return Map.copyOf(hashes);
  }

  /// The hash of the link at the place, also of one between entries.
  Optional<String> link(long seq) {
    return Optional.ofNullable(links.get(seq));
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Whether an entry that is looked for in vain may be one that is left out.
  boolean incomplete() {
    return withheld > 0;
  }

  private static Optional<ChainLink> link(Json.Obj item) {
    return item.has("seq")
        ? Optional.of(
            new ChainLink(
                item.decimal("seq").longValueExact(), item.text("previous"), item.text("hash")))
        : Optional.empty();
  }

  private void sealed(Json.Obj item, ChainLink link) {
    Optional<Json.Obj> entry = item.optObj("entry");
    if (entry.isPresent()) {
      hashes.put(link.seq(), link.hash());
      if (link.seals(item.text("chainedAt"), entry.get())) {
        recomputed++;
      } else {
        notes.broken(
            "link %d, entry %s (%s): its content does not have the hash of the link"
                .formatted(link.seq(), entry.get().text("entryId"), entry.get().text("action")));
      }
    } else if (item.flag("withheld")) {
      hashes.put(link.seq(), link.hash());
      withheld++;
      erased += item.has("erased") ? 1 : 0;
    }
  }

  private void follows(ChainLink was, ChainLink is) {
    if (is.seq() <= was.seq()) {
      notes.broken("link %d stands after link %d".formatted(is.seq(), was.seq()));
    } else if (is.seq() > was.seq() + 1) {
      notes.open(
          "links %d to %d are not in this file, so what lies between is not checked"
              .formatted(was.seq() + 1, is.seq() - 1));
    } else if (!is.previous().equals(was.hash())) {
      notes.broken(
          "link %d does not follow link %d: its previous hash is another"
              .formatted(is.seq(), was.seq()));
    }
  }

  private void tell(Optional<ChainLink> last) {
    notes.proven("%d audit entries have the hashes of their links".formatted(recomputed));
    if (erased > 0) {
      notes.open(
          "of %d audit entries personal data was erased since; their links are here"
              .formatted(erased));
    }
    if (withheld > erased) {
      notes.open(
          "%d audit entries tell personal data and are left out; their links are here"
              .formatted(withheld - erased));
    }
    if (unchained > 0) {
      notes.open("%d audit entries were not chained yet".formatted(unchained));
    }
    last.ifPresentOrElse(
        head ->
            notes.open(
                "whether link %d of the live chain has the hash %s: `./tieout audit verify` recomputes the chain and prints its head"
                    .formatted(head.seq(), head.hash())),
        () -> notes.broken("no link of the audit chain is in this file"));
  }
}
