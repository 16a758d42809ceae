-- Products as lines name them. Grain: one row per text that names a product (`ref`); `GTXPro` and `GTX Pro` are two refs of one id.
-- No rows without rows of: model.product.
create or replace table mart.product as
select r.ref, p.id, p.name, p.line, p.list_price, p.cost, p.currency, p.is_stub, p.source, p.load_id
from meta.reference r join model.product p on p.id = r.id
where r.entity = 'product';
