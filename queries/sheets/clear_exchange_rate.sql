-- Question: none; takes the rows of the sheet behind it out of the model. Grain: changes rows whose source is `sheet`.
-- Trap: the sheet's document is the original; always followed by its rows in the same transaction.
delete from model.exchange_rate where source = 'sheet'
