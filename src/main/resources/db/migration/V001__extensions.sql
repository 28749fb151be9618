-- Fuzzy look-up of names (trigrams) without accents, for the mirror and the assistant.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
