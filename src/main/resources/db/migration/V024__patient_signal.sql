-- What a sweep found waits for what somebody waits for.
alter table signal_work add column patient boolean not null default false;
drop index signal_work_queue;
create index signal_work_queue on signal_work (patient, signal) where state in ('waiting', 'working');
