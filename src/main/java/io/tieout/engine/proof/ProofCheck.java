package io.tieout.engine.proof;

import io.tieout.engine.proof.ChainReading.Entry;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.seal.Seal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Checks a proof against itself: every part of it against the audit entries in it, whose hashes
/// are recomputed. Needs nothing but the record.
public final class ProofCheck {
  /// Between what a table says and the entry written in the same transaction.
  private static final Duration SAME_MOMENT = Duration.ofMinutes(1);

  /// Columns keep microseconds.
  private static final Duration STORED = Duration.ofMillis(1);

  private static final Set<String> APPROVED = Set.of("APPROVED", "EXECUTING", "DONE");

  private final Proof proof;
  private final Checked.Notes notes = new Checked.Notes();
  private final ChainReading chain = new ChainReading(notes);

  private final Witnesses witnesses;

  private ProofCheck(Proof proof, Witnesses witnesses) {
    this.proof = proof;
    this.witnesses = witnesses;
  }

  public static Checked of(Proof proof, Witnesses witnesses) {
    try {
      return new ProofCheck(proof, witnesses).run();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      String why = "the record does not have the shape of a proof: " + e.getMessage();
      return new Checked(List.of(), List.of(), List.of(why));
    }
  }

  private Checked run() {
    chain.read(proof.chain());
    new AnchorReading(notes, chain, witnesses).read(proof.anchors());
    for (Json.Obj proposal : proof.proposals()) {
      int before = notes.faults();
      filed(proposal);
      digests(proposal);
      stands(proposal);
      proposal.optObj("request").ifPresent(request -> request(proposal, request));
      proposal.objects("effects").forEach(effect -> effect(proposal, effect));
      if (notes.faults() == before) {
        notes.proven(
            "proposal %s, its ruling, votes, requests and read-backs are as the entries say"
                .formatted(proposal.text("id")));
      }
    }
    return notes.done();
  }

  private void filed(Json.Obj proposal) {
    String id = proposal.text("id");
    Json.Obj filed = proposal.obj("filed");
    notes.same("the id in the proposal " + id, filed.obj("proposal").text("id"), id);
    String digest = proposal.text("digest");
    if (Seal.places(approvable(filed)).isEmpty()) {
      String is = Digest.of(approvable(filed)).hex();
      if (notes.same("the digest recomputed from proposal " + id, is, digest)) {
        notes.proven("proposal %s has the digest %s that was approved".formatted(id, digest));
      }
    } else {
      notes.open(
          "the digest of proposal %s covers values that are sealed here; the entry of its filing ties it to what is shown"
              .formatted(id));
    }
    Optional<Entry> entry = find("proposal filed", id, _ -> true);
    if (entry.isEmpty()) {
      missing("the entry “proposal filed” of " + id);
      return;
    }
    entry
        .get()
        .details()
        .optText("sealedDigest")
        .ifPresentOrElse(
            sealed ->
                notes.same(
                    "the sealed digest recomputed from proposal %s and its ruling".formatted(id),
                    Digest.of(filed).hex(),
                    sealed),
            () ->
                notes.open(
                    "proposal %s was filed before sealed digests were recorded".formatted(id)));
  }

  /// What an approval binds to.
  private static Json.Obj approvable(Json.Obj filed) {
    Json.Obj proposal = filed.obj("proposal");
    return Json.object()
        .put("change", proposal.obj("change"))
        .put("sources", proposal.objects("sources"))
        .build();
  }

  private void digests(Json.Obj proposal) {
    String id = proposal.text("id");
    for (Entry entry : chain.entries()) {
      entry
          .details()
          .optText("digest")
          .filter(_ -> entry.names(id))
          .ifPresent(digest ->
              notes.same(
                  "the digest of %s in the entry “%s”".formatted(id, entry.action()),
                  digest,
                  proposal.text("digest")));
    }
  }

