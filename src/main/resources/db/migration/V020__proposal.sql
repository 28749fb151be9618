-- Rows that are written once: changing or removing them is refused whoever asks.
create function tieout_written_once() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are written once: % is refused', tg_table_name, tg_op;
end
$$;

-- One change we want to make, as it will be sent. `payload` is the whole proposal.
create table proposal (
  id           text        not null constraint proposal_key primary key,
  subject      text        not null constraint proposal_subject_named check (subject <> ''),
  kind         text        not null constraint proposal_kind_known
                 check (kind in ('CreateInvoice', 'UpdateDealFinance')),
  requested_by text        not null,
  filed_at     timestamptz not null,
  digest       text        not null constraint proposal_digest_shape check (digest ~ '^[0-9a-f]{64}$'),
  payload      jsonb       not null constraint proposal_payload_is_its_own check (payload ->> 'id' = id)
);
create index proposal_by_subject on proposal (subject, filed_at);

-- What policy said of it.
create table ruling (
  proposal_id    text  not null constraint ruling_key primary key
                   constraint ruling_of_proposal references proposal (id),
  kind           text  not null constraint ruling_kind_known check (kind in ('Proceed', 'Ask', 'Refuse')),
  policy_version text  not null,
  payload        jsonb not null
);

-- Where it stands: the row with the highest number counts. Two who move it at once want the same
-- number, and the primary key lets one through. Each row names the state it came from, the foreign
-- key makes that true, and the check allows legal moves alone.
create table proposal_event (
  proposal_id text        not null constraint proposal_event_of_proposal references proposal (id),
  seq         bigint      not null constraint proposal_event_from_one check (seq >= 1),
  state       text        not null,
  from_state  text,
  from_seq    bigint      generated always as (nullif(seq - 1, 0)) stored,
  why         text        not null,
  actor       text        not null,
  at          timestamptz not null,
  constraint proposal_event_key primary key (proposal_id, seq),
  constraint proposal_event_state unique (proposal_id, seq, state),
  constraint proposal_event_follows foreign key (proposal_id, from_seq, from_state)
    references proposal_event (proposal_id, seq, state),
  constraint proposal_event_begins check ((seq = 1) = (from_state is null)),
  constraint proposal_event_legal check (
    (from_state is null and state = 'FILED')
    or (from_state, state) in (
      ('FILED', 'REFUSED'), ('FILED', 'WAITING'), ('FILED', 'APPROVED'),
      ('WAITING', 'APPROVED'), ('WAITING', 'REJECTED'), ('WAITING', 'EXPIRED'),
      ('WAITING', 'VOIDED'), ('WAITING', 'SUPERSEDED'),
      ('EXPIRED', 'REJECTED'),
      ('APPROVED', 'EXECUTING'), ('APPROVED', 'VOIDED'),
      ('EXECUTING', 'DONE'), ('EXECUTING', 'FAILED'), ('EXECUTING', 'VOIDED')))
);

-- At most one invoice a deal: the claim is taken when the proposal is filed and given back when it
-- ends without an invoice. A deal that has its invoice stays claimed for good.
create table live_change (
  subject     text not null,
  kind        text not null constraint live_change_kind_known check (kind = 'CreateInvoice'),
  proposal_id text not null constraint live_change_proposal unique
                constraint live_change_of_proposal references proposal (id),
  constraint live_change_key primary key (subject, kind)
);

create trigger proposal_written_once before update or delete or truncate on proposal
  for each statement execute function tieout_written_once();
create trigger ruling_written_once before update or delete or truncate on ruling
  for each statement execute function tieout_written_once();
create trigger proposal_event_written_once before update or delete or truncate on proposal_event
  for each statement execute function tieout_written_once();
