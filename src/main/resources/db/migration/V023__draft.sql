-- Drafts of invoices, in books that keep them, are proposals of their own.
alter table proposal drop constraint proposal_kind_known;
alter table proposal add constraint proposal_kind_known
  check (kind in ('CreateInvoice', 'DraftInvoice', 'DiscardDraft', 'UpdateDealFinance'));

alter table effect drop constraint effect_step_known;
alter table effect add constraint effect_step_known
  check (step in ('create-customer', 'create-invoice', 'create-draft', 'discard-draft',
                  'attach-quote', 'write-back', 'log-activity'));
