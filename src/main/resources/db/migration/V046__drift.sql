-- What the watch over invoices knows. When each was looked at last, by when the reading began: a
-- look that began earlier and ends later changes nothing; and the most it was seen to be paid.
create table drift_look (
  place      text        not null,
  invoice_id text        not null,
  as_of      timestamptz not null,
  paid       numeric     not null,
  constraint drift_look_key primary key (place, invoice_id),
  constraint drift_look_texts_given check (place <> '' and invoice_id <> '')
);

-- Every change of how an invoice differs from what was approved, by kind of difference: the latest
-- says how it stands, an empty shape that it agrees again. The key keeps one event from being told
-- twice.
create table drift_event (
  place      text        not null,
  invoice_id text        not null,
  kind       text        not null,
  seq        bigint      not null constraint drift_event_from_one check (seq >= 1),
  shape      text        not null,
  told       boolean     not null,
  at         timestamptz not null,
  constraint drift_event_key primary key (place, invoice_id, kind, seq),
  constraint drift_event_kind check (kind in
    ('EDITED', 'VOIDED', 'DELETED', 'CREDITED', 'PAID_DIFFERENTLY', 'CREATED_OUTSIDE')),
  constraint drift_event_begins_with_a_difference check (seq > 1 or shape <> '')
);

create trigger drift_event_written_once before update or delete or truncate on drift_event
  for each statement execute function tieout_written_once();
