-- A sequence of invoice numbers in one book. Its row is locked while a number is given, taken back
-- or set aside, so that the sequence has neither doubles nor gaps.
create table number_series (
  book        text   not null,
  series      text   not null,
  family      text   not null,
  next_number bigint not null constraint number_series_from_one check (next_number >= 1),
  constraint number_series_key primary key (book, series)
);

-- Every number that was ever given. BOUND: sent, or about to be, by the effect. USED: a record of
-- the book bears it. TAKEN: the book said that somebody else's record bears it. FREE: its effect
-- ended without a record, and the next effect gets it.
create table given_number (
  book      text        not null,
  series    text        not null,
  number    bigint      not null,
  filled    text        not null,
  state     text        not null constraint given_number_state
              check (state in ('BOUND', 'USED', 'TAKEN', 'FREE')),
  effect_id text,
  record_id text,
  since     timestamptz not null,
  constraint given_number_key primary key (book, series, number),
  constraint given_number_of_series foreign key (book, series)
    references number_series (book, series),
  constraint given_number_has_holder check ((state = 'FREE') = (effect_id is null)),
  constraint given_number_record_is_used check (record_id is null or state = 'USED')
);
create unique index given_number_one_an_effect on given_number (effect_id)
  where state in ('BOUND', 'USED');
create index given_number_of_record on given_number (book, record_id) where record_id is not null;

-- A book that keeps notes with its invoices is told there who approved.
alter table effect drop constraint effect_step_known;
alter table effect add constraint effect_step_known
  check (step in ('create-customer', 'create-invoice', 'create-draft', 'discard-draft',
                  'attach-quote', 'write-back', 'log-activity', 'note-approval'));
