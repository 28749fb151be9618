package io.tieout.engine.proof;

import io.tieout.engine.anchor.Anchor;
import io.tieout.engine.anchor.AnchorCheck;
import io.tieout.engine.anchor.HashTree;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Checks that a proof's entries are under the anchors in it, and these against what whoever checks
/// has received.
final class AnchorReading {
  private final Checked.Notes notes;
  private final ChainReading chain;
  private final Map<Long, String> hashes;
  private final Witnesses witnesses;
  private final Set<Long> covered = new TreeSet<>();

  AnchorReading(Checked.Notes notes, ChainReading chain, Witnesses witnesses) {
    this.notes = notes;
    this.chain = chain;
    this.hashes = chain.hashes();
    this.witnesses = witnesses;
  }

  void read(List<Json.Obj> anchors) {
    List<SignedAnchor> inside =
        anchors.stream().map(item -> SignedAnchor.read(item.obj("signed"))).toList();
    for (int i = 0; i < anchors.size(); i++) {
      anchor(inside.get(i), anchors.get(i));
    }
    witnesses.anchors().stream()
        .filter(held ->
            inside.stream()
                .noneMatch(in -> in.anchor().number() == held.anchor().anchor().number()))
        .forEach(held -> elsewhere(held, inside));
    witnesses.anchors().forEach(this::end);
    SortedSet<Long> bare = new TreeSet<>(hashes.keySet());
    bare.removeAll(covered);
    if (!bare.isEmpty()) {
      notes.open(
          "%s were not anchored when this file was made: an anchor is made at the end of each day"
              .formatted(Places.spoken(bare)));
    }
  }

  /// An anchor that somebody holds and that is not in the file. Whoever makes entries up leaves out
  /// the anchors they are not under.
  private void leftOut(AnchorCheck.Held held) {
    Anchor anchor = held.anchor().anchor();
    long after = anchor.since().map(Anchor.Since::after).orElse(0L);
    SortedSet<Long> under =
        hashes.keySet().stream()
            .filter(seq -> seq > after && seq <= anchor.head().seq())
            .collect(Collectors.toCollection(TreeSet::new));
    notes.open(
        under.isEmpty()
            ? "%s holds anchor %d, and none of these entries was new in it"
                .formatted(held.from(), anchor.number())
            : "%s holds anchor %d, which covers %s, and this file does not have it: it is older than the anchor, or the anchor was taken out. Ask for a proof that is made now"
                .formatted(held.from(), anchor.number(), Places.spoken(under)));
  }

  /// The link that an anchor names as the last one has to be that one here, too.
  private void end(AnchorCheck.Held held) {
    Anchor anchor = held.anchor().anchor();
    chain
        .link(anchor.head().seq())
        .filter(hash -> !hash.equals(anchor.head().hash()))
        .ifPresent(_ ->
            notes.broken(
                "link %d is another than the one that anchor %d in %s ends with"
                    .formatted(anchor.head().seq(), anchor.number(), held.from())));
  }

  private void anchor(SignedAnchor signed, Json.Obj item) {
    Anchor anchor = signed.anchor();
    String name = "anchor %d of %s".formatted(anchor.number(), anchor.day());
    if (!signed.holds()) {
      notes.broken("the signature of %s does not fit".formatted(name));
      return;
    }
    SortedSet<Long> under = new TreeSet<>();
    for (Json.Obj path : item.objects("paths")) {
      long seq = path.decimal("seq").longValueExact();
      boolean leads =
          anchor
              .since()
              .filter(since ->
                  HashTree.climb(hashes.getOrDefault(seq, ""), AnchorPart.steps(path))
                      .equals(since.root()))
              .isPresent();
      if (leads) {
        under.add(seq);
      } else {
        notes.broken("link %d is not among those of %s".formatted(seq, name));
      }
    }
    covered.addAll(under);
    if (!under.isEmpty()) {
      notes.proven("%s are among those that %s signed".formatted(Places.spoken(under), name));
    }
    outside(signed, name);
  }

  /// An anchor that was handed in, and none of whose number is in the proof.
  private void elsewhere(AnchorCheck.Held held, List<SignedAnchor> inside) {
    Anchor theirs = held.anchor().anchor();
    Optional<String> ours = inside.stream().map(in -> in.anchor().installation()).findFirst();
    if (!held.anchor().holds()) {
      notes.broken(
          "anchor %d in %s is forged or was changed: its signature does not fit"
              .formatted(theirs.number(), held.from()));
    } else if (ours.isPresent() && !ours.get().equals(theirs.installation())) {
      notes.broken(
          "anchor %d in %s is of another chain: it is of Tieout %s, and this proof of Tieout %s"
              .formatted(theirs.number(), held.from(), theirs.installation(), ours.get()));
    } else {
      leftOut(held);
    }
  }

  /// Whose signature it is: a forger signs, too.
  private void outside(SignedAnchor signed, String name) {
    List<AnchorCheck.Held> held =
        witnesses.anchors().stream()
            .filter(h -> h.anchor().anchor().number() == signed.anchor().number())
            .toList();
    Optional<AnchorCheck.Held> other =
        held.stream().filter(h -> !h.anchor().digest().equals(signed.digest())).findFirst();
    boolean key = witnesses.keys().contains(signed.anchor().publicKey());
    if (other.isPresent()) {
      notes.broken(
          "%s here is another than the one in %s%s"
              .formatted(name, other.get().from(), whose(signed, other.get().anchor())));
    } else if (!witnesses.keys().isEmpty() && !key) {
      notes.broken(
          "%s is signed with key %s, which is none of those given".formatted(name, signed.keyId()));
    } else if (!held.isEmpty() || key) {
      notes.proven(
          key
              ? "%s is signed with the key that was given".formatted(name)
              : "%s is the one in %s".formatted(name, held.getFirst().from()));
    } else {
      notes.open(
          "whether %s was sent, and whether key %s is the installation's: give what was received as --anchor, or the public key as --key"
              .formatted(name, signed.keyId()));
    }
  }

  private static String whose(SignedAnchor here, SignedAnchor there) {
    String ours = here.anchor().installation();
    String theirs = there.anchor().installation();
    return ours.equals(theirs) ? "" : ": that is of Tieout %s, this of %s".formatted(theirs, ours);
  }
}
