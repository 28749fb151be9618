-- The keys that signed anchors, by their public half; the private one is sealed in the vault.
create table anchor_key (
  key_id       text        not null constraint anchor_key_key primary key,
  installation text        not null constraint anchor_key_of_installation check (installation <> ''),
  public_key   text        not null constraint anchor_key_once unique,
  made_at      timestamptz not null
);

-- What was signed of the audit chain, a day each: how far it reached and what its last hash was.
-- `signed` is the text that was sent, letter by letter.
create table audit_anchor (
  number  bigint      not null constraint audit_anchor_key primary key,
  day     date        not null constraint audit_anchor_once_a_day unique,
  seq     bigint      not null constraint audit_anchor_seq check (seq >= 0),
  signed  text        not null,
  digest  text        not null constraint audit_anchor_digest_once unique
            constraint audit_anchor_digest check (digest ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  constraint audit_anchor_counts_from_one check (number >= 1)
);

-- Each anchor to each destination. Until it is delivered the row tells how often it was tried; then
-- it stays.
create table anchor_delivery (
  anchor       bigint      not null constraint anchor_delivery_of_anchor references audit_anchor (number),
  destination  text        not null constraint anchor_delivery_named check (destination <> ''),
  since        timestamptz not null,
  attempts     bigint      not null default 0,
  not_before   timestamptz not null,
  message      text        not null default '',
  delivered_at timestamptz,
  -- what the destination gave in return: a time-stamp token, a message's id
  receipt      bytea,
  constraint anchor_delivery_key primary key (anchor, destination),
  constraint anchor_delivery_has_receipt check ((delivered_at is null) = (receipt is null))
);
create index anchor_delivery_due on anchor_delivery (not_before) where delivered_at is null;

create trigger anchor_key_written_once before update or delete or truncate on anchor_key
  for each statement execute function tieout_written_once();
create trigger audit_anchor_written_once before update or delete or truncate on audit_anchor
  for each statement execute function tieout_written_once();
create trigger anchor_delivery_stays before update on anchor_delivery
  for each row when (old.delivered_at is not null) execute function tieout_written_once();
create trigger anchor_delivery_is_kept before delete or truncate on anchor_delivery
  for each statement execute function tieout_written_once();
