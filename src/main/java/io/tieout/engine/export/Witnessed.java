package io.tieout.engine.export;

import io.tieout.engine.export.Notes.Place;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares proposals, votes and executions with the entries of the audit that tell of them, and
/// with each other: lines of these files are in no chain of their own that was signed.
final class Witnessed {
  /// A row and its entry are written in one transaction, with clocks read one after the other: at
  /// the borders one may lie in the period and the other not.
  private static final Duration BORDER = Duration.ofMinutes(1);

  private static final List<String> OF_A_VOTE = List.of("choice", "name", "role", "reason");

  private final Manifest manifest;
  private final Notes notes;
  private final Map<String, List<Json.Obj>> votes = new HashMap<>();
  private final Map<String, String> filed = new HashMap<>();
  private final Set<String> confirmed = new HashSet<>();
  private final Set<String> proposals = new HashSet<>();
  private final Set<String> decisions = new HashSet<>();
  private long agreed;
  private long unseen;

  Witnessed(Manifest manifest, Notes notes) {
    this.manifest = manifest;
    this.notes = notes;
  }

  /// Keeps what is compared later, which is little of each entry.
  void entry(Json.Obj row) {
    List<String> refs = row.list("refs").stream().map(ref -> ref.asText("refs")).toList();
    Json.Obj details = row.obj("details");
    switch (row.text("action")) {
      case "approval vote" ->
          refs.forEach(ref ->
              votes
                  .computeIfAbsent(ref + " " + row.text("actor"), _ -> new ArrayList<>())
                  .add(details));
      case "proposal filed" ->
          details.optText("digest").ifPresent(d -> refs.forEach(ref -> filed.put(ref, d)));
      case "effect confirmed" -> confirmed.addAll(refs);
      case String _ -> {
        // It is checked as a link of the chain, and tells of no row.
      }
    }
  }

  void proposal(Place place, Json.Obj row) {
    String id = row.text("proposal_id");
    proposals.add(id);
    if (row.flag("filed_in_period")) {
      Optional<Boolean> same = Optional.ofNullable(filed.get(id)).map(row.text("digest")::equals);
      compared(new Claim(place, row.text("filed_at"), "the filing of " + id), same);
    }
  }

  void decision(Place place, Json.Obj row) {
    decisions.add(row.text("decision_id"));
    known(place, row);
    String person = row.text("person_id");
    String request = row.text("request_id");
    List<Json.Obj> told = votes.getOrDefault("%s person:%s".formatted(request, person), List.of());
    Optional<Boolean> same =
        told.isEmpty()
            ? Optional.empty()
            : Optional.of(told.stream().anyMatch(vote -> sameVote(vote, row)));
    String what = "the vote of %s on %s".formatted(person, request);
    compared(new Claim(place, row.text("decided_at"), what), same);
  }

  private static boolean sameVote(Json.Obj vote, Json.Obj row) {
    return OF_A_VOTE.stream()
            .allMatch(f -> vote.optText(f).orElse("").equals(row.optText(f).orElse("")))
        && vote.optText("shownDigest").equals(row.optText("shown_digest"));
  }

  void execution(Place place, Json.Obj row) {
    known(place, row);
    if (inside(row.text("planned_at")) && notes.clean(file(DecisionsSheet.SHEET))) {
      row.list("decision_ids").stream()
          .map(id -> id.asText("decision_ids"))
          .filter(id -> !decisions.contains(id))
          .forEach(
              id -> notes.broken(place, "it rests on %s, which is not in decisions".formatted(id)));
    }
    row.optText("confirmed_at")
        .filter(at -> manifest.period().holds(Instant.parse(at)))
        .ifPresent(at -> {
          String id = row.text("execution_id");
          compared(
              new Claim(place, at, "the confirmation of " + id),
              confirmed.contains(id) ? Optional.of(true) : Optional.empty());
        });
  }

  /// What a row says happened, and when.
  private record Claim(Place place, String at, String what) {}

  /// @param same whether the entry that tells of it says the same; empty when there is none
  private void compared(Claim claim, Optional<Boolean> same) {
    if (same.isEmpty()) {
      missing(claim);
    } else if (same.get()) {
      agreed++;
    } else {
      notes.broken(claim.place(), claim.what() + " is told otherwise by its entry in entries");
    }
  }

  private void missing(Claim claim) {
    if (!inside(claim.at()) || manifest.chain().notChained() > 0) {
      unseen++;
    } else if (notes.clean(file(EntriesSheet.SHEET))) {
      notes.broken(claim.place(), claim.what() + " is not in entries");
    }
  }

  private void known(Place place, Json.Obj row) {
    String id = row.text("proposal_id");
    if (!proposals.contains(id) && notes.clean(file(ProposalsSheet.SHEET))) {
      notes.broken(place, "its proposal %s is not in proposals".formatted(id));
    }
  }

  private String file(Sheet sheet) {
    return manifest.form().file(sheet);
  }

  /// Well within the period.
  private boolean inside(String at) {
    Instant moment = Instant.parse(at);
    return moment.isAfter(manifest.period().start().plus(BORDER))
        && moment.isBefore(manifest.period().end().minus(BORDER));
  }

  void end() {
    if (agreed > 0) {
      notes.proven(
          "%d proposals, votes and confirmations are told by entries of the audit"
              .formatted(agreed));
    }
    if (unseen > 0) {
      notes.open(
          "%d rows at the period's borders, or of entries not chained yet, have no entry here"
              .formatted(unseen));
    }
  }
}
