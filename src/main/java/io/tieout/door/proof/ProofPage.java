package io.tieout.door.proof;

import static io.tieout.door.proof.Html.capital;
import static io.tieout.door.proof.Html.code;
import static io.tieout.door.proof.Html.escaped;
import static io.tieout.door.proof.Html.plain;
import static io.tieout.door.proof.Html.quoted;
import static io.tieout.door.proof.Html.time;
import static io.tieout.door.proof.Html.value;

import io.tieout.engine.proof.Proof;
import io.tieout.engine.proof.ProofShape;
import io.tieout.fact.party.SystemName;
import io.tieout.value.json.Json;
import io.tieout.value.seal.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page, drawn from the record alone.
final class ProofPage {
  private static final String POLICY =
      "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;";

  private final Proof proof;

  private ProofPage(Proof proof) {
    this.proof = proof;
  }

  /// @param record the element that holds the record
  static String of(Proof proof, String record) {
    ProofPage page = new ProofPage(proof);
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="%s">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style></head>
    <body><main>
    %s</main>
    %s
    </body></html>
    """
        .formatted(POLICY, escaped(page.title()), style(), page.body(), record);
  }

  private String title() {
    return "Why %s %s exists".formatted(proof.kind(), proof.name());
  }

  private String body() {
    return """
    <header><p class="brand">Tieout · proof</p>
    <h1>Why %s %s exists</h1>
    %s%s</header>
    %s<article><h2>What the audit says</h2>
    %s</article>
    %s%s\
    """
        .formatted(
            escaped(proof.kind()),
            quoted(proof.name()),
            main()
                .map(ProofPage::answer)
                .orElse("<p class=\"lead\">Nothing was proposed about it.</p>\n"),
            main().map(this::summary).orElse(""),
            proof.proposals().stream()
                .map(p -> new ProposalSection(p).html())
                .collect(Collectors.joining()),
            ChainSection.html(proof.chain()),
            AnchorSection.html(proof),
            last());
  }

  /// The proposal that answers best: the one that led to the invoice, else the first.
  private Optional<Json.Obj> main() {
    return proof.proposals().stream()
        .filter(p -> ProofShape.invoiceOf(p).isPresent())
        .filter(p -> change(p).text("is").equals("CreateInvoice"))
        .findFirst()
        .or(() -> proof.proposals().stream().findFirst());
  }

  private static Json.Obj change(Json.Obj proposal) {
    return proposal.obj("filed").obj("proposal").obj("change");
  }

  /// One sentence: because of which deal, by whose decision, and whether it is as approved.
  private static String answer(Json.Obj proposal) {
    Json.Obj ruling = proposal.obj("filed").obj("ruling");
    String who =
        proposal.optObj("request").map(r -> r.objects("votes")).orElse(List.of()).stream()
            .filter(v -> v.text("choice").equals("APPROVE"))
            .map(v ->
                "<strong>%s</strong> approved it as %s on %s"
                    .formatted(
                        quoted(v.text("name")),
                        escaped(Html.words(v.text("role"))),
                        time(v.text("at"))))
            .collect(Collectors.joining(" and "));
    String deal = quoted(plain(change(proposal), "dealName"));
    return "<p class=\"lead\">Tieout proposed it for the deal <strong>%s</strong>. Policy %s ruled “%s”%s. %s</p>\n"
        .formatted(
            deal,
            quoted(ruling.text("policyVersion")),
            escaped(Html.words(ruling.text("is"))),
            who.isEmpty() ? "" : ", and " + who,
            agreement(proposal));
  }

  private static String agreement(Json.Obj proposal) {
    List<Json.Obj> seen = new ArrayList<>();
    proposal
        .objects("effects")
        .forEach(effect ->
            ProofShape.events(effect).stream()
                .map(event -> event.objects("readBack"))
                .filter(back -> !back.isEmpty())
                .reduce((_, later) -> later)
                .ifPresent(seen::addAll));
    return seen.isEmpty()
        ? "Nothing was read back."
        : "It was read back: %s.".formatted(escaped(EffectSection.agreement(seen)));
  }

  private String summary(Json.Obj proposal) {
    Map<String, String> facts = new LinkedHashMap<>();
    Json.Obj change = change(proposal);
    facts.put("Deal", "%s %s".formatted(value(change, "dealName"), code(proposal.text("subject"))));
    Optional<Json.Obj> invoice = ProofShape.invoiceOf(proposal);
    invoice.ifPresent(i -> {
      facts.put("Invoice", value(i, "number"));
      facts.put("Customer", value(i, "customerName"));
      facts.put("Total", "%s, of which tax %s".formatted(value(i, "total"), value(i, "tax")));
      facts.put("Issued, due", "%s, %s".formatted(value(i, "issued"), value(i, "due")));
      facts.put("Open in the books", value(i, "url"));
    });
    change
        .optText("book")
        .ifPresent(book ->
            facts.put("Books", escaped(SystemName.spoken(plain(change, "ledger") + "/" + book))));
    paid().ifPresent(status -> facts.put("Last told to the deal", status));
    facts.put("This file was made", time(proof.content().text("made")));
    return Html.facts(facts);
  }

  /// How the last update of the deal said the invoice is paid.
  private Optional<String> paid() {
    return proof.proposals().stream()
        .map(ProofPage::change)
        .filter(change -> change.text("is").equals("UpdateDealFinance"))
        .map(change -> change.obj("finance"))
        .map(finance ->
            "%s, balance %s"
                .formatted(
                    escaped(
                        capital(Html.words(finance.optText("paymentStatus").orElse("not told")))),
                    value(finance, "balance")))
        .reduce((_, later) -> later);
  }

  private String last() {
    List<String> sealed = new ArrayList<>();
    proof
        .proposals()
        .forEach(p ->
            Seal.places(p.obj("filed").obj("proposal")).stream()
                .map(place -> p.text("id") + ": " + place)
                .forEach(sealed::add));
    return """
    <article><h2>What this file proves, and what it does not</h2>
    <ul>
    <li><code>./tieout proof verify FILE</code> needs no database. It draws this page again from the record
    inside the file and compares every letter, recomputes the hash of every audit entry above, and compares
    proposals, votes, requests and read-backs with these entries. With <code>--anchor FILE</code>, an anchor as
    it was received, or <code>--key FILE</code>, it shows that the entries are those that were signed then.</li>
    <li>It cannot know whether the chain in this file is the chain of the running system. Compare the head,
    %s, with a copy of it that was kept elsewhere, or with <code>./tieout audit show</code>, which tells link
    and hash of each entry; <code>./tieout audit verify</code> recomputes the whole chain.</li>
    <li>That the books still say so today is not told here; what was read back is dated.</li>
    </ul>
    <h3>What is masked</h3>
    <p>E-mail addresses, telephone numbers, postal addresses and names of contacts are masked. Each is bound
    by a salted hash, so that it cannot be exchanged and cannot be guessed. %s</p>
    %s<p class="small">Fingerprint of the record: %s</p></article>
    """
        .formatted(
            head(),
            sealed.isEmpty()
                ? "Nothing of the kind is in these proposals."
                : "In the proposals these are:",
            sealed.isEmpty()
                ? ""
                : "<ul class=\"places\"><li>%s</li></ul>\n"
                    .formatted(
                        sealed.stream().map(Html::code).collect(Collectors.joining("</li><li>"))),
            code(proof.fingerprint().hex()));
  }

  private String head() {
    return proof.chain().stream()
        .filter(item -> item.has("seq"))
        .reduce((_, later) -> later)
        .map(item ->
            "link %s with hash %s".formatted(escaped(item.text("seq")), code(item.text("hash"))))
        .orElse("which this file has none of");
  }

  private static String style() {
    try (InputStream in = ProofPage.class.getResourceAsStream("/proof/page.css")) {
      if (in == null) {
        throw new IllegalStateException("the style sheet is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
