select count(*) = 3 from pg_constraint where conrelid = 'admin_ticket'::regclass and contype = 'c';
select count(*) = 2 from pg_constraint where conrelid = 'refused_grant'::regclass and contype = 'c';
