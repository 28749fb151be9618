package io.tieout.door.proof;

import static io.tieout.door.proof.Html.capital;
import static io.tieout.door.proof.Html.code;
import static io.tieout.door.proof.Html.escaped;
import static io.tieout.door.proof.Html.label;
import static io.tieout.door.proof.Html.plain;
import static io.tieout.door.proof.Html.quoted;
import static io.tieout.door.proof.Html.time;
import static io.tieout.door.proof.Html.value;
import static io.tieout.door.proof.Html.words;

import io.tieout.fact.party.SystemName;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One proposal: what, from what, by which rules, approved by whom, and what came of it.
final class ProposalSection {
  /// What a controller looks at first stands first; the rest follows by name.
  private static final List<String> FIRST =
      List.of(
          "customer",
          "ledger",
          "book",
          "net",
          "pricing",
          "expectedTax",
          "issued",
          "due",
          "termId",
          "currency",
          "memo",
          "email",
          "billing",
          "shipping",
          "quotePdf");

  private static final Comparator<String> IN_ORDER =
      Comparator.<String>comparingInt(
              name -> FIRST.contains(name) ? FIRST.indexOf(name) : FIRST.size())
          .thenComparing(Comparator.naturalOrder());

  private final Json.Obj all;
  private final Json.Obj proposal;
  private final Json.Obj change;
  private final Json.Obj ruling;

  ProposalSection(Json.Obj all) {
    this.all = all;
    this.proposal = all.obj("filed").obj("proposal");
    this.ruling = all.obj("filed").obj("ruling");
    this.change = proposal.obj("change");
  }

  String html() {
    return """
    <article>
    <h2>%s <span class="id">%s</span></h2>
    <h3>What was proposed</h3>
    %s<h3>What it rests on</h3>
    %s%s%s%s<h3>What policy ruled</h3>
    %s<h3>Who decided, and what they saw</h3>
    %s<h3>What was sent, answered and read back</h3>
    %s</article>
    """
        .formatted(
            escaped(title(change)),
            escaped(all.text("id")),
            what(),
            sources(),
            lines(),
            evidence(),
            remarks(),
            ruled(),
            decided(),
            done());
  }

  /// What a change is, for headings.
  static String title(Json.Obj change) {
    return switch (change.text("is")) {
      case "CreateInvoice" -> "Post an invoice";
      case "DraftInvoice" -> "Put a draft into the books";
      case "DiscardDraft" -> "Take a draft out of the books";
      case "UpdateDealFinance" -> "Tell the deal how its invoice stands";
      default -> capital(words(change.text("is")));
    };
  }

  private String what() {
    Json.Obj stands = all.obj("stands");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Where it stands", badge(stands.text("state")) + " since " + time(stands.text("since")));
    facts.put("Why", value(stands, "why"));
    facts.put("Asked for by", escaped(actor(proposal.obj("requestedBy"))));
    facts.put("Proposed at", time(proposal.text("at")));
    facts.put("Digest", code(all.text("digest")));
    Json.Obj made = change.optObj("invoice").filter(_ -> isInvoice()).orElse(change);
    return Html.facts(facts) + made(made);
  }

  private boolean isInvoice() {
    return change.text("is").equals("CreateInvoice");
  }

  /// The change itself: an invoice with its lines as a table, anything else field by field.
  private String made(Json.Obj made) {
    if (!isInvoice()) {
      return Html.tree(made);
    }
    Map<String, Json> fields = new TreeMap<>(IN_ORDER);
    fields.putAll(change.without("invoice").without("is").fields());
    fields.putAll(made.without("lines").fields());
    Map<String, String> facts = new LinkedHashMap<>();
    fields.forEach((name, value) -> facts.put(capital(label(name)), value(value)));
    return Html.facts(facts) + goods(made.objects("lines"));
  }

  private static String goods(List<Json.Obj> lines) {
    return Html.table(
        "lines",
        List.of(
            "Line",
            "Item",
            "Quantity",
            "Unit price",
            "Tax code",
            "Service date",
            "Tax inside",
            "Amount"),
        lines.stream()
            .map(line ->
                List.of(
                    value(line, "description"),
                    value(line, "itemId"),
                    value(line, "quantity"),
                    value(line, "unitPrice"),
                    value(line, "taxCodeId"),
                    value(line, "serviceDate"),
                    value(line, "taxInside"),
                    value(line, "amount")))
            .toList());
  }

  private String sources() {
    return Html.table(
        "sources",
        List.of("System", "Record", "Version", "Values it rests on"),
        proposal.objects("sources").stream()
            .map(source ->
                List.of(
                    escaped(SystemName.spoken(source.text("system"))),
                    "%s %s<br>%s"
                        .formatted(
                            escaped(source.text("kind")),
                            value(source, "name"),
                            code(plain(source, "id"))),
                    code(plain(source, "version")),
                    Html.tree(filled(source.obj("fields")))))
            .toList());
  }

  /// Fields that hold nothing are told by their absence.
  private static Json.Obj filled(Json.Obj fields) {
    Map<String, Json> some = new LinkedHashMap<>(fields.fields());
    some.values().removeIf(value -> value.equals(Json.of("")));
    return new Json.Obj(some);
  }

