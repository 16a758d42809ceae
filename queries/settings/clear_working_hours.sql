-- Question: none; empties meta.working_hours and meta.working_change. Grain: changes all their rows.
-- Trap: the settings document is the original; always followed by its rows in the same transaction.
delete from meta.working_hours;
delete from meta.working_change;
