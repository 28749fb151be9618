select count(*) = 1 from pg_indexes where indexname = 'signal_work_queue' and indexdef like '%(lane, signal)%';
select count(*) = 1 from pg_constraint where conname = 'signal_work_lane' and contype = 'c';
select count(*) = 0 from information_schema.columns where table_name = 'signal_work' and column_name = 'patient';
