package io.tieout.fact.crm;

import java.time.Instant;

/// A deal that changed, as a poll sees it: enough to decide whether to look closer.
public record DealStamp(String dealId, boolean won, Instant changedAt, String version) {}
