-- Question: which reporting currency do queries see? Grain: one row, or none before the first opening.
select value from meta.setting where key = 'reporting_currency'
