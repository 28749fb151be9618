select count(*) = 2 from information_schema.tables where table_name in ('slack_card', 'slack_said');
select count(*) = 1 from pg_indexes where indexname = 'slack_said_by_thread';
select count(*) >= 3 from pg_constraint where conname in ('slack_card_subject_named', 'slack_card_ts_is_a_timestamp', 'slack_said_who_is_known');
