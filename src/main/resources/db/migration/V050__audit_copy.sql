-- How far the audit's entries about deals have been copied to a CRM, by the place in the chain.
create table audit_copy (
  system        text        not null constraint audit_copy_key primary key,
  seq           bigint      not null constraint audit_copy_seq check (seq >= 0),
  copied        bigint      not null constraint audit_copy_copied check (copied >= 0),
  at            timestamptz not null,
  -- while the system refuses them
  failing_since timestamptz,
  message       text        not null default ''
);
