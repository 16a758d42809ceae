-- Campaigns. Grain: one row per text that names a campaign (`ref`).
-- No rows without rows of: model.campaign.
-- Keyed: channel.
create or replace table mart.campaign as
select r.ref, c.id, c.name, c.channel, c.starts_on, c.ends_on, c.is_stub, c.source, c.load_id
from meta.reference r join model.campaign c on c.id = r.id
where r.entity = 'campaign';
