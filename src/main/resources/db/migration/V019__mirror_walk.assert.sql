select count(*) = 4 from pg_constraint where conrelid = 'mirror_walk'::regclass and contype = 'c';
select pg_get_constraintdef(oid) like '%credit_note%' from pg_constraint where conname = 'mirror_record_kind';
select count(*) = 1 from pg_constraint where conname = 'mirror_record_merged_is_deleted';
select 'fillfactor=70' = any(reloptions) from pg_class where oid = 'mirror_record'::regclass;
