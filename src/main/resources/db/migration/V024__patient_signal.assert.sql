-- The column it is about became one of three lanes (V053).
select count(*) = 1 from pg_indexes where indexname = 'signal_work_queue' and indexdef like '%, signal)%';
