package io.tieout.engine.effect;

import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.seal.Seal;
import java.time.Instant;
import java.util.List;

/// Everything that happened to one write to the outside.
///
/// @param thing for people, for example `the invoice`
/// @param key the vendor knows it by
/// @param approvers as they were told to the outside
public record EffectTrace(
    String id,
    String step,
    String thing,
    int generation,
    String key,
    String approvers,
    Instant plannedAt,
    List<Moment> moments) {
  public EffectTrace {
    moments = List.copyOf(moments);
  }

  /// One event: what was sent, answered or read back.
  ///
  /// @param content the whole event, but for its time: the audit's entry about it has its own
  public record Moment(String effectId, int seq, Instant at, Json.Obj content) {
    static Moment of(Effect effect, Effect.Event event, List<StepKind.Observation> seen) {
      Json.Obj content =
          Json.object()
              .put("effect", effect.id())
              .put("key", effect.key())
              .put("event", event.seq())
              .put("state", event.state().name())
              .put("why", event.why())
              .put("details", event.details())
              .put("readBack", seen.stream().map(Records::write).toList())
              .build();
      return new Moment(effect.id(), event.seq(), event.at(), content);
    }

    /// The event without its personal data. What an auditor is given of it.
    public Json.Obj sealed(Seal seal) {
      return seal.over("%s/%d".formatted(effectId, seq), content);
    }
  }

  /// Told to the audit with the event.
  static String sealedDigest(Seal seal, Moment moment) {
    return Digest.of(moment.sealed(seal)).hex();
  }
}
