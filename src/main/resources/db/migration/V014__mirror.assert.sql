select fold_name('Müller & Søn ÇA') = 'muller & son ca';
select provolatile = 'i' from pg_proc where proname = 'fold_name';
select count(*) = 1 from pg_indexes
 where indexname = 'mirror_record_by_name' and indexdef like '%gin_trgm_ops%';