  private void stands(Json.Obj proposal) {
    Json.Obj stands = proposal.obj("stands");
    String state = stands.text("state");
    String id = proposal.text("id");
    Set<String> actions =
        switch (state) {
          case "FILED" -> Set.of("proposal filed");
          case "WAITING" -> Set.of("approval asked");
          case "EXECUTING" -> Set.of("effects planned");
          default -> Set.of("proposal " + lower(state), "approval " + lower(state));
        };
    Optional<Entry> entry =
        chain.entries().reversed().stream()
            .filter(e -> e.names(id) && actions.contains(e.action()))
            .findFirst();
    if (entry.isEmpty()) {
      missing("an entry that says that %s is %s".formatted(id, lower(state)));
      return;
    }
    Json.Obj details = entry.get().details();
    boolean sealed = stands.get("why").flatMap(Seal::mask).isPresent();
    details
        .optText("why")
        .or(() -> details.optText("what"))
        .filter(_ -> !sealed)
        .ifPresent(
            why -> notes.same("why %s stands as it does".formatted(id), stands.text("why"), why));
    if (!state.equals("EXECUTING")) {
      moment("since when %s is %s".formatted(id, lower(state)), stands.text("since"), entry.get());
    }
  }

  private void request(Json.Obj proposal, Json.Obj request) {
    String id = request.text("id");
    notes.same(
        "the digest people were shown in " + id, request.text("digest"), proposal.text("digest"));
    find("approval asked", id, _ -> true)
        .ifPresentOrElse(
            entry -> {
              notes.same("who was asked in " + id, asked(request), layers(entry));
              near(
                  "the deadline of " + id,
                  request.text("deadline"),
                  entry.details().text("deadline"),
                  STORED);
              moment("when %s was asked".formatted(id), request.text("askedAt"), entry);
            },
            () -> missing("the entry “approval asked” of " + id));
    ruled(proposal, request);
    request.objects("votes").forEach(vote -> vote(proposal, id, vote));
    voters(id, request.objects("votes"));
    if (APPROVED.contains(proposal.obj("stands").text("state"))) {
      enough(id, request);
    }
  }

  /// Whom the policy asks; who was added stands in entries of their own.
  private static String asked(Json.Obj request) {
    return request.objects("layers").stream()
        .filter(
            layer -> !layer.text("state").equals("SKIPPED") && layer.optText("addedBy").isEmpty())
        .map(layer -> layer.text("asks"))
        .collect(Collectors.joining(", then "));
  }

  private static String layers(Entry entry) {
    return entry.details().list("layers").stream()
        .map(layer -> layer.asText("layers"))
        .collect(Collectors.joining(", then "));
  }

  /// How many each layer takes is as the ruling says, whose digest the filing's entry seals. Who
  /// was added in flight is one person.
  private void ruled(Json.Obj proposal, Json.Obj request) {
    List<Integer> ruled =
        proposal.obj("filed").obj("ruling").objects("layers").stream()
            .map(layer ->
                layer.text("is").equals("AnyOf")
                    ? layer.integer("needed")
                    : Math.max(1, layer.objects("approvers").size()))
            .toList();
    List<Integer> told =
        request.objects("layers").stream()
            .filter(layer -> layer.optText("addedBy").isEmpty())
            .map(layer -> layer.integer("needed"))
            .toList();
    notes.same(
        "the approvals needed by each layer of " + request.text("id"),
        told.toString(),
        ruled.toString());
  }

  /// Every layer has its approvals, and there is one at least.
  private void enough(String id, Json.Obj request) {
    List<Json.Obj> layers =
        request.objects("layers").stream()
            .filter(layer -> !layer.text("state").equals("SKIPPED"))
            .toList();
    if (layers.isEmpty()) {
      notes.broken(id + " was approved although nobody was asked");
    }
    for (Json.Obj layer : layers) {
      long approvals =
          request.objects("votes").stream()
              .filter(v -> v.text("choice").equals("APPROVE"))
              .filter(v -> v.text("layer").equals(layer.text("key")))
              .count();
      if (approvals < layer.integer("needed")) {
        notes.broken(
            "%s has %d approvals of %s and needs %d"
                .formatted(id, approvals, layer.text("asks"), layer.integer("needed")));
      }
    }
  }

  /// Nobody counts twice, and no vote that was given is left out.
  private void voters(String requestId, List<Json.Obj> votes) {
    Set<String> once = new TreeSet<>(votes.stream().map(vote -> vote.text("person")).toList());
    long different =
        votes.stream()
            .map(v -> List.of(v.text("person"), v.text("layer"), v.text("choice")))
            .distinct()
            .count();
    if (different < votes.size()) {
      notes.broken("one person's vote stands more than once in " + requestId);
    }
    chain.entries().stream()
        .filter(e -> e.action().equals("approval vote") && e.names(requestId))
        .map(Entry::actor)
        .filter(actor -> once.stream().noneMatch(person -> actor.equals("person:" + person)))
        .forEach(
            actor -> notes.broken("the vote of %s on %s is left out".formatted(actor, requestId)));
  }

