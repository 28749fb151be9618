select count(*) = 1 from pg_constraint where conname = 'audit_copy_key' and contype = 'p';
select count(*) = 2 from pg_constraint where conname in ('audit_copy_seq', 'audit_copy_copied') and contype = 'c';
