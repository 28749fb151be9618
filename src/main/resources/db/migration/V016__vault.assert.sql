select count(*) = 3 from pg_constraint where conrelid = 'sealed_grant'::regclass and contype = 'c';
select not exists (
  select 1 from information_schema.columns
   where table_name = 'sealed_grant' and data_type in ('json', 'jsonb'));
