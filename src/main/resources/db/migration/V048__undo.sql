-- Taking back what was done is a proposal of its own. The proposal it takes back ends as UNDONE.
alter table proposal drop constraint proposal_kind_known;
alter table proposal add constraint proposal_kind_known
  check (kind in ('CreateInvoice', 'DraftInvoice', 'DiscardDraft', 'UpdateDealFinance',
                  'UndoInvoice', 'UndoUpdate'));

alter table proposal_event drop constraint proposal_event_legal;
alter table proposal_event add constraint proposal_event_legal check (
  (from_state is null and state = 'FILED')
  or (from_state, state) in (
    ('FILED', 'REFUSED'), ('FILED', 'WAITING'), ('FILED', 'APPROVED'),
    ('WAITING', 'APPROVED'), ('WAITING', 'REJECTED'), ('WAITING', 'EXPIRED'),
    ('WAITING', 'VOIDED'), ('WAITING', 'SUPERSEDED'),
    ('EXPIRED', 'REJECTED'),
    ('APPROVED', 'EXECUTING'), ('APPROVED', 'VOIDED'),
    ('EXECUTING', 'DONE'), ('EXECUTING', 'FAILED'), ('EXECUTING', 'VOIDED'),
    ('DONE', 'UNDONE')));

alter table effect drop constraint effect_step_known;
alter table effect add constraint effect_step_known
  check (step in ('create-customer', 'create-invoice', 'create-draft', 'discard-draft',
                  'attach-quote', 'write-back', 'log-activity', 'note-approval', 'void-invoice'));

-- What would take a confirmed effect back, or why nothing can; stored with its confirmation.
create table effect_compensation (
  effect_id text   not null constraint effect_compensation_key primary key,
  seq       bigint not null,
  kind      text   not null constraint effect_compensation_kind_known
              check (kind in ('VoidInvoice', 'DiscardDraft', 'RestoreFinance', 'Stays')),
  payload   jsonb  not null,
  constraint effect_compensation_of_event foreign key (effect_id, seq)
    references effect_event (effect_id, seq)
);
create trigger effect_compensation_written_once before update or delete or truncate
  on effect_compensation for each statement execute function tieout_written_once();

-- Rows of links are only added: one that has ended is told by a later row.
alter table link add column ended boolean not null default false;
