package io.tieout.fact.change;

import io.tieout.fact.party.Actor;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One change Tieout wants to make, with everything an approver needs to judge it.
///
/// @param id for example `P-01JD3Q4W8ZK7M00`
/// @param requestedBy may not approve it
/// @param sources the records it was computed from, at their versions
/// @param remarks what is unusual, a sentence each, worst first; empty when nothing is
/// @param edited whose edit of which proposal this is; empty where code alone drafted it, and in
///   proposals that were stored before there were edits
public record Proposal(
    String id,
    Change change,
    Actor requestedBy,
    Instant at,
    List<Source> sources,
    List<LineOrigin> lines,
    List<Evidence> evidence,
    List<String> remarks,
    Circumstances circumstances,
    Optional<Edited> edited) {
  public Proposal {
    sources = List.copyOf(sources);
    lines = List.copyOf(lines);
    evidence = List.copyOf(evidence);
    remarks = List.copyOf(remarks);
  }

  /// A proposal that nobody has edited.
  public Proposal(
      String id,
      Change change,
      Actor requestedBy,
      Instant at,
      List<Source> sources,
      List<LineOrigin> lines,
      List<Evidence> evidence,
      List<String> remarks,
      Circumstances circumstances) {
    this(
        id,
        change,
        requestedBy,
        at,
        sources,
        lines,
        evidence,
        remarks,
        circumstances,
        Optional.empty());
  }

  /// What an approval binds to: the change as it will be sent and the versions it rests on. An edit
  /// is in it by what it made of the change; who edited and why is told beside, as evidence is.
  public Digest digest() {
    return Digest.of(
        Json.object()
            .put("change", Records.writeAs(change, Change.class))
            .put("sources", sources.stream().map(Records::write).toList())
            .build());
  }

  /// The same with another change: under this id, of these sources.
  public Proposal with(Change other) {
    return new Proposal(
        id, other, requestedBy, at, sources, lines, evidence, remarks, circumstances, edited);
  }

  /// The same, told to be an edit.
  public Proposal as(Edited edit) {
    return new Proposal(
        id,
        change,
        requestedBy,
        at,
        sources,
        lines,
        evidence,
        remarks,
        circumstances,
        Optional.of(edit));
  }

  /// With one more fact for whoever judges it; what an approval binds to stays the same.
  public Proposal withEvidence(Evidence more) {
    List<Evidence> all = new ArrayList<>(evidence);
    all.add(more);
    return new Proposal(
        id, change, requestedBy, at, sources, lines, all, remarks, circumstances, edited);
  }

  /// With one more thing that is unusual, the worst of all; what an approval binds to stays the
  /// same.
  public Proposal withRemark(String worst) {
    List<String> all = new ArrayList<>(List.of(worst));
    all.addAll(remarks);
    return new Proposal(
        id, change, requestedBy, at, sources, lines, evidence, all, circumstances, edited);
  }

  /// The change as one to the outside; fails for what only governs decisions.
  public Change.OfDeal outside() {
    if (change instanceof Change.OfDeal deed) {
      return deed;
    }
    throw new IllegalStateException(id + " changes nothing outside");
  }

  /// What orders work and keeps it single: one at a time per deal, or per governing text.
  public String subject() {
    return change.subject();
  }
}
