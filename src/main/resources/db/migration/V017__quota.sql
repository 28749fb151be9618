-- What is used of a vendor's limits on one account, for all replicas: one row an account, taken
-- under its lock, so that no two replicas count the same call's share.
create table quota_account (
  account text primary key,
  -- by window: how many calls fell into each slice of time
  windows jsonb not null default '{}',
  -- calls under way, with the time after which their holder is taken for dead
  leases jsonb not null default '{}',
  -- the vendor told us to stay away
  paused_until timestamptz,
  paused_why text not null default '',
  constraint quota_account_named check (account <> ''),
  constraint quota_account_windows_by_name check (jsonb_typeof(windows) = 'object'),
  constraint quota_account_leases_by_name check (jsonb_typeof(leases) = 'object'),
  constraint quota_account_pause_has_reason check (paused_until is null or paused_why <> '')
)
-- every call rewrites its row: room on the page keeps that cheap
with (fillfactor = 50);
