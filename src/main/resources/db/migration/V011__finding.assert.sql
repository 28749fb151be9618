select count(*) = 1 from pg_constraint where conname = 'finding_occurs_once' and contype = 'u';
select count(*) = 1 from pg_constraint
 where conrelid = 'finding_event'::regclass and contype = 'p' and array_length(conkey, 1) = 2;
