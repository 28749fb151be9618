select count(*) = 3 from information_schema.tables
 where table_schema = 'public' and table_name in ('signal', 'signal_work', 'signal_attempt');
select count(*) = 1 from pg_indexes
 where indexname = 'signal_work_one_per_subject' and indexdef like 'CREATE UNIQUE INDEX%working%';
select count(*) = 1 from pg_constraint where conname = 'signal_arrives_once' and contype = 'u';
