select count(*) = 1 from information_schema.columns
 where table_name = 'proposal' and column_name = 'salt' and is_nullable = 'NO' and column_default like '%gen_random_uuid%';
