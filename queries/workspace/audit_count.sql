-- Question: how many lines has the audit log? Grain: one row.
select count(*) as lines from meta.audit;
