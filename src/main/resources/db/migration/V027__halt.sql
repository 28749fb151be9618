-- Who stopped writing, and who let it go on, by scope: odd events halt, even ones resume. A sending
-- holds this table in ROW SHARE mode until it has committed, a halt in EXCLUSIVE mode.
create table halt_event (
  number   bigint      generated always as identity constraint halt_event_numbered unique,
  scope    text        not null,
  seq      bigint      not null constraint halt_event_from_one check (seq >= 1),
  from_seq bigint      generated always as (nullif(seq - 1, 0)) stored,
  kind     text        not null,
  actor    text        not null,
  name     text        not null,
  why      text        not null,
  at       timestamptz not null,
  constraint halt_event_key primary key (scope, seq),
  constraint halt_event_follows foreign key (scope, from_seq) references halt_event (scope, seq),
  constraint halt_event_takes_turns check (kind = case when seq % 2 = 1 then 'HALTED' else 'RESUMED' end),
  constraint halt_event_texts_given check (btrim(scope) <> '' and btrim(actor) <> '' and btrim(why) <> '')
);

create trigger halt_event_written_once before update or delete or truncate on halt_event
  for each statement execute function tieout_written_once();
