-- One form for keys that exports write in several. Parameters: a key without blanks around it. All return null for null.
-- Traps: `strlen` counts bytes, `length` characters; a name stays as it is, for only what reads as a code once its letters are narrow is one.
create or replace macro meta.plain_key(raw) as
  case when strlen(raw) <> length(raw) then list_transform([trim(regexp_replace(meta.half_width(raw), '[\x{AD}\x{200B}-\x{200F}\x{2060}\x{FEFF}]+', '', 'g'))],
    lambda narrow: case when regexp_full_match(narrow, '[!-~]*[0-9][!-~]*') then narrow else raw end)[1] else raw end;

-- 1.23457E+11: a table program has shown a number shortened, and its other digits are gone.
create or replace macro meta.has_lost_digits(raw) as contains(raw, '+') and regexp_full_match(raw, '\d(\.\d+)?[Ee]\+\d{2,3}');

-- What is left of a key when blanks, case, a mark before it, thousands signs, `.0` and leading zeros are taken away: keys with equal cores may be one.
-- The first two ways are short cuts for what most keys look like.
create or replace macro meta.key_core(raw) as
  case when regexp_full_match(raw, '\d+') then coalesce(nullif(ltrim(raw, '0'), ''), '0')
       when regexp_full_match(raw, '[A-Za-z][A-Za-z0-9_-]*') then lower(raw)
  else list_transform([regexp_replace(lower(replace(meta.half_width(raw), ' ', '')), '^(#|''|’|№|no\.)', '')], lambda bare: case
    when regexp_full_match(bare, '(\d+|\d{1,3}(,\d{3})+)(\.0+)?') then coalesce(nullif(ltrim(replace(regexp_replace(bare, '\.0+$', ''), ',', ''), '0'), ''), '0')
    else bare end)[1] end;

-- By which change of form a key came to be written like this; both have the same core.
create or replace macro meta.key_change(said, known) as
  case when regexp_matches(said || ' ' || known, '(^| )(#|''|’|№|[Nn][Oo]\.)') then 'mark'
       when contains(said || known, ',') then 'thousands'
       when regexp_matches(said || ' ' || known, '\.0+( |$)') then 'decimal'
       when ltrim(said, '0') = ltrim(known, '0') then 'zeros'
       when lower(said) = lower(known) then 'case' else 'blanks' end;
