package io.tieout.engine.audit;

import java.time.Instant;
import java.util.Optional;

/// An audit entry as it is shown.
///
/// @param seq its place in the chain, once it is chained
/// @param hash the seal on it and all before it, once it is chained
public record Told(
    String entryId, Instant at, AuditEntry entry, Optional<Long> seq, Optional<String> hash) {}
