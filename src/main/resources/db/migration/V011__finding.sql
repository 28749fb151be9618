-- Discrepancies a person must look at. The same discrepancy may come back after it was resolved:
-- then it is the next occurrence under its key.
create table finding (
  id text primary key,
  dedupe_key text not null,
  occurrence int not null,
  kind text not null,
  subject text not null,
  title text not null,
  text text not null,
  choices jsonb not null,
  raised_at timestamptz not null,
  constraint finding_occurs_once unique (dedupe_key, occurrence),
  constraint finding_occurrence_counts_from_one check (occurrence >= 1),
  constraint finding_texts_given
    check (dedupe_key <> '' and kind <> '' and subject <> '' and title <> ''),
  constraint finding_choices_are_list check (jsonb_typeof(choices) = 'array')
);
create index finding_by_subject on finding (subject);

-- What became of a finding: answered at most once, resolved at most once.
create table finding_event (
  finding text not null references finding (id),
  what text not null,
  at timestamptz not null,
  person text,
  value text,
  why text,
  primary key (finding, what),
  constraint finding_event_what check (what in ('answered', 'resolved')),
  constraint finding_event_answer
    check ((what = 'answered') = (person is not null) and (what = 'answered') = (value is not null)),
  constraint finding_event_reason check ((what = 'resolved') = (why is not null))
);
