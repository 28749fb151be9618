package io.tieout.engine.audit;

import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.Optional;

/// An audit entry with all that its hash was made of.
///
/// @param content what the hash is taken over, field by field
/// @param link its place in the chain, once it is chained
/// @param erased whether personal data in it was replaced since: then the hash is not its own
public record ChainedEntry(
    AuditEntry deed,
    Json.Obj content,
    Optional<ChainLink> link,
    Optional<Instant> chainedAt,
    boolean erased) {}
