-- What db-scheduler needs: one row a recurring job; the columns are its, not ours.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by text,
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- How each run of a job went. Rows are only added.
create table job_run (
  id bigint generated always as identity primary key,
  job text not null,
  runner text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null,
  message text not null,
  constraint job_run_outcome check (outcome in ('done', 'failed')),
  constraint job_run_ends_after_it_starts check (ended_at >= started_at),
  constraint job_run_failure_has_reason check (outcome = 'done' or message <> '')
);
create index job_run_by_job on job_run (job, id);
