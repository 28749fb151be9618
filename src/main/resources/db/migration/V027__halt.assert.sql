select count(*) = 1 from information_schema.tables where table_name = 'halt_event';
select count(*) = 2 from pg_constraint where conname in ('halt_event_takes_turns', 'halt_event_texts_given') and contype = 'c';
select count(*) = 1 from pg_constraint where conname = 'halt_event_follows' and contype = 'f';
select count(*) = 1 from pg_trigger where tgname = 'halt_event_written_once';
