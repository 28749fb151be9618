package io.tieout.engine.jobs;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the tables know of all jobs, for looking at them from another process.
public final class JobHistory {
  private static final String ALL =
      """
      select t.task_name, t.execution_time, r.started_at, r.ended_at, r.outcome, r.message
        from scheduled_tasks t
        left join lateral (
          select * from job_run where job = t.task_name order by id desc limit 1) r on true
       order by t.task_name
      """;

  private JobHistory() {}

  /// A job as the tables know it.
  public record Seen(String name, Optional<JobStatus.Run> last, Instant next) {}

  /// All jobs by name.
  public static List<Seen> of(Database database) {
    return database.inTransaction(sql -> sql.ask(ALL).list(JobHistory::seen));
  }

  private static Seen seen(Row row) {
    Optional<JobStatus.Run> last =
        row.optInstant("started_at")
            .map(start ->
                new JobStatus.Run(
                    start,
                    Duration.between(start, row.instant("ended_at")),
                    row.text("outcome").equals("done"),
                    row.text("message")));
    return new Seen(row.text("task_name"), last, row.instant("execution_time"));
  }
}
