-- What people are to be told, in order per key.
create table notice_outbox (
  id bigint generated always as identity primary key,
  notice_id text not null constraint notice_outbox_notice_once unique,
  key text not null,
  body jsonb not null,
  posted_at timestamptz not null,
  state text not null default 'waiting',
  attempts int not null default 0,
  failures int not null default 0,
  not_before timestamptz not null,
  worker text,
  lease_until timestamptz,
  ended_at timestamptz,
  message text not null default '',
  constraint notice_outbox_state check (state in ('waiting', 'sending', 'delivered', 'set aside')),
  constraint notice_outbox_lease_while_sending
    check ((state = 'sending') = (worker is not null) and (state = 'sending') = (lease_until is not null)),
  constraint notice_outbox_end check ((state in ('delivered', 'set aside')) = (ended_at is not null)),
  constraint notice_outbox_counts check (failures >= 0 and failures <= attempts),
  constraint notice_outbox_key_given check (key <> '')
);

-- At most one notice of a key is on its way, whatever the workers believe.
create unique index notice_outbox_one_per_key on notice_outbox (key) where state = 'sending';
create index notice_outbox_open on notice_outbox (key, id) where state in ('waiting', 'sending');
create index notice_outbox_queue on notice_outbox (id) where state in ('waiting', 'sending');
