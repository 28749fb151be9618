package io.tieout.fact.crm;

import java.time.LocalDate;

/// Something done, to be logged on a deal (Salesforce: a completed Task).
///
/// @param key ours, kept in the activity's text, by which it can be found again
public record Activity(String dealId, String key, String subject, String text, LocalDate date) {}
