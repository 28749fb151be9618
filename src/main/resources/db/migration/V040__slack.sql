-- Which Slack message shows which request or finding: `request R-…` or `finding F-…`.
create table slack_card (
  subject text constraint slack_card_key primary key,
  channel text not null,
  ts text not null,
  posted_at timestamptz not null,
  constraint slack_card_subject_named check (subject ~ '^(request|finding) .+'),
  constraint slack_card_ts_is_a_timestamp check (ts ~ '^[0-9]+\.[0-9]+$')
);

-- What was said with the assistant, by thread.
create table slack_said (
  id bigint generated always as identity constraint slack_said_key primary key,
  channel text not null,
  thread text not null,
  who text not null,
  words text not null,
  at timestamptz not null,
  constraint slack_said_who_is_known check (who in ('PERSON', 'ASSISTANT'))
);

create index slack_said_by_thread on slack_said (channel, thread, id desc);
