select count(*) = 1 from pg_indexes
 where indexname = 'notice_outbox_one_per_key' and indexdef like 'CREATE UNIQUE INDEX%sending%';
select count(*) = 5 from pg_constraint where conrelid = 'notice_outbox'::regclass and contype = 'c';
