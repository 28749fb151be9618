package io.tieout.app.config;

import io.tieout.engine.retention.RetentionSettings;
import java.time.Duration;

/// How long data is kept.
final class RetentionSection {
  private static final int LONGEST_DAYS = 3_650;

  /// Change feeds look back a day, and would bring back what is removed sooner.
  private static final int SHORTEST_COPIES = 2;

  /// Some countries' books are kept for 30 years.
  private static final int MOST_YEARS = 30;

  private final Fields fields;

  RetentionSection(Fields fields) {
    this.fields = fields;
  }

  RetentionSettings read() {
    RetentionSettings usual = RetentionSettings.DEFAULT;
    RetentionSettings settings =
        new RetentionSettings(
            days("signal_bodies_days", usual.signalBodies(), 1),
            days("deleted_copies_days", usual.deletedCopies(), SHORTEST_COPIES),
            days("transcripts_days", usual.transcripts(), 1),
            days("notices_days", usual.notices(), 1),
            days("resolved_findings_days", usual.resolvedFindings(), 1),
            days("job_runs_days", usual.jobRuns(), 1),
            fields.number("records_years", usual.recordsYears(), 1, MOST_YEARS));
    fields.done();
    return settings;
  }

  private Duration days(String name, Duration usual, int least) {
    int days = fields.number(name, Math.toIntExact(usual.toDays()), least, LONGEST_DAYS);
    return Duration.ofDays(Math.max(days, 1));
  }
}
