package io.tieout.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.door.proof.ProofFile;
import io.tieout.engine.proof.Checked;
import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.Proofs;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A deal from won to paid, and then why its invoice exists.
class ProofTest {
  private static final Scene SCENE = new Scene();
  private static final long SEED = 20261122;
  private static final int MUTATIONS = 400;
  private static Sale sale;
  private static InvoiceView invoice;
  private static Proofs proofs;

  @BeforeAll
  static void sell_and_be_paid() {
    sale = SCENE.won();
    SCENE.board.approve(SCENE.board.asked(sale.word()));
    SCENE.awaitQuiet();
    invoice = SCENE.invoices(sale.word()).getFirst();
    SCENE.books.recordPayment(invoice.id(), Amounts.exact("USD", "2000.00"));
    SCENE.awaitThat(
        "the deal says Paid",
        () -> sale.shows("Tieout_Payment_Status__c").filter("Paid"::equals).isPresent());
    SCENE.awaitThat(
        "all is done",
        () ->
            SCENE.states(sale.deal(), "UpdateDealFinance").stream().allMatch("DONE"::equals)
                && SCENE.states(sale.deal(), "CreateInvoice").stream().allMatch("DONE"::equals));
    SCENE.awaitQuiet();
    while (SCENE.sandbox().house().chain().sequence(100) > 0) {
      // Until everything is chained.
    }
    proofs = new Proofs(SCENE.database(), SCENE.vendors.clock());
  }

  @AfterAll
  static void close() {
    SCENE.close();
  }

  private static Proof proof(String name) {
    return proofs.of(name).orElseThrow();
  }

  private static String page(Proof proof) {
    return new String(ProofFile.write(proof), StandardCharsets.UTF_8);
  }

  @Test
  void an_invoice_is_proven_by_its_number() throws IOException {
    Proof proof = proof(invoice.number().orElseThrow());
    byte[] file = ProofFile.write(proof);
    Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(Path.of("target", "screenshots", "proof.html"), file);

    Checked checked = ProofFile.check(file);

    assertThat(checked.broken()).isEmpty();
    assertThat(checked.proven())
        .anyMatch(s -> s.startsWith("the page shows"))
        .anyMatch(s -> s.contains("audit entries have the hashes of their links"))
        .anyMatch(s -> s.contains("has the digest"))
        .filteredOn(s -> s.contains("are as the entries say"))
        .hasSameSizeAs(proof.proposals());
    assertThat(checked.open()).noneMatch(s -> s.contains("not chained yet"));
    assertThat(page(proof))
        .contains("Why invoice <bdi>" + invoice.number().orElseThrow() + "</bdi> exists")
        .contains("<strong><bdi>Caro Lindgren</bdi></strong> approved it as controller")
        .contains(sale.dealName(), sale.company(), sale.product(0), "USD 2,000.00")
        .contains("the digest of this proposal", "fields agree", "Rule that applied")
        .contains("Paid, balance");
  }

  @Test
  void a_deal_and_a_proposal_are_proven_by_their_ids() {
    Proof deal = proof(sale.deal());
    assertThat(deal.kind()).isEqualTo("deal");
    assertThat(deal.proposals()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(ProofFile.check(ProofFile.write(deal)).broken()).isEmpty();

    for (Json.Obj one : deal.proposals()) {
      Proof proposal = proof(one.text("id").toLowerCase(java.util.Locale.ROOT));
      assertThat(proposal.kind()).isEqualTo("proposal");
      assertThat(proposal.proposals()).containsExactly(one);
      Checked checked = ProofFile.check(ProofFile.write(proposal));
      assertThat(checked.broken()).isEmpty();
    }
  }

  @Test
  void every_step_from_sent_to_read_back_is_bound_to_an_entry() {
    Checked checked = ProofFile.check(ProofFile.write(proof(sale.deal())));

    assertThat(checked.open()).noneMatch(s -> s.startsWith("no entry tells the event"));
  }

  @Test
  void nothing_that_tells_where_somebody_lives_or_is_reached_is_in_it() {
    String page = page(proof(sale.deal()));
    Json.Obj account = SCENE.crm.record("Account", sale.account()).orElseThrow();
    Json.Obj contact = SCENE.crm.record("Contact", sale.contact()).orElseThrow();

    assertThat(contact.text("Email")).contains("@");
    assertThat(page)
        .doesNotContain(contact.text("Email"))
        .doesNotContain(account.text("BillingStreet"))
        .doesNotContain("xox")
        .contains("…@")
        .contains("What is masked", "change/invoice/email");
  }

  @Test
  void an_unknown_name_is_none_and_the_known_ones_are_told() {
    assertThat(proofs.of("4711-unknown")).isEmpty();
    assertThat(proofs.nameable(50))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("P-")
                .contains(sale.deal(), sale.dealName(), invoice.number().orElseThrow()));
  }

