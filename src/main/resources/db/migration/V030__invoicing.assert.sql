select count(*) = 8 from information_schema.columns where table_name = 'product_mapping' and is_nullable = 'NO';
select count(*) = 3 from pg_constraint where contype = 'p' and conname in ('product_mapping_key', 'invoicing_answer_key', 'invoicing_blocker_key');
select count(*) = 4 from pg_constraint where contype = 'c' and conname in ('product_mapping_is_told', 'product_mapping_learned_from', 'invoicing_answer_is_told', 'invoicing_blocker_is_told');
