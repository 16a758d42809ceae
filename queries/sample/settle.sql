-- Brings everything that was written into the one file, so that it can be moved without its log.
-- Grain: none.
-- Parameters: none. Traps: fails while another connection still writes.
checkpoint;
