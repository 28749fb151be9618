-- Who waits for a signal decides whether it goes first: 0 is a person who sits before a screen,
-- 1 news from outside, 2 what a sweep found. What is done keeps the lane that nobody asks for.
alter table signal_work add column lane smallint not null default 1
  constraint signal_work_lane check (lane between 0 and 2);
update signal_work set lane = 2 where patient and state in ('waiting', 'working');
update signal_work w set lane = 0
  from signal s
 where s.id = w.signal and s.source = 'slack' and w.state in ('waiting', 'working');
drop index signal_work_queue;
alter table signal_work drop column patient;
create index signal_work_queue on signal_work (lane, signal) where state in ('waiting', 'working');
