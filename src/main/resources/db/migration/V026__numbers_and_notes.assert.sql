select count(*) = 2 from information_schema.tables where table_name in ('number_series', 'given_number');
select count(*) = 1 from pg_indexes where indexname = 'given_number_one_an_effect' and indexdef like '%UNIQUE%';
select count(*) = 2 from pg_constraint where conname in ('given_number_has_holder', 'given_number_record_is_used') and contype = 'c';
select count(*) = 1 from pg_constraint where conname = 'effect_step_known' and pg_get_constraintdef(oid) like '%note-approval%';
