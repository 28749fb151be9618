-- Lower case without accents. unaccent itself is only stable because its dictionary may be
-- exchanged; ours is named and is not, so that an index may rest on it.
create function fold_name(words text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, words));

-- Our dated copy of the CRMs' and the ledgers' records: for reading and searching, never the basis
-- of a write.
create table mirror_record (
  system text not null,
  kind text not null,
  id text not null,
  name text not null,
  parent_id text,
  body jsonb not null,
  version text not null,
  as_of timestamptz not null,
  deleted boolean not null,
  folded text not null generated always as (fold_name(name)) stored,
  -- what is only ever asked for whole: id, document number, reference; in lower case
  numbers text[] not null,
  primary key (system, kind, id),
  constraint mirror_record_kind check (kind in ('deal', 'account', 'customer', 'invoice', 'payment')),
  constraint mirror_record_texts_given check (system <> '' and id <> '')
);
create index mirror_record_by_name on mirror_record using gin (folded gin_trgm_ops);
create index mirror_record_by_number on mirror_record using gin (numbers);
create index mirror_record_by_parent on mirror_record (system, kind, parent_id);

-- This CRM record is that ledger record. The latest row for a CRM record counts.
create table link (
  id bigint generated always as identity primary key,
  crm_system text not null,
  crm_kind text not null,
  crm_id text not null,
  ledger_system text not null,
  book text not null,
  ledger_kind text not null,
  ledger_id text not null,
  how text not null,
  proposal_id text not null,
  linked_at timestamptz not null,
  constraint link_texts_given
    check (crm_system <> '' and crm_id <> '' and ledger_system <> '' and book <> '' and ledger_id <> '')
);
create index link_from_crm on link (crm_system, crm_kind, crm_id, ledger_kind, id);
create index link_from_ledger on link (ledger_system, book, ledger_kind, ledger_id, id);

-- How far a change feed has been read, by its vendor's clock. Moves forward only.
create table feed_cursor (
  name text primary key,
  at timestamptz not null
);
