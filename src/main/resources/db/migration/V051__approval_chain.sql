-- A request goes through layers, one after the other, as its ruling says. What was ruled before
-- becomes a chain of one layer, which everybody who holds the role may satisfy.
alter table ruling disable trigger ruling_written_once;
update ruling
   set payload = (payload - 'role' - 'approvals' - 'deadline') || jsonb_build_object(
         'layers', jsonb_build_array(jsonb_build_object(
           'is', 'AnyOf',
           'approvers', jsonb_build_array(jsonb_build_object('is', 'Holder', 'role', payload -> 'role')),
           'needed', payload -> 'approvals')),
         'deadline', jsonb_build_object('is', 'Clock', 'length', payload -> 'deadline'),
         'backups', jsonb_build_array(),
         'care', jsonb_build_object('stepUp', false, 'batch', false, 'onePerson', false))
 where kind = 'Ask' and payload ? 'role';
alter table ruling enable trigger ruling_written_once;

-- The time that runs for a layer: the newest row counts. A new one begins with every layer, when
-- backups are asked, and when a question was answered.
create table approval_term (
  request_id text        not null constraint approval_term_of_request references approval_request (id),
  seq        bigint      not null constraint approval_term_from_one check (seq >= 1),
  layer      text        not null,
  escalated  boolean     not null,
  used_ms    bigint      not null constraint approval_term_used_some check (used_ms >= 0),
  begins     timestamptz not null,
  half_at    timestamptz not null,
  late_at    timestamptz not null,
  deadline   timestamptz not null,
  constraint approval_term_key primary key (request_id, seq),
  constraint approval_term_in_order check (begins <= half_at and half_at <= late_at and late_at <= deadline)
);
insert into approval_term
select id, 1, '1', false, 0, asked_at, asked_at + (deadline - asked_at) * 0.5,
       asked_at + (deadline - asked_at) * 0.8, deadline
  from approval_request;

-- Who may decide, how many and until when stand in the ruling and in the terms now. The first layer
-- is a later one where somebody edited what they were asked about.
alter table approval_request
  drop column role,
  drop column needed,
  drop column deadline,
  add column first_layer bigint not null default 1
    constraint approval_request_begins_somewhere check (first_layer >= 1);
alter table approval_request alter column first_layer drop default;

-- Where in the chain a vote counts, and for whom it was given. Somebody who approved may still say
-- no while others are asked.
alter table approval_vote
  add column layer text not null default '1',
  add column slot text,
  add column in_place_of text,
  add column in_place_of_name text,
  add constraint approval_vote_in_place_of_somebody
    check ((in_place_of is null) = (in_place_of_name is null) and in_place_of is distinct from person_id),
  drop constraint approval_vote_nobody_twice,
  add constraint approval_vote_nobody_twice primary key (request_id, person_id, layer, choice);
alter table approval_vote disable trigger approval_vote_written_once;
update approval_vote set slot = role;
alter table approval_vote enable trigger approval_vote_written_once;
alter table approval_vote alter column layer drop default, alter column slot set not null;

-- Each kind happens once for what it is about: a layer, a question. A request is settled once and
-- for all.
alter table approval_event add column about text not null default '';
alter table approval_event disable trigger approval_event_written_once;
update approval_event set about = '1' where kind in ('REMINDED_HALF', 'REMINDED_LATE');
alter table approval_event enable trigger approval_event_written_once;
alter table approval_event
  alter column about drop default,
  drop constraint approval_event_once,
  drop constraint approval_event_kind_known,
  add constraint approval_event_once unique (request_id, kind, about),
  add constraint approval_event_kind_known check (kind in (
    'ASKED', 'REMINDED_HALF', 'REMINDED_LATE', 'ESCALATED', 'LAYER_PASSED', 'QUESTION', 'ANSWERED',
    'APPROVER_ADDED', 'APPROVER_REMOVED', 'SETTLED', 'REJECTED_LATE')),
  add constraint approval_event_about_itself
    check ((kind in ('ASKED', 'SETTLED', 'REJECTED_LATE')) = (about = ''));

create trigger approval_term_written_once before update or delete or truncate on approval_term
  for each statement execute function tieout_written_once();
