select count(*) = 4 from information_schema.tables where table_name in ('proposal', 'ruling', 'proposal_event', 'live_change');
select count(*) = 3 from pg_trigger where tgname in ('proposal_written_once', 'ruling_written_once', 'proposal_event_written_once');
select count(*) = 1 from pg_constraint where conname = 'proposal_event_legal' and contype = 'c';
select count(*) = 1 from pg_constraint where conname = 'live_change_key' and contype = 'p';
