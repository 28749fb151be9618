package io.tieout.fact.crm;

import java.time.Instant;

/// One audit entry as it is shown beside its deal.
///
/// @param key unique: the hash of the entry's link
/// @param summary what the entry tells, in lines, without personal data
/// @param reference where the entry stands in the chain
public record DealAuditEntry(
    String key,
    String dealId,
    Instant at,
    String action,
    String actor,
    String summary,
    String reference) {}
