package io.tieout.engine.jobs;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The history of jobs.
final class JobRuns {
  private static final String INSERT =
      """
      insert into job_run (job, runner, started_at, ended_at, outcome, message)
      values (:job, :runner, :startedAt, :endedAt, :outcome, :message)
      """;
  private static final String LAST =
      "select * from job_run where job = :job order by id desc limit 1";
  private static final String NEXT =
      "select execution_time from scheduled_tasks where task_name = :job";

  private final Database database;
  private final String runner;

  JobRuns(Database database, String runner) {
    this.database = database;
    this.runner = runner;
  }

  void add(String job, JobStatus.Run run) {
    database.transact(sql ->
        sql.run(INSERT)
            .set("job", job)
            .set("runner", runner)
            .set("startedAt", run.startedAt())
            .set("endedAt", run.startedAt().plus(run.took()))
            .set("outcome", run.succeeded() ? "done" : "failed")
            .set("message", run.message())
            .once());
  }

  Optional<JobStatus.Run> last(String job) {
    return database.inTransaction(sql -> sql.ask(LAST).set("job", job).first(JobRuns::run));
  }

  Optional<Instant> next(String job) {
    return database.inTransaction(
        sql -> sql.ask(NEXT).set("job", job).first(row -> row.instant("execution_time")));
  }

  private static JobStatus.Run run(Row row) {
    Instant start = row.instant("started_at");
    return new JobStatus.Run(
        start,
        Duration.between(start, row.instant("ended_at")),
        row.text("outcome").equals("done"),
        row.text("message"));
  }
}
