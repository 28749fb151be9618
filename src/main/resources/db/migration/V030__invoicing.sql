-- Which ledger item a CRM's product is, from an approval or from a person's answer.
create table product_mapping (
  ledger text not null,
  book text not null,
  crm text not null,
  product text not null,
  item_id text not null,
  learned_from text not null,
  reference text not null,
  learned_at timestamptz not null,
  constraint product_mapping_key primary key (ledger, book, crm, product),
  constraint product_mapping_is_told check (item_id <> '' and product <> ''),
  constraint product_mapping_learned_from check (learned_from in ('APPROVAL', 'PERSON'))
);

-- What people answered to questions about a book; the latest answer to a question counts.
create table invoicing_answer (
  key text not null,
  book text not null,
  value text not null,
  person text not null,
  answered_at timestamptz not null,
  constraint invoicing_answer_key primary key (key),
  constraint invoicing_answer_is_told check (key <> '' and value <> '' and person <> '')
);
create index invoicing_answer_book on invoicing_answer (book);

-- Which findings stand in the way of which deals.
create table invoicing_blocker (
  subject text not null,
  key text not null,
  noted_at timestamptz not null,
  constraint invoicing_blocker_key primary key (subject, key),
  constraint invoicing_blocker_is_told check (subject <> '' and key <> '')
);
create index invoicing_blocker_by_key on invoicing_blocker (key);
