-- Question: how many real things of each kind are there?
-- Grain: one row per entity a file can fill.
-- Traps: stubs stand for parents that were named but never described, so no file with them has come yet; deleted rows are left out.
select 'account' as entity, count(*) as rows from model.account where not is_stub and not is_deleted
union all
select 'contact', count(*) from model.contact where not is_stub and not is_deleted
union all
select 'person', count(*) from model.person where not is_stub and not is_deleted
union all
select 'team', count(*) from model.team where not is_stub and not is_deleted
union all
select 'product', count(*) from model.product where not is_stub and not is_deleted
union all
select 'pipeline', count(*) from model.pipeline where not is_stub and not is_deleted
union all
select 'stage', count(*) from model.stage where not is_stub and not is_deleted
union all
select 'opportunity', count(*) from model.opportunity where not is_stub and not is_deleted
union all
select 'opportunity_line', count(*) from model.opportunity_line where not is_stub and not is_deleted
union all
select 'stage_visit', count(*) from model.stage_visit where not is_stub and not is_deleted
union all
select 'lead', count(*) from model.lead where not is_stub and not is_deleted
union all
select 'activity', count(*) from model.activity where not is_stub and not is_deleted
union all
select 'channel', count(*) from model.channel where not is_stub and not is_deleted
union all
select 'campaign', count(*) from model.campaign where not is_stub and not is_deleted
union all
select 'spend', count(*) from model.spend where not is_stub and not is_deleted
union all
select 'target', count(*) from model.target where not is_stub and not is_deleted
union all
select 'order', count(*) from model."order" where not is_stub and not is_deleted
union all
select 'order_line', count(*) from model.order_line where not is_stub and not is_deleted
union all
select 'payment', count(*) from model.payment where not is_stub and not is_deleted
union all
select 'exchange_rate', count(*) from model.exchange_rate where not is_stub and not is_deleted
union all
select 'touch', count(*) from model.touch where not is_stub and not is_deleted
union all
select 'opportunity_contact', count(*) from model.opportunity_contact where not is_stub and not is_deleted
union all
select 'quote', count(*) from model.quote where not is_stub and not is_deleted
union all
select 'quote_line', count(*) from model.quote_line where not is_stub and not is_deleted
union all
select 'contract', count(*) from model.contract where not is_stub and not is_deleted
union all
select 'delivery', count(*) from model.delivery where not is_stub and not is_deleted
union all
select 'instalment', count(*) from model.instalment where not is_stub and not is_deleted
union all
select 'invoice', count(*) from model.invoice where not is_stub and not is_deleted
union all
select 'payment_allocation', count(*) from model.payment_allocation where not is_stub and not is_deleted
union all
select 'ticket', count(*) from model.ticket where not is_stub and not is_deleted
union all
select 'field_change', count(*) from model.field_change where not is_stub and not is_deleted
