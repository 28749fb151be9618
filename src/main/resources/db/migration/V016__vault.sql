-- Credentials of connected systems, sealed with a key that is not in this database.
create table sealed_grant (
  name text primary key,
  key_id text not null,
  nonce bytea not null,
  sealed bytea not null,
  sealed_at timestamptz not null,
  constraint sealed_grant_name_given check (name <> ''),
  constraint sealed_grant_nonce_is_96_bits check (octet_length(nonce) = 12),
  constraint sealed_grant_holds_its_tag check (octet_length(sealed) >= 16)
);
