-- People are asked about a proposal: who may decide, how many must, until when, and what they see.
create table approval_request (
  id             text        not null constraint approval_request_key primary key,
  proposal_id    text        not null constraint approval_request_once unique
                   constraint approval_request_of_proposal references proposal (id),
  role           text        not null constraint approval_request_role_named check (role <> ''),
  needed         bigint      not null constraint approval_request_needs_somebody check (needed >= 1),
  digest         text        not null,
  policy_version text        not null,
  asked_at       timestamptz not null,
  deadline       timestamptz not null,
  constraint approval_request_shows unique (id, digest),
  constraint approval_request_has_time check (deadline > asked_at)
);

-- One person, one vote, on what they were shown: the keys see to both.
create table approval_vote (
  request_id     text        not null constraint approval_vote_of_request references approval_request (id),
  person_id      text        not null,
  name           text        not null,
  role           text        not null,
  choice         text        not null constraint approval_vote_choice_known check (choice in ('APPROVE', 'REJECT')),
  shown_digest   text        not null,
  policy_version text        not null,
  reason         text,
  at             timestamptz not null,
  took_ms        bigint      not null,
  constraint approval_vote_nobody_twice primary key (request_id, person_id),
  constraint approval_vote_on_what_was_shown foreign key (request_id, shown_digest)
    references approval_request (id, digest),
  constraint approval_vote_rejects_with_reason check (choice = 'APPROVE' or reason <> '' and reason is not null)
);

-- What happened to a request. Each kind happens once: a request is settled once and for all.
create table approval_event (
  request_id text        not null constraint approval_event_of_request references approval_request (id),
  seq        bigint      not null constraint approval_event_from_one check (seq >= 1),
  kind       text        not null constraint approval_event_kind_known
               check (kind in ('ASKED', 'REMINDED_HALF', 'REMINDED_LATE', 'SETTLED', 'REJECTED_LATE')),
  at         timestamptz not null,
  actor      text        not null,
  why        text        not null,
  details    jsonb       not null,
  constraint approval_event_key primary key (request_id, seq),
  constraint approval_event_once unique (request_id, kind)
);

create trigger approval_request_written_once before update or delete or truncate on approval_request
  for each statement execute function tieout_written_once();
create trigger approval_vote_written_once before update or delete or truncate on approval_vote
  for each statement execute function tieout_written_once();
create trigger approval_event_written_once before update or delete or truncate on approval_event
  for each statement execute function tieout_written_once();
