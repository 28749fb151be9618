-- One write to one outside system. A new generation is planned only after the one before it failed
-- for certain; it has a key of its own.
create table effect (
  id          text        not null constraint effect_id primary key,
  proposal_id text        not null constraint effect_of_proposal references proposal (id),
  step        text        not null constraint effect_step_known
                check (step in ('create-customer', 'create-invoice', 'attach-quote', 'write-back', 'log-activity')),
  position    bigint      not null,
  generation  bigint      not null constraint effect_generation_from_one check (generation >= 1),
  key         text        not null constraint effect_key_once unique
                constraint effect_key_fits_every_vendor check (length(key) <= 50),
  digest      text        not null,
  approvers   text        not null,
  planned_at  timestamptz not null,
  constraint effect_once unique (proposal_id, step, generation)
);

-- Where an effect stands: the row with the highest number counts; the primary key lets one of two
-- writers through. `due_at` is when to look at it next. `token` is the lease it was written under.
create table effect_event (
  effect_id      text        not null constraint effect_event_of_effect references effect (id),
  seq            bigint      not null constraint effect_event_from_one check (seq >= 1),
  state          text        not null,
  from_state     text,
  from_seq       bigint      generated always as (nullif(seq - 1, 0)) stored,
  at             timestamptz not null,
  why            text        not null,
  due_at         timestamptz,
  request_digest text,
  details        jsonb       not null,
  token          bigint      not null,
  constraint effect_event_key primary key (effect_id, seq),
  constraint effect_event_state unique (effect_id, seq, state),
  constraint effect_event_follows foreign key (effect_id, from_seq, from_state)
    references effect_event (effect_id, seq, state),
  constraint effect_event_begins check ((seq = 1) = (from_state is null)),
  constraint effect_event_legal check (
    (from_state is null and state = 'PLANNED')
    or (from_state, state) in (
      ('PLANNED', 'PLANNED'), ('PLANNED', 'SENT'), ('PLANNED', 'FAILED'), ('PLANNED', 'SKIPPED'),
      ('SENT', 'CONFIRMED'), ('SENT', 'UNCERTAIN'), ('SENT', 'PLANNED'), ('SENT', 'FAILED'),
      ('UNCERTAIN', 'UNCERTAIN'), ('UNCERTAIN', 'CONFIRMED'), ('UNCERTAIN', 'SENT'),
      ('UNCERTAIN', 'FAILED'), ('UNCERTAIN', 'SKIPPED'),
      ('FAILED', 'CONFIRMED'), ('FAILED', 'SKIPPED'))),
  constraint effect_event_open_is_due check (
    (state in ('PLANNED', 'SENT', 'UNCERTAIN')) = (due_at is not null)),
  constraint effect_event_sent_is_known check (state <> 'SENT' or request_digest is not null)
);

-- What was read back, field by field.
create table effect_observation (
  effect_id text    not null,
  seq       bigint  not null,
  field     text    not null,
  expected  text    not null,
  found     text    not null,
  agrees    boolean not null,
  constraint effect_observation_key primary key (effect_id, seq, field),
  constraint effect_observation_of_event foreign key (effect_id, seq)
    references effect_event (effect_id, seq)
);

-- Who executes a proposal, until when. The token grows with every holder; what is written under an
-- older one is refused. `due_at` is when there is something to do, null when there is nothing.
create table effect_lease (
  proposal_id text        not null constraint effect_lease_key primary key
                constraint effect_lease_of_proposal references proposal (id),
  subject     text        not null,
  opened_at   timestamptz not null,
  token       bigint      not null constraint effect_lease_token_counts check (token >= 0),
  owner       text        not null,
  held_until  timestamptz not null,
  due_at      timestamptz
);
create index effect_lease_due on effect_lease (due_at) where due_at is not null;
create index effect_lease_subject on effect_lease (subject, opened_at) where due_at is not null;

create trigger effect_written_once before update or delete or truncate on effect
  for each statement execute function tieout_written_once();
create trigger effect_event_written_once before update or delete or truncate on effect_event
  for each statement execute function tieout_written_once();
create trigger effect_observation_written_once before update or delete or truncate on effect_observation
  for each statement execute function tieout_written_once();
