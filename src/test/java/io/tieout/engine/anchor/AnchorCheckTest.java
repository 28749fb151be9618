package io.tieout.engine.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.audit.Verification;
import io.tieout.value.json.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every way a chain, its anchors and its time-stamps can disagree, each in its own words.
class AnchorCheckTest {
  private final AnchorCase.House house = new AnchorCase.House();
  private final SignedAnchor first = house.anchor(1, 10);
  private final SignedAnchor second = house.anchor(2, 25);
  private final SignedAnchor third = house.anchor(3, 40);
  private final List<Anchors.Stored> all =
      List.of(first, second, third).stream().map(AnchorCase.House::stored).toList();

  @Test
  void a_chain_that_is_as_it_was_agrees_with_each() {
    List<Verdict> verdicts = check(intact(50), all, List.of(held(second)), List.of());

    assertThat(verdicts).hasSize(4).allMatch(Verdict::holds);
    assertThat(verdicts.getLast().sentence())
        .isEqualTo("anchor 2 of 2026-11-02 (b.json) agrees: the chain up to link 25 is the same");
  }

  @Test
  void a_tail_that_was_cut_off_is_told_with_what_is_missing() {
    assertThat(wrong(check(intact(30), all, List.of(), List.of())))
        .containsExactly(
            "the end was cut off: links 31 to 40 are missing. The chain ends at link 30 now; it reached link 40 by anchor 3 of 2026-11-03 (stored)");
  }

  @Test
  void a_tail_cut_off_with_its_anchor_is_seen_by_the_anchor_that_was_received() {
    assertThat(wrong(check(intact(30), all.subList(0, 2), List.of(held(third)), List.of())))
        .containsExactly(
            "the end was cut off: links 31 to 40 are missing. The chain ends at link 30 now; it reached link 40 by anchor 3 of 2026-11-03 (b.json)",
            "anchor 3 of 2026-11-03 (b.json) is not stored here: it was taken away, or the database is older than it");
  }

  @Test
  void a_replaced_chain_is_told_with_the_links_between_which_it_begins() {
    Map<Long, String> hashes = AnchorCase.chain(50);
    for (long seq = 20; seq <= 50; seq++) {
      hashes.put(seq, Digest.of("other " + seq).hex());
    }
    AnchorCheck.Chain chain = new AnchorCheck.Chain(new Verification.Intact(50, "x"), 50, hashes);

    assertThat(wrong(check(chain, all, List.of(), List.of())))
        .containsExactly(
            "the chain was replaced somewhere from link 11 to 25: link 25 has another hash than in anchor 2 of 2026-11-02 (stored)",
            "the chain was replaced somewhere from link 11 to 40: link 40 has another hash than in anchor 3 of 2026-11-03 (stored)");
  }

  @Test
  void a_link_missing_in_the_middle_is_told() {
    Map<Long, String> hashes = AnchorCase.chain(50);
    hashes.remove(25L);
    AnchorCheck.Chain chain =
        new AnchorCheck.Chain(new Verification.Broken(25, "", "link 25 is missing"), 50, hashes);

    assertThat(wrong(check(chain, all, List.of(), List.of())))
        .containsExactly(
            "link 25 is missing, which anchor 2 of 2026-11-02 (stored) names",
            "anchor 3 of 2026-11-03 (stored): link 40 still has its hash, so link 25 was changed or taken away later than that");
  }

  @Test
  void a_forged_anchor_is_told_also_when_the_chain_was_made_to_fit() {
    SignedAnchor forged = new SignedAnchor(third.anchor(), second.signature());

    assertThat(wrong(check(intact(50), all, List.of(held(forged)), List.of())))
        .containsExactly(
            "anchor 3 of 2026-11-03 (b.json) is forged or was changed: its signature does not fit");
  }

  @Test
  void an_anchor_of_another_key_is_told() {
    AnchorCase.House other = new AnchorCase.House();

    assertThat(wrong(check(intact(50), all, List.of(held(other.anchor(3, 40))), List.of())))
        .singleElement()
        .asString()
        .startsWith("anchor 3 of 2026-11-03 (b.json) is signed with key ")
        .contains(Signing.idOf(other.pair.publicKey()))
        .contains("none of this installation");
  }

  @Test
  void a_stored_anchor_that_was_taken_away_leaves_a_gap() {
    assertThat(wrong(check(intact(50), List.of(all.get(0), all.get(2)), List.of(), List.of())))
        .containsExactly(
            "stored anchor 2 is missing or was replaced: anchor 3 of 2026-11-03 (stored) does not follow it");
  }

  @Test
  void a_stored_anchor_that_was_replaced_differs_from_the_one_received() {
    AnchorCase.House same = house;
    SignedAnchor later = same.anchor(3, 45);

    assertThat(
            wrong(
                check(
                    intact(50),
                    List.of(all.get(0), all.get(1), AnchorCase.House.stored(later)),
                    List.of(held(third)),
                    List.of())))
        .containsExactly(
            "anchor 3 of 2026-11-03 (b.json) is stored otherwise here: the stored one was replaced");
  }

  @Test
  void a_stored_text_that_is_no_anchor_is_told() {
    Anchors.Stored scribbled = new Anchors.Stored(3, third.anchor().day(), "{}");

    assertThat(
            wrong(
                check(
                    intact(50), List.of(all.get(0), all.get(1), scribbled), List.of(), List.of())))
        .containsExactly(
            "anchor 3 of 2026-11-03 (stored) is forged or was changed: its signature does not fit");
  }

  @Test
  void a_time_stamp_confirms_its_anchor_and_shows_when_that_is_gone() {
    Stamp stamp =
        new Stamp("b.tsr", third.digest(), Instant.parse("2026-11-04T00:05:02Z"), "CN=Clock");

    assertThat(check(intact(50), all, List.of(), List.of(stamp)).getLast().sentence())
        .isEqualTo(
            "b.tsr: CN=Clock confirms that anchor 3 of 2026-11-03 (stored) existed on 2026-11-04 00:05:02 UTC");
    assertThat(wrong(check(intact(30), all.subList(0, 2), List.of(), List.of(stamp))))
        .containsExactly(
            "b.tsr, given on 2026-11-04 00:05:02 UTC by CN=Clock, is of none of these anchors: the one it was given for was taken away or replaced");
  }

  @Test
  void without_anchors_there_is_nothing_to_say() {
    assertThat(check(intact(50), List.of(), List.of(), List.of())).isEmpty();
  }

  private static AnchorCheck.Chain intact(long last) {
    return new AnchorCheck.Chain(
        new Verification.Intact(last, AnchorCase.hash(last)), last, AnchorCase.chain(last));
  }

  private static AnchorCheck.Held held(SignedAnchor anchor) {
    return new AnchorCheck.Held("b.json", anchor);
  }

  private List<Verdict> check(
      AnchorCheck.Chain chain,
      List<Anchors.Stored> stored,
      List<AnchorCheck.Held> received,
      List<Stamp> stamps) {
    return AnchorCheck.of(
        new AnchorCheck.Evidence(chain, Set.of(house.pair.publicKey()), stored, received, stamps));
  }

  private static List<String> wrong(List<Verdict> verdicts) {
    return verdicts.stream().filter(v -> !v.holds()).map(Verdict::sentence).toList();
  }
}
