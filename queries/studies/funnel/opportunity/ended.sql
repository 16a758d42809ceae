-- Which deals go no further? Grain: one row per lost deal. Reads: deals.
select d.unit, o.closed_at as moment, d.unit as thing from deals d join mart.opportunity o on o.id = d.opportunity_id where o.status = 'lost'
