-- How far a stream of events has been read, in its vendor's own words. Moves any way the vendor
-- says: a stream that begins anew has another position.
create table feed_position (
  name text primary key,
  replay_id text not null,
  covered_to timestamptz not null,
  constraint feed_position_texts_given check (name <> '' and replay_id <> '')
);
