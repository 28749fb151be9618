-- Who did what, why, on what evidence. Rows are only ever added.
create table audit_entry (
  id bigint generated always as identity primary key,
  entry_id text not null constraint audit_entry_named_once unique,
  at timestamptz not null,
  subject text not null,
  refs text[] not null,
  actor text not null,
  action text not null,
  details jsonb not null,
  -- what it can be found by: subject, refs and their last parts, in lower case
  names text[] not null,
  -- the writing transaction: tells the sequencer which entries may still be missing
  tx xid8 not null default pg_current_xact_id(),
  constraint audit_entry_texts_given check (subject <> '' and actor <> '' and action <> ''),
  constraint audit_entry_details_are_object check (jsonb_typeof(details) = 'object')
);
create index audit_entry_by_name on audit_entry using gin (names);
create index audit_entry_by_subject on audit_entry (subject);
create index audit_entry_by_tx on audit_entry (tx);

-- The entries, each sealed by a hash over itself and the hash before.
create table audit_chain (
  seq bigint primary key,
  entry bigint not null constraint audit_chain_entry_once unique
    constraint audit_chain_entry_exists references audit_entry (id),
  previous_hash text not null constraint audit_chain_does_not_fork unique,
  hash text not null constraint audit_chain_hash_once unique,
  chained_at timestamptz not null,
  constraint audit_chain_counts_from_one check (seq >= 1),
  constraint audit_chain_hashes check (hash ~ '^[0-9a-f]{64}$' and previous_hash ~ '^[0-9a-f]{64}$')
);

create function audit_refuses_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_stays before update or delete on audit_entry
  for each row execute function audit_refuses_change();
create trigger audit_entry_is_kept before truncate on audit_entry
  for each statement execute function audit_refuses_change();
create trigger audit_chain_stays before update or delete on audit_chain
  for each row execute function audit_refuses_change();
create trigger audit_chain_is_kept before truncate on audit_chain
  for each statement execute function audit_refuses_change();