  private String lines() {
    List<Json.Obj> lines = proposal.objects("lines");
    return lines.isEmpty()
        ? ""
        : "<h4>How lines were mapped</h4>\n"
            + Html.table(
                "mapping",
                List.of("Product sold", "Ledger item", "Found", "Confidence", "Deal line"),
                lines.stream()
                    .map(line ->
                        List.of(
                            value(line, "product"),
                            value(line, "itemName") + " " + code(plain(line, "itemId")),
                            escaped(words(line.text("how"))),
                            value(line, "confidence"),
                            code(plain(line, "dealLineId"))))
                    .toList());
  }

  private String evidence() {
    List<Json.Obj> evidence = proposal.objects("evidence");
    return evidence.isEmpty()
        ? ""
        : "<h4>Shown to whoever approves</h4>\n"
            + Html.table(
                "evidence",
                List.of("What", "Value", "From", "Where"),
                evidence.stream()
                    .map(e ->
                        List.of(
                            value(e, "label"),
                            value(e, "value"),
                            escaped(
                                e.text("origin").equals("CRM") ? "CRM" : words(e.text("origin"))),
                            value(e, "link")))
                    .toList());
  }

  private String remarks() {
    List<Json> remarks = proposal.list("remarks");
    String unusual =
        remarks.isEmpty() ? "" : "<h4>What is unusual</h4>\n" + value(Json.array(remarks));
    return unusual + "<h4>What policy looked at</h4>\n" + Html.tree(proposal.obj("circumstances"));
  }

  private String ruled() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Policy", value(ruling, "policyVersion"));
    facts.put("Ruling", badge(ruling.text("is")));
    if (ruling.has("layers")) {
      facts.put("Who must approve", escaped(RuledLayers.spoken(ruling.objects("layers"))));
    }
    ruling.optObj("deadline").ifPresent(d -> facts.put("Within", escaped(within(d))));
    return Html.facts(facts)
        + Html.table(
            "rules",
            List.of("Rule that applied", "Because"),
            ruling.objects("because").stream()
                .map(hit -> List.of(code(hit.text("ruleId")), value(hit, "sentence")))
                .toList());
  }

  /// Each layer has as long.
  private static String within(Json.Obj deadline) {
    String length = spoken(Duration.parse(deadline.text("length")));
    return deadline.text("is").equals("Working") ? length + " of working time" : length;
  }

  private String decided() {
    return all.optObj("request")
        .map(this::asked)
        .orElse("<p>Nobody was asked: policy ruled alone.</p>\n");
  }

  private String asked(Json.Obj request) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Request", code(request.text("id")));
    facts.put(
        "Asked",
        "%s, at %s"
            .formatted(
                escaped(
                    request.objects("layers").stream()
                        .filter(layer -> !layer.text("state").equals("SKIPPED"))
                        .map(layer -> layer.text("asks"))
                        .collect(Collectors.joining(", then "))),
                time(request.text("askedAt"))));
    facts.put("Until", time(request.text("deadline")));
    facts.put("Shown digest", code(request.text("digest")));
    List<Json.Obj> votes = request.objects("votes");
    return Html.facts(facts)
        + (votes.isEmpty()
            ? "<p>Nobody has voted.</p>\n"
            : Html.table(
                "votes",
                List.of("Who", "Decision", "When", "Took", "Digest they saw"),
                votes.stream().map(vote -> vote(vote, all.text("digest"))).toList()));
  }

  private static List<String> vote(Json.Obj vote, String digest) {
    String reason = vote.has("reason") ? "<br>" + value(vote, "reason") : "";
    return List.of(
        "<strong>%s</strong><br>%s, %s"
            .formatted(
                quoted(vote.text("name")),
                escaped(words(vote.text("role"))),
                code(vote.text("person"))),
        badge(vote.text("choice")) + reason,
        time(vote.text("at")),
        spoken(Duration.ofSeconds(vote.decimal("tookSeconds").longValueExact())),
        vote.text("shownDigest").equals(digest)
            ? "the digest of this proposal"
            : code(vote.text("shownDigest")));
  }

  private String done() {
    List<Json.Obj> effects = all.objects("effects");
    return effects.isEmpty()
        ? "<p>Nothing was sent.</p>\n"
        : effects.stream().map(EffectSection::html).collect(Collectors.joining());
  }

  /// A state with a colour, and told in words for whoever sees no colour.
  static String badge(String state) {
    String kind =
        switch (state) {
          case "DONE", "CONFIRMED", "APPROVE", "APPROVED", "Proceed" -> "good";
          case "FAILED", "REFUSED", "REJECTED", "REJECT", "VOIDED", "EXPIRED", "Refuse" -> "bad";
          default -> "plain";
        };
    return "<span class=\"badge %s\">%s</span>".formatted(kind, escaped(words(state)));
  }

  private static String actor(Json.Obj actor) {
    return switch (actor.text("is")) {
      case "Person" -> plain(actor, "id");
      case "Assistant" -> "the assistant, for " + plain(actor, "onBehalfOf");
      default -> "Tieout, " + words(plain(actor, "name"));
    };
  }

  private static String spoken(Duration took) {
    return took.toHours() > 0
        ? "%d h %d min".formatted(took.toHours(), took.toMinutesPart())
        : took.toMinutes() > 0
            ? "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart())
            : took.toSeconds() + " s";
  }
}
