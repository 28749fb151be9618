-- The body of a signal that was worked on is removed after a while; its keys stay, so that a vendor
-- that tells of it again changes nothing.
alter table signal add column emptied boolean not null default false;
alter table signal add constraint signal_emptied_has_no_body
  check (not emptied or body = '{}'::jsonb);
create index signal_with_body on signal (received_at) where not emptied;

-- What is removed by age is found by age.
create index mirror_record_deleted on mirror_record (as_of) where deleted;
create index notice_outbox_ended on notice_outbox (ended_at) where ended_at is not null;
create index finding_event_resolved on finding_event (at) where what = 'resolved';
create index slack_said_by_age on slack_said (at);
