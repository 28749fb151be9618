select count(*) = 1 from pg_trigger where tgname = 'approval_term_written_once';
select count(*) = 0 from information_schema.columns where table_name = 'approval_request' and column_name in ('role', 'needed', 'deadline');
select count(*) = 4 from information_schema.columns where table_name = 'approval_vote' and column_name in ('layer', 'slot', 'in_place_of', 'in_place_of_name') ;
select count(*) = 1 from pg_constraint where conname = 'approval_event_about_itself' and contype = 'c';
select count(*) = 0 from pg_trigger where not tgisinternal and tgenabled = 'D';
