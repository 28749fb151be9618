select count(*) = 1 from pg_constraint where conname = 'proposal_kind_known' and pg_get_constraintdef(oid) like '%DiscardDraft%';
select count(*) = 1 from pg_constraint where conname = 'effect_step_known' and pg_get_constraintdef(oid) like '%discard-draft%';
