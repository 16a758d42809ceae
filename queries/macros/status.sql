-- Whether a row with this status stands for something that happened: not void, not cancelled, not a draft.
-- Parameters: the source's own word. Traps: no status is a standing row; `未作废` says that it is not void.
create or replace macro mart.is_standing(status) as
  not regexp_matches(lower(coalesce(status, '')), 'void|cancel|draft|草稿|已取消|已撤销|废弃|(^|[^未非])作废');
