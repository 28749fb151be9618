select count(*) = 1 from pg_trigger where tgname = 'governing_written_once';
select count(*) = 1 from pg_constraint where conname = 'governing_follows' and contype = 'f';
select count(*) = 1 from pg_constraint where conname = 'proposal_kind_known' and pg_get_constraintdef(oid) like '%Govern%';
