select count(*) = 2 from pg_trigger where tgname in ('anchor_key_written_once', 'audit_anchor_written_once');
select count(*) = 2 from pg_trigger where tgname in ('anchor_delivery_stays', 'anchor_delivery_is_kept');
select count(*) = 1 from pg_constraint where conname = 'audit_anchor_once_a_day' and contype = 'u';
