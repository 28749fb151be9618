select count(*) = 4 from pg_trigger t
 where t.tgrelid in ('audit_entry'::regclass, 'audit_chain'::regclass)
   and not t.tgisinternal and t.tgenabled = 'O'
   and t.tgfoid = 'audit_refuses_change'::regproc;
select count(*) = 1 from pg_constraint where conname = 'audit_chain_entry_once' and contype = 'u';
