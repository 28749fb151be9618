select count(*) = 1 from pg_constraint where conname = 'proposal_kind_known' and pg_get_constraintdef(oid) like '%UndoInvoice%UndoUpdate%';
select count(*) = 1 from pg_constraint where conname = 'proposal_event_legal' and pg_get_constraintdef(oid) like '%UNDONE%' and contype = 'c';
select count(*) = 1 from pg_constraint where conname = 'effect_step_known' and pg_get_constraintdef(oid) like '%void-invoice%';
select count(*) = 1 from pg_trigger where tgname = 'effect_compensation_written_once';
select count(*) = 1 from information_schema.columns where table_name = 'link' and column_name = 'ended' and is_nullable = 'NO';
