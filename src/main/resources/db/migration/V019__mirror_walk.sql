-- More kinds of records are copied.
alter table mirror_record drop constraint mirror_record_kind;
alter table mirror_record add constraint mirror_record_kind
  check (kind in ('deal', 'account', 'contact', 'product',
                  'customer', 'item', 'invoice', 'credit_note', 'payment'));

-- The record that took the place of a deleted one, when it was merged.
alter table mirror_record add column merged_into text;
alter table mirror_record add constraint mirror_record_merged_is_deleted
  check (merged_into is null or (deleted and merged_into <> '' and merged_into <> id));

-- A walk stores every copy anew. With room on its page a new version of a row that changes no
-- indexed column leaves the indexes alone.
alter table mirror_record set (fillfactor = 70);

-- How far the walk through all records of a kind has come. One row a kind: the walk under way, or
-- the last one.
create table mirror_walk (
  source text not null,
  kind text not null,
  -- asks for the page that comes next; null before the first page and after the last
  cursor text,
  started_at timestamptz not null,
  records bigint not null,
  -- when all pages were stored; then what they did not hold is looked for
  walked_at timestamptz,
  finished_at timestamptz,
  primary key (source, kind),
  constraint mirror_walk_texts_given check (source <> '' and kind <> ''),
  constraint mirror_walk_counts_up check (records >= 0),
  constraint mirror_walk_ends_without_cursor check (walked_at is null or cursor is null),
  constraint mirror_walk_ends_in_order check (finished_at is null or walked_at is not null)
);
