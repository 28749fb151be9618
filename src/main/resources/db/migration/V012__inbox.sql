-- What happened outside, stored before it is answered. A signal never changes.
create table signal (
  id bigint generated always as identity primary key,
  source text not null,
  dedupe_key text not null,
  subject text not null,
  kind text not null,
  body jsonb not null,
  received_at timestamptz not null,
  constraint signal_arrives_once unique (source, dedupe_key),
  constraint signal_names_are_given
    check (source <> '' and dedupe_key <> '' and subject <> '' and kind <> ''),
  constraint signal_body_is_object check (jsonb_typeof(body) = 'object')
);

-- How far the work on a signal is: one row each, moved by the worker that holds the lease.
create table signal_work (
  signal bigint primary key references signal (id),
  subject text not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  failures int not null default 0,
  not_before timestamptz not null,
  worker text,
  lease_until timestamptz,
  constraint signal_work_state check (state in ('waiting', 'working', 'done', 'set aside')),
  constraint signal_work_lease_while_working
    check ((state = 'working') = (worker is not null) and (state = 'working') = (lease_until is not null)),
  constraint signal_work_counts check (failures >= 0 and failures <= attempts),
  constraint signal_work_done_was_tried check (state <> 'done' or attempts > 0)
);

-- At most one signal of a subject is worked on, whatever the workers believe.
create unique index signal_work_one_per_subject on signal_work (subject) where state = 'working';
create index signal_work_open on signal_work (subject, signal) where state in ('waiting', 'working');
create index signal_work_queue on signal_work (signal) where state in ('waiting', 'working');

-- How each attempt ended. Rows are only added.
create table signal_attempt (
  signal bigint not null references signal (id),
  attempt int not null,
  worker text not null,
  ended_at timestamptz not null,
  outcome text not null,
  message text not null,
  primary key (signal, attempt),
  constraint signal_attempt_outcome check (outcome in ('done', 'again', 'set aside', 'worker died')),
  constraint signal_attempt_counts_from_one check (attempt >= 1)
);
