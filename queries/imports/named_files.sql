-- Question: which files do loads name? Grain: one row per file, by the hash of its bytes.
select distinct hash from meta.file;
