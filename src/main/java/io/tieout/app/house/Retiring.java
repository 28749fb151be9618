package io.tieout.app.house;

import io.tieout.engine.jobs.Job;
import io.tieout.engine.retention.Kind;
import io.tieout.engine.retention.Retention;
import io.tieout.engine.retention.RetentionSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// What is removed by age, and by whom: every kind of `docs/privacy.md` that has an end.
final class Retiring {
  /// Often enough that no run has much to do.
  private static final Duration EVERY = Duration.ofHours(6);

  private Retiring() {}

  static Job job(Engine engine, RetentionSettings settings, InstantSource clock) {
    Retention retention = new Retention(engine.database(), engine.audit(), clock, kinds(settings));
    return new Job("retention", EVERY, retention::run);
  }

  static List<Kind> kinds(RetentionSettings keep) {
    return List.of(
        new Kind(
            "signal_bodies",
            "bodies of signals",
            keep.signalBodies(),
            io.tieout.engine.inbox.Expiry::sweep),
        new Kind(
            "deleted_copies",
            "copies of deleted records",
            keep.deletedCopies(),
            io.tieout.engine.mirror.Expiry::sweep),
        new Kind(
            "transcripts",
            "lines of transcripts",
            keep.transcripts(),
            io.tieout.door.slack.Expiry::sweep),
        new Kind(
            "notices", "notices to people", keep.notices(), io.tieout.engine.outbox.Expiry::sweep),
        new Kind(
            "resolved_findings",
            "resolved findings",
            keep.resolvedFindings(),
            io.tieout.engine.finding.Expiry::sweep),
        new Kind("job_runs", "runs of jobs", keep.jobRuns(), io.tieout.engine.jobs.Expiry::sweep));
  }
}
