select count(*) = 1 from pg_constraint where conname = 'shadow_case_key' and contype = 'p';
select count(*) = 1 from pg_constraint where conname = 'shadow_case_says_something' and contype = 'c';
select count(*) = 1 from pg_trigger where tgname = 'shadow_case_written_once';
