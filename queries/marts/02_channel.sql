-- Channels as leads, deals and spend name them. Grain: one row per text that names a channel (`ref`).
-- No rows without rows of: model.channel.
create or replace table mart.channel as
select r.ref, c.id, c.name, c.source_name, c.medium, c.is_paid, c.is_stub, c.source, c.load_id
from meta.reference r join model.channel c on c.id = r.id
where r.entity = 'channel';