  @Test
  void any_changed_byte_is_noticed() {
    byte[] file = ProofFile.write(proof(invoice.number().orElseThrow()));
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < MUTATIONS; i++) {
      int at = random.nextInt(file.length);
      byte[] changed = mutated(file, at, random.nextInt(4), random);
      assertThat(ProofFile.check(changed).holds())
          .as("seed %d, mutation %d at byte %d", SEED, i, at)
          .isFalse();
    }
  }

  /// Another digit, letter or sign, a byte less, a byte more, or two bytes exchanged.
  private static byte[] mutated(byte[] file, int at, int kind, SplittableRandom random) {
    StringBuilder latin = new StringBuilder(new String(file, StandardCharsets.ISO_8859_1));
    char was = latin.charAt(at);
    switch (kind) {
      case 0 -> latin.setCharAt(at, (char) (was ^ (1 << random.nextInt(7))));
      case 1 -> latin.deleteCharAt(at);
      case 2 -> latin.insert(at, (char) ('0' + random.nextInt(75)));
      default -> latin.setCharAt(at, was == '9' ? '1' : '9');
    }
    return latin.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_forger_who_draws_the_page_anew_is_noticed_too() {
    Json.Obj honest = proof(invoice.number().orElseThrow()).content();
    String id = invoiceProposal(honest).text("id");
    for (String[] forgery :
        new String[][] {
          {"\"amount\":\"1000.00\"", "\"amount\":\"9000.00\"", "the sealed digest recomputed"},
          {"\"version\":\"", "\"version\":\"0", "the sealed digest recomputed"},
          {"\"ruleId\":\"", "\"ruleId\":\"x", "the sealed digest recomputed"},
          {
            "\"name\":\"Caro Lindgren\",\"person\"",
            "\"name\":\"Ari Stone\",\"person\"",
            "name of the vote"
          },
          {"\"agrees\":true", "\"agrees\":false", "the sealed digest recomputed from the event"},
          {"\"found\":\"", "\"found\":\"x", "the sealed digest recomputed from the event"},
          {
            "\"action\":\"approval vote\"", "\"action\":\"approval note\"", "does not have the hash"
          },
          {"\"needed\":1,\"state\"", "\"needed\":2,\"state\"", "needed"},
          {"\"asks\":\"controller\"", "\"asks\":\"ar clerk\"", "who was asked"},
          {"\"state\":\"DONE\"", "\"state\":\"REJECTED\"", "is rejected"},
          {"@", "x@", "the sealed digest recomputed"}
        }) {
      String forged = honest.canonical().replace(forgery[0], forgery[1]);
      assertThat(forged).as(forgery[0]).isNotEqualTo(honest.canonical());
      Checked checked = ProofFile.check(ProofFile.write(new Proof(Json.parseObj(forged))));
      assertThat(checked.broken()).as(forgery[0]).anyMatch(what -> what.contains(forgery[2]));
    }
    assertThat(id).startsWith("P-");
  }

  @Test
  void a_vote_that_is_counted_twice_or_left_out_is_noticed() {
    Json.Obj honest = proof(invoice.number().orElseThrow()).content();
    Json.Obj proposal = invoiceProposal(honest);
    Json vote = proposal.obj("request").list("votes").getFirst();
    assertThat(votes(honest, List.of(vote, vote)).broken())
        .anyMatch(what -> what.contains("vote stands more than once"));
    assertThat(votes(honest, List.of()).broken())
        .anyMatch(what -> what.contains("the vote of person:") && what.contains("is left out"));
  }

  private static Checked votes(Json.Obj honest, List<Json> votes) {
    List<Json> proposals = new ArrayList<>(honest.list("proposals"));
    Json.Obj first = invoiceProposal(honest);
    proposals.set(0, first.with("request", first.obj("request").with("votes", Json.array(votes))));
    Json.Obj forged = honest.with("proposals", Json.array(proposals));
    return ProofFile.check(ProofFile.write(new Proof(forged)));
  }

  @Test
  void a_link_taken_out_is_told_and_one_exchanged_is_noticed() {
    Json.Obj honest = proof(invoice.number().orElseThrow()).content();
    List<Json.Obj> chain = honest.objects("chain");
    Json.Obj exchanged = chain.get(1).with("hash", "0".repeat(64));

    Checked checked =
        ProofFile.check(
            ProofFile.write(
                new Proof(
                    honest.with(
                        "chain", Json.array(List.of(chain.get(0), exchanged, chain.get(2)))))));

    assertThat(checked.broken()).anyMatch(what -> what.contains("link"));
  }

  private static Json.Obj invoiceProposal(Json.Obj content) {
    return content.objects("proposals").getFirst();
  }
}
