-- What would have been done where a workflow only watches: the row with the highest number is the
-- newest of its subject. A row is added only when what it rests on has changed. Either a proposal
-- with its ruling, or what stood in its way.
create table shadow_case (
  workflow text        not null constraint shadow_case_workflow_known check (workflow in ('INVOICING', 'PAYMENTS')),
  subject  text        not null constraint shadow_case_subject_named check (subject <> ''),
  seq      bigint      not null constraint shadow_case_from_one check (seq >= 1),
  digest   text        not null constraint shadow_case_digest_shape check (digest ~ '^[0-9a-f]{64}$'),
  at       timestamptz not null,
  scope    text        not null,
  proposal jsonb,
  ruling   jsonb,
  blockers jsonb       not null constraint shadow_case_blockers_are_list check (jsonb_typeof(blockers) = 'array'),
  constraint shadow_case_key primary key (workflow, subject, seq),
  constraint shadow_case_ruled check ((proposal is null) = (ruling is null)),
  constraint shadow_case_says_something check ((proposal is null) = (jsonb_array_length(blockers) > 0))
);
create index shadow_case_by_time on shadow_case (workflow, at);
create trigger shadow_case_written_once before update or delete or truncate on shadow_case
  for each statement execute function tieout_written_once();
