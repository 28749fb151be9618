-- A secret of each proposal: personal data in it is told to auditors as hashes salted with this.
-- The default is evaluated for every row, those there are already included.
alter table proposal add column salt text not null default gen_random_uuid()::text || gen_random_uuid()::text;
