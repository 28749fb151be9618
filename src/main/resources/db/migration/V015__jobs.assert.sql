select count(*) = 12 from information_schema.columns where table_name = 'scheduled_tasks';
select count(*) = 3 from pg_constraint where conrelid = 'job_run'::regclass and contype = 'c';
