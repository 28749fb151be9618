select count(*) = 1 from pg_trigger where tgname = 'governing_written_once';
select count(*) = 1 from pg_constraint where conname = 'governing_follows' and contype = 'f';
