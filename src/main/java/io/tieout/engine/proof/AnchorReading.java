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
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Checks that a proof's entries are under the anchors in it, and these against what whoever checks
/// has received.
final class AnchorReading {
  private final Checked.Notes notes;
  private final Map<Long, String> hashes;
  private final Witnesses witnesses;
  private final Set<Long> covered = new TreeSet<>();

  /// @param hashes of the entries' links, by place
  AnchorReading(Checked.Notes notes, Map<Long, String> hashes, Witnesses witnesses) {
    this.notes = notes;
    this.hashes = hashes;
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
    Set<Long> bare = new TreeSet<>(hashes.keySet());
    bare.removeAll(covered);
    if (!bare.isEmpty()) {
      notes.open(
          "%s were not anchored when this file was made: an anchor is made at the end of each day"
              .formatted(links(bare)));
    }
  }

  private void anchor(SignedAnchor signed, Json.Obj item) {
    Anchor anchor = signed.anchor();
    String name = "anchor %d of %s".formatted(anchor.number(), anchor.day());
    if (!signed.holds()) {
      notes.broken("the signature of %s does not fit".formatted(name));
      return;
    }
    Set<Long> under = new TreeSet<>();
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
      notes.proven("%s are among those that %s signed".formatted(links(under), name));
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
      notes.open(
          "%s holds anchor %d, and none of these entries was new in it"
              .formatted(held.from(), theirs.number()));
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

  private static String links(Set<Long> places) {
    String all = places.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (places.size() == 1 ? "link " : "links ") + all;
  }
}
