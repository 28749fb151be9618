package io.tieout.door.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proposal.Proposals;
import io.tieout.engine.proposal.Samples;
import io.tieout.fact.change.Evidence;
import io.tieout.fact.change.Proposal;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.seal.Seal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page and the record in it, for texts that people write to break pages.
class ProofFileTest {
  private static final String OPEN = "<script type=\"application/json\" id=\"proof\">";

  private static Proof proof(String hostile) {
    Proposal proposal =
        Samples.invoice("P-1", "006A")
            .withEvidence(new Evidence(hostile, hostile, Evidence.Origin.CRM, Optional.of(hostile)))
            .withRemark(hostile);
    Seal seal = Seal.of("salt", Records.write(proposal));
    Json.Obj told =
        Json.object()
            .put("id", "P-1")
            .put("subject", proposal.subject())
            .put("digest", proposal.digest().hex())
            .put("filed", Proposals.sealed(seal, proposal, Samples.ask(1)))
            .put(
                "stands",
                Json.object()
                    .put("state", "WAITING")
                    .put("since", "2026-11-02T09:00:00Z")
                    .put("why", hostile))
            .put("effects", List.<Json>of())
            .build();
    return new Proof(
        Json.object()
            .put("format", Proof.FORMAT)
            .put("asked", Json.object().put("name", hostile).put("kind", "deal"))
            .put("made", "2026-11-02T10:00:00Z")
            .put("proposals", List.of(told))
            .put("chain", List.<Json>of())
            .build());
  }

  private static String page(Proof proof) {
    return new String(ProofFile.write(proof), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]></style><img src=x onerror=alert(1)>",
        "\"quoted\" and 'quoted' & &amp; &lt;",
        "line\u2028and\u2029paragraph",
        "invoice \u202E00.000,1 DSU\u202C for \u2066them\u2069",
        "\u200Fשלום\u200F and \u061Cمرحبا",
        "\uFEFFzero\u200Bwidth \uD83E\uDDFE",
        "back\\slash \\u003c %s %n ${x}",
        "tab\tand\nline"
      })
  void no_text_of_others_ends_an_element_or_turns_the_page(String hostile) {
    Proof proof = proof(hostile);
    String page = page(proof);

    assertThat(ProofFile.read(ProofFile.write(proof))).isEqualTo(proof);
    assertThat(proof.content().obj("asked").text("name")).isEqualTo(hostile);
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page.split("</script>", -1)).hasSize(2);
    assertThat(page.split("<style>|</style>", -1)).hasSize(3);
    assertThat(page).doesNotContain("<img", "<!--");
    assertThat(page.codePoints())
        .noneMatch(c -> c == 0x2028 || c == 0x202E || c == 0x2066 || c == 0x200F || c == 0xFEFF);
    assertThat(ProofFile.check(ProofFile.write(proof)).proven())
        .contains("the page shows what the record says, letter for letter");
  }

  @Test
  void what_cannot_be_seen_is_named_on_the_page() {
    assertThat(page(proof("pay \u202Eeno"))).contains("pay [U+202E]eno").contains("\\u202e");
  }

  @Test
  void the_page_runs_nothing_and_loads_nothing() {
    String page = page(proof("Acme"));

    assertThat(page).contains("default-src &#39;none&#39;").contains("@page { size: A4");
    assertThat(page.substring(0, page.indexOf(OPEN)))
        .doesNotContain("src=\"", "href=", "url(", "@import", "<link", "javascript:");
  }

  @Test
  void a_page_that_shows_something_else_does_not_hold_and_the_place_is_told() {
    byte[] doctored =
        page(proof("Acme"))
            .replaceFirst("USD 1,200.00", "USD 9,200.00")
            .getBytes(StandardCharsets.UTF_8);

    Checked checked = ProofFile.check(doctored);

    assertThat(checked.broken().getFirst())
        .contains("is not what its record is drawn as", "USD 9,200.00", "USD 1,200.00");
  }

  @Test
  void what_a_record_without_its_entries_lacks_is_told() {
    Checked checked = ProofFile.check(ProofFile.write(proof("Acme")));

    // The sample's e-mail address is sealed; nothing of the audit is in the record.
    assertThat(checked.open()).anyMatch(s -> s.contains("covers values that are sealed here"));
    assertThat(checked.broken())
        .contains(
            "no link of the audit chain is in this file",
            "the entry “proposal filed” of P-1 is not in this file");
  }

  @Test
  void what_is_no_proof_is_refused_with_a_remedy() {
    assertThatThrownBy(() -> ProofFile.read("<p>hello</p>".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("give a file that `./tieout proof NAME --out FILE` wrote");
    assertThatThrownBy(() -> new Proof(Json.object().put("format", "tieout-proof-9").build()))
        .hasMessageContaining("'tieout-proof-9', not 'tieout-proof-1'");
  }
}
