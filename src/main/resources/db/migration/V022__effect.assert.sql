select count(*) = 4 from information_schema.tables where table_name in ('effect', 'effect_event', 'effect_observation', 'effect_lease');
select count(*) = 1 from pg_constraint where conname = 'effect_event_legal' and contype = 'c';
select count(*) = 1 from pg_constraint where conname = 'effect_key_once' and contype = 'u';
select count(*) = 3 from pg_trigger where tgname ~ '^effect(_event|_observation)?_written_once$';
