-- What lets an administrator in to the page of connections: links and the sessions they open. Only
-- digests are kept: whoever reads this table cannot get in with it.
create table admin_ticket (
  digest text constraint admin_ticket_key primary key,
  kind text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint admin_ticket_is_a_digest check (digest ~ '^[0-9a-f]{64}$'),
  constraint admin_ticket_kind_is_known check (kind in ('link', 'session')),
  constraint admin_ticket_ends_after_it_begins check (expires_at > made_at)
);

-- Which refresh token a vendor refused last, by digest: a connection with that very token has to be
-- connected anew; with another one it need not.
create table refused_grant (
  name text constraint refused_grant_key primary key,
  token_digest text not null,
  refused_at timestamptz not null,
  constraint refused_grant_name_given check (name <> ''),
  constraint refused_grant_is_a_digest check (token_digest ~ '^[0-9a-f]{64}$')
);
