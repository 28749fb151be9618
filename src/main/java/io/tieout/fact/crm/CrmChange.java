package io.tieout.fact.crm;

import java.time.Instant;
import java.util.Optional;

/// A record of a CRM that changed, as a change feed sees it.
///
/// @param deleted whether it is gone; also when it was merged
/// @param mergedInto the record that took its place
/// @param version changes with the record; a deleted one's is the time of its end
public record CrmChange(
    CrmKind kind,
    String id,
    boolean deleted,
    Optional<String> mergedInto,
    Instant changedAt,
    String version) {}
