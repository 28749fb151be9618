select count(*) = 2 from information_schema.tables where table_name in ('drift_look', 'drift_event');
select count(*) = 3 from pg_constraint where conname in ('drift_event_from_one', 'drift_event_kind', 'drift_event_begins_with_a_difference') and contype = 'c';
select count(*) = 2 from pg_constraint where conname in ('drift_look_key', 'drift_event_key') and contype = 'p';
select count(*) = 1 from pg_trigger where tgname = 'drift_event_written_once';
