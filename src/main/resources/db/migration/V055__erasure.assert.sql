select not tieout_erases();
select count(*) = 3 from pg_trigger where tgname in
  ('erasure_written_once', 'audit_erasure_written_once', 'proposal_erasure_written_once') and tgnargs = 0;
select count(*) = 5 from pg_trigger where tgfoid = 'tieout_erases_only'::regproc and tgenabled = 'O';
select count(*) = 5 from pg_trigger
 where tgfoid = 'tieout_written_once'::regproc and tgnargs = 1 and tgenabled = 'O';
select count(*) = 1 from pg_indexes where indexname = 'mirror_record_contact_name';
