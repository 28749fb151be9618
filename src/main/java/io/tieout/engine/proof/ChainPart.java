package io.tieout.engine.proof;

import io.tieout.engine.audit.AuditChain;
import io.tieout.engine.audit.ChainLink;
import io.tieout.engine.audit.ChainedEntry;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import io.tieout.value.seal.Seal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The entries of a proof with the links between them and on to the head of the chain. An entry
/// that tells personal data is left out and its link is kept: its hash covers every letter of it.
final class ChainPart {
  /// More links between two entries are left out, and the check says so.
  private static final int MOST_BETWEEN = 500;

  private final AuditChain chain;
  private final List<Seal> seals;

  ChainPart(AuditChain chain, List<Seal> seals) {
    this.chain = chain;
    // E-mail addresses are found without any proposal, too.
    this.seals = seals.isEmpty() ? List.of(Seal.of("no subject", Json.object().build())) : seals;
  }

  List<Json.Obj> of(List<ChainedEntry> entries) {
    List<Json.Obj> part = new ArrayList<>();
    List<ChainedEntry> chained =
        entries.stream()
            .filter(e -> e.link().isPresent())
            .sorted(Comparator.comparingLong(e -> e.link().orElseThrow().seq()))
            .toList();
    long last = 0;
    for (ChainedEntry entry : chained) {
      long seq = entry.link().orElseThrow().seq();
      if (last > 0) {
        bridge(last, seq, part);
      }
      part.add(entry(entry));
      last = seq;
    }
    Optional<ChainLink> head = chain.head();
    if (last > 0 && head.isPresent() && head.get().seq() > last) {
      bridge(last, head.get().seq(), part);
      part.add(bare(head.get()).build());
    }
    entries.stream().filter(e -> e.link().isEmpty()).map(this::entry).forEach(part::add);
    return part;
  }

  private void bridge(long from, long to, List<Json.Obj> into) {
    List<ChainLink> links = chain.between(from, to, MOST_BETWEEN + 1);
    if (links.size() <= MOST_BETWEEN) {
      links.forEach(link -> into.add(bare(link).build()));
    }
  }

  private Json.Obj entry(ChainedEntry entry) {
    JsonObjBuilder told = entry.link().map(ChainPart::bare).orElseGet(Json::object);
    if (entry.erased()) {
      return told.put("withheld", true).put("erased", true).build();
    }
    if (seals.stream().anyMatch(seal -> seal.touches(entry.content()))) {
      return told.put("withheld", true).build();
    }
    return told.putText("chainedAt", entry.chainedAt().map(Object::toString))
        .put("entry", entry.content())
        .build();
  }

  private static JsonObjBuilder bare(ChainLink link) {
    return Json.object()
        .put("seq", link.seq())
        .put("previous", link.previous())
        .put("hash", link.hash());
  }
}
