-- Question: which version of each sheet is in the model? Grain: one row per sheet that ever was.
select name, version from meta.sheet
