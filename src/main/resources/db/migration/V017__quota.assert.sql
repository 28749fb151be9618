select count(*) = 4 from pg_constraint where conrelid = 'quota_account'::regclass and contype = 'c';
select reloptions = array['fillfactor=50'] from pg_class where oid = 'quota_account'::regclass;
select jsonb_typeof('{"a/1": 1}'::jsonb - 'a/1') = 'object';
