select count(*) = 1 from pg_indexes where indexname = 'signal_work_queue' and indexdef like '%(patient, signal)%';
