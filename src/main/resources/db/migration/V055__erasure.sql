-- Whose data was erased, by a pseudonym; why, the audit tells. It is the permission, too: the transaction that
-- wrote the row may replace personal data in what is written once, and no other may.
create table erasure (
  id        bigint      generated always as identity constraint erasure_key primary key,
  pseudonym text        not null constraint erasure_pseudonym_once unique,
  asked_by  text        not null constraint erasure_asked_by_somebody check (btrim(asked_by) <> ''),
  at        timestamptz not null,
  tx        xid8        not null default pg_current_xact_id()
);
create trigger erasure_written_once before update or delete or truncate on erasure
  for each statement execute function tieout_written_once();

-- Audit entries whose details were replaced, with the digest of the entry as it is since then. The
-- hash in the chain stays that of the entry as it was; an entry of the chain names each of these.
create table audit_erasure (
  entry   bigint not null constraint audit_erasure_of_entry references audit_entry (id),
  erasure bigint not null constraint audit_erasure_of_erasure references erasure (id),
  digest  text   not null constraint audit_erasure_digest check (digest ~ '^[0-9a-f]{64}$'),
  constraint audit_erasure_key primary key (entry, erasure)
);
create trigger audit_erasure_written_once before update or delete or truncate on audit_erasure
  for each statement execute function tieout_written_once();

-- Proposals whose payload was replaced: the form that was sealed when it was filed, since the salt
-- that made it is gone, and the digest of the payload as it is since then.
create table proposal_erasure (
  proposal_id text   not null constraint proposal_erasure_of_proposal references proposal (id),
  erasure     bigint not null constraint proposal_erasure_of_erasure references erasure (id),
  sealed      jsonb  not null,
  digest      text   not null constraint proposal_erasure_digest check (digest ~ '^[0-9a-f]{64}$'),
  constraint proposal_erasure_key primary key (proposal_id, erasure)
);
create trigger proposal_erasure_written_once before update or delete or truncate on proposal_erasure
  for each statement execute function tieout_written_once();

-- Whether this transaction erases: it says which erasure, and has itself written that.
create function tieout_erases() returns boolean language sql stable as $$
  select exists (
    select 1 from erasure e
     where cast(e.id as text) = current_setting('tieout.erasure', true)
       and e.tx = pg_current_xact_id_if_assigned())
$$;

-- Lets this transaction erase, until it ends.
create function tieout_begin_erasure(number bigint) returns boolean language plpgsql as $$
begin
  perform set_config('tieout.erasure', cast(number as text), true);
  if not tieout_erases() then
    raise exception 'erasure % was not begun by this transaction', number
      using errcode = 'insufficient_privilege';
  end if;
  return true;
end
$$;

-- As before, but for an erasure, and only on tables whose trigger says that they hold personal data.
create or replace function tieout_written_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_nargs = 1 and tg_argv[0] = 'erasable' and tieout_erases() then
    return null;
  end if;
  raise exception 'rows of % are written once: % is refused', tg_table_name, tg_op;
end
$$;

-- Of a row that is written once, an erasure may change these columns and no others. Asked after the
-- change, when generated columns have their values.
create function tieout_erases_only() returns trigger language plpgsql as $$
begin
  if not tieout_erases() or to_jsonb(old) - tg_argv <> to_jsonb(new) - tg_argv then
    raise exception 'rows of % are written once: only % may be erased',
      tg_table_name, array_to_string(tg_argv, ', ');
  end if;
  return new;
end
$$;

-- An entry's details may be replaced once it is noted that, and as what, they are.
create or replace function audit_refuses_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'audit_entry' and tg_level = 'ROW' and tieout_erases() then
    if to_jsonb(old) - 'details' = to_jsonb(new) - 'details'
       and exists (select 1 from audit_erasure a join erasure e on e.id = a.erasure
                    where a.entry = old.id and e.tx = pg_current_xact_id()) then
      return new;
    end if;
  end if;
  raise exception 'the audit is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

drop trigger proposal_written_once on proposal;
create trigger proposal_written_once before update or delete or truncate on proposal
  for each statement execute function tieout_written_once('erasable');
create trigger proposal_erases_only after update on proposal
  for each row execute function tieout_erases_only('payload', 'salt');

drop trigger proposal_event_written_once on proposal_event;
create trigger proposal_event_written_once before update or delete or truncate on proposal_event
  for each statement execute function tieout_written_once('erasable');
create trigger proposal_event_erases_only after update on proposal_event
  for each row execute function tieout_erases_only('why');

drop trigger approval_vote_written_once on approval_vote;
create trigger approval_vote_written_once before update or delete or truncate on approval_vote
  for each statement execute function tieout_written_once('erasable');
create trigger approval_vote_erases_only after update on approval_vote
  for each row execute function tieout_erases_only('name', 'reason', 'in_place_of_name');

drop trigger approval_event_written_once on approval_event;
create trigger approval_event_written_once before update or delete or truncate on approval_event
  for each statement execute function tieout_written_once('erasable');
create trigger approval_event_erases_only after update on approval_event
  for each row execute function tieout_erases_only('why', 'details');

drop trigger halt_event_written_once on halt_event;
create trigger halt_event_written_once before update or delete or truncate on halt_event
  for each statement execute function tieout_written_once('erasable');
create trigger halt_event_erases_only after update on halt_event
  for each row execute function tieout_erases_only('name', 'why');

-- People are found by their names: to erase them, and to keep their names from a model.
create index mirror_record_contact_name on mirror_record (folded) where kind = 'contact';
