package io.tieout.engine.effect;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One effect with its whole history, read from the tables.
///
/// @param key for the vendor: the same for every sending of this effect
/// @param approvers for the texts people read outside
record Effect(
    String id,
    String proposalId,
    String step,
    int position,
    int generation,
    String key,
    String approvers,
    Instant plannedAt,
    List<Event> events) {
  /// Among an event's details: the number of the halt that kept it from being sent.
  static final String HALT = "halt";

  Effect {
    events = List.copyOf(events);
  }

  /// A row of `effect_event`.
  ///
  /// @param dueAt when to look at it next; empty when there is nothing to do
  record Event(
      int seq,
      EffectState state,
      Instant at,
      String why,
      Optional<Instant> dueAt,
      Json.Obj details) {}

  Effect and(Event next) {
    List<Event> longer = new ArrayList<>(events);
    longer.add(next);
    return new Effect(
        id, proposalId, step, position, generation, key, approvers, plannedAt, longer);
  }

  Event last() {
    return events.getLast();
  }

  EffectState state() {
    return last().state();
  }

  boolean due(Instant now) {
    return last().dueAt().filter(due -> !due.isAfter(now)).isPresent();
  }

  /// How often its bytes have left, or were about to.
  int sends() {
    return count(EffectState.SENT);
  }

  /// How often it was put off, for back-off.
  int attempts() {
    return events.size();
  }

  boolean wasSent() {
    return sends() > 0;
  }

  /// Whether it was ever unknown if a sending arrived.
  boolean wasUncertain() {
    return count(EffectState.UNCERTAIN) > 0;
  }

  /// When it was sent last.
  Instant lastSent() {
    return lastOf(EffectState.SENT).orElseThrow().at();
  }

  /// What was sent last.
  Json.Obj request() {
    return lastOf(EffectState.SENT).orElseThrow().details().obj("request");
  }

  /// The vendor's id, when an answer named one before it could be read back.
  Optional<String> knownId() {
    return sinceSent().stream()
        .flatMap(e -> e.details().optText("madeId").stream())
        .reduce((_, later) -> later);
  }

  /// When it was first looked for in vain since it was last sent.
  Optional<Instant> firstAbsence() {
    return sinceSent().stream().filter(e -> e.details().flag("absent")).map(Event::at).findFirst();
  }

  /// What came of it, once confirmed.
  Optional<Json.Obj> result() {
    return state() == EffectState.CONFIRMED ? last().details().optObj("result") : Optional.empty();
  }

  /// The number of the halt it waits for, when that is why it was not sent last.
  Optional<Long> heldBy() {
    return last().details().get(HALT).map(number -> Long.valueOf(number.print()));
  }

  private int count(EffectState state) {
    return Math.toIntExact(events.stream().filter(e -> e.state() == state).count());
  }

  private Optional<Event> lastOf(EffectState state) {
    return events.reversed().stream().filter(e -> e.state() == state).findFirst();
  }

  private List<Event> sinceSent() {
    int from = lastOf(EffectState.SENT).map(Event::seq).orElse(0);
    return events.stream().filter(e -> e.seq() > from).toList();
  }
}
