package io.tieout.app.drill;

import io.tieout.engine.effect.Mark;
import io.tieout.fact.party.Directory;
import io.tieout.value.json.Json;
import java.time.Duration;
import java.util.Optional;

/// What a replica is told by a file.
///
/// @param info of the stand-ins, as [io.tieout.app.sandbox.Vendors#info] tells
/// @param name unique among replicas
/// @param term of its leases
/// @param patience between two looks for a write whose answer was lost
/// @param death where it is to die by itself
/// @param addressFile where it writes the address of its web door once it serves
public record Orders(
    Json.Obj info,
    Directory people,
    String jdbcUrl,
    String keyFolder,
    String name,
    Duration term,
    Duration patience,
    Optional<Death> death,
    String addressFile) {
  /// Where to die.
  public record Death(Mark mark, String step) {}
}