  private static final List<String> FIELDS =
      List.of(
          "choice", "name", "role", "layer", "inPlaceOf", "shownDigest", "tookSeconds", "reason");

  private void vote(Json.Obj proposal, String requestId, Json.Obj vote) {
    String whose = "the vote of %s on %s".formatted(vote.text("person"), requestId);
    notes.same("what %s saw".formatted(whose), vote.text("shownDigest"), proposal.text("digest"));
    Optional<Entry> entry =
        find(
            "approval vote",
            requestId,
            e ->
                e.actor().equals("person:" + vote.text("person"))
                    && e.details().text("choice").equals(vote.text("choice"))
                    && e.details().text("layer").equals(vote.text("layer")));
    if (entry.isEmpty()) {
      missing("the entry of " + whose);
      return;
    }
    for (String field : FIELDS) {
      notes.same(
          "%s of %s".formatted(field, whose),
          vote.optText(field).orElse(""),
          entry.get().details().optText(field).orElse(""));
    }
    moment("the time of " + whose, vote.text("at"), entry.get());
  }

  private void effect(Json.Obj proposal, Json.Obj effect) {
    String id = effect.text("id");
    notes.same(
        "the id of the step " + id,
        id,
        "%s/%s/%s".formatted(proposal.text("id"), effect.text("step"), effect.text("generation")));
    find("effects planned", proposal.text("id"), _ -> true)
        .ifPresentOrElse(
            entry ->
                notes.same(
                    "who approved " + id,
                    effect.text("approvers"),
                    entry.details().text("approvedBy")),
            () -> missing("the entry “effects planned” of " + proposal.text("id")));
    effect.objects("events").forEach(event -> event(id, event));
  }

  private void event(String effectId, Json.Obj event) {
    Json.Obj content = event.obj("content");
    String what = "%s of %s".formatted(lower(content.text("state")), effectId);
    notes.same("the effect of " + what, content.text("effect"), effectId);
    Optional<Entry> entry =
        chain.entries().stream()
            .filter(e -> e.names(effectId))
            .filter(e -> e.details().optText("event").equals(content.optText("event")))
            .filter(e -> e.details().has("sealedDigest"))
            .findFirst();
    if (entry.isEmpty() && planned(effectId, content)) {
      return;
    }
    if (entry.isEmpty()) {
      notes.open("no entry tells the event %s; it rests on the tables".formatted(what));
      return;
    }
    notes.same(
        "the sealed digest recomputed from the event " + what,
        Digest.of(content).hex(),
        entry.get().details().text("sealedDigest"));
    if (entry.get().action().equals("effect " + lower(content.text("state")))) {
      moment("the time of the event " + what, event.text("at"), entry.get());
    }
  }

  /// The first event of a step has no entry of its own: planning is told once for all steps, and
  /// says nothing more of each.
  private boolean planned(String effectId, Json.Obj content) {
    List<String> id = List.of(effectId.split("/", -1));
    return content.text("state").equals("PLANNED")
        && content.integer("event") == 1
        && content.obj("details").fields().isEmpty()
        && content.list("readBack").isEmpty()
        && id.size() == 3
        && id.getLast().equals("1")
        && find(
                "effects planned",
                id.getFirst(),
                e -> e.details().list("steps").contains(Json.of(id.get(1))))
            .isPresent();
  }

  private Optional<Entry> find(String action, String ref, Predicate<Entry> which) {
    return chain.entries().stream()
        .filter(e -> e.action().equals(action) && e.names(ref))
        .filter(which)
        .findFirst();
  }

  private void missing(String what) {
    if (chain.incomplete()) {
      notes.open(what + " is not shown here; it may be among those left out");
    } else {
      notes.broken(what + " is not in this file");
    }
  }

  private void moment(String what, String at, Entry entry) {
    near(what, at, entry.at(), SAME_MOMENT);
  }

  private void near(String what, String at, String should, Duration most) {
    Duration apart = Duration.between(Instant.parse(at), Instant.parse(should)).abs();
    if (apart.compareTo(most) > 0) {
      notes.broken("%s is %s but its entry says %s".formatted(what, at, should));
    }
  }

  private static String lower(String state) {
    return state.toLowerCase(Locale.ROOT);
  }
}
