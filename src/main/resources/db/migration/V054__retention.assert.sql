select count(*) = 1 from pg_constraint where conname = 'signal_emptied_has_no_body' and contype = 'c';
select count(*) = 5 from pg_indexes where indexname in
  ('signal_with_body', 'mirror_record_deleted', 'notice_outbox_ended', 'finding_event_resolved', 'slack_said_by_age');
