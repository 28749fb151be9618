select count(*) = 3 from information_schema.tables where table_name in ('approval_request', 'approval_vote', 'approval_event');
select count(*) = 1 from pg_constraint where conname = 'approval_vote_nobody_twice' and contype = 'p';
select count(*) = 1 from pg_constraint where conname = 'approval_event_once' and contype = 'u';
select count(*) >= 3 from pg_trigger where tgname like 'approval\_%\_written\_once';
