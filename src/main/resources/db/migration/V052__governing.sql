-- What governs decisions, in versions without a gap: the newest is in force. The whole text stands
-- in each, so that every ruling can be understood by the version it names.
create table governing (
  kind        text        not null constraint governing_kind_known check (kind in ('PEOPLE', 'POLICY', 'ROLLOUT')),
  version     bigint      not null constraint governing_from_one check (version >= 1),
  former      bigint      generated always as (nullif(version - 1, 0)) stored,
  body        text        not null constraint governing_says_something check (body <> ''),
  at          timestamptz not null,
  actor       text        not null,
  because     text        not null constraint governing_has_a_reason check (because <> ''),
  proposal_id text        constraint governing_of_proposal references proposal (id),
  constraint governing_key primary key (kind, version),
  constraint governing_follows foreign key (kind, former) references governing (kind, version)
);
create trigger governing_written_once before update or delete or truncate on governing
  for each statement execute function tieout_written_once();

-- A new version is a proposal as any other.
alter table proposal drop constraint proposal_kind_known;
alter table proposal add constraint proposal_kind_known
  check (kind in ('CreateInvoice', 'DraftInvoice', 'DiscardDraft', 'UpdateDealFinance',
                  'UndoInvoice', 'UndoUpdate', 'Govern'));
