"""Leads, spend, deals, targets, activities."""
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from company import AS_OF, deals, in_cny, is_open_at, leads, orders, paid_channel, person, probability_at, pushes, quotes, stage, state_at, tables, within, confirmed, shifted
from shape import (ACCOUNT, CHANNEL, INDUSTRY, NEXT_QUARTER, OWNER, QUARTERS, TEAM, UNASKED, YEAR, answer, answer_as_of, answer_period, answers, count, dated, divided, exact, grouped,
                   in_period, quantile, quarter, ratio, shaped, share, span, spread, total, variant)

LEAD = {**dated('created'), **CHANNEL, **OWNER}
all_leads = list(leads.values())
mqls, sqls = [row for row in all_leads if row['mql']], [row for row in all_leads if row['sql']]
answer('lead_count', all_leads, count(), LEAD)
answer('valid_lead_count', [row for row in all_leads if row['valid'] is not False], count(), LEAD)
answer('mql_count', mqls, count(), {**dated('mql'), **CHANNEL})
answer('sql_count', sqls, count(), {**dated('sql'), **CHANNEL})


def days_to(lead, event):
    deal = deals.get(lead['opportunity'])
    if deal is None or (event == 'won' and deal['kind'] != 'won'):
        return None
    return ((deal['created'] if event == 'opportunity' else deal['closed']) - lead['created'].date()).days


def conversion(metric, event):
    def cohort(window):
        return share(count(lambda lead: days_to(lead, event) is not None and days_to(lead, event) <= window))
    answer(metric, all_leads, cohort(90), LEAD, {'variant': 'cohort', 'window': 90})
    for window in (30, 180, 365):
        variant(metric, {'variant': 'cohort', 'window': window}, cohort(window)(all_leads), len(all_leads))
    period = QUARTERS[4]
    happened = [lead for lead in all_leads if days_to(lead, event) is not None]
    on = {lead['id']: lead['created'].date() + timedelta(days=days_to(lead, event)) for lead in happened}
    inside = [lead for lead in happened if within(on[lead['id']], period)]
    created = in_period(all_leads, 'created', period)
    active = [lead for lead in all_leads if lead['created'].date() <= period[1] and (lead['id'] not in on or on[lead['id']] >= period[0])]
    variant(metric, {'variant': 'period'}, divided(len(inside), len(created)), len(created), period=span(period))
    variant(metric, {'variant': 'pool'}, divided(len(inside), len(active)), len(active), period=span(period))


answer('mql_to_sql_rate', mqls, share(count(lambda r: r['sql'] and 0 <= (r['sql'].date() - r['mql'].date()).days <= 90)), {**dated('created'), **CHANNEL}, {'window': 90})
variant('mql_to_sql_rate', {'window': 30}, share(count(lambda r: r['sql'] and (r['sql'].date() - r['mql'].date()).days <= 30))(mqls), len(mqls))
conversion('lead_to_opportunity_rate', 'opportunity')
conversion('lead_to_won_rate', 'won')


def minutes(lead):
    return int((lead['answered'] - lead['created']).total_seconds()) // 60


end_of_day = datetime.combine(AS_OF + timedelta(days=1), time())
known = [row for row in all_leads if row['known_before']]
answered = [row for row in all_leads if row['answered'] and not row['known_before']]
answer('lead_response_minutes', answered, spread(minutes), {**dated('created'), **CHANNEL}, unanswered=count(lambda r: not r['answered'])(all_leads), touched_before_creation=len(known))


def within_limit(limit):
    due = [r for r in all_leads if not r['known_before'] and (r['answered'] or end_of_day - r['created'] > timedelta(minutes=limit))]
    return due, share(count(lambda r: r['answered'] is not None and minutes(r) <= limit))


due, value = within_limit(60)
answer('lead_response_within_sla_rate', due, value, {**dated('created'), **CHANNEL}, {'minutes': 60})
for limit in (30, 1440):
    due, value = within_limit(limit)
    variant('lead_response_within_sla_rate', {'minutes': limit}, value(due), len(due))
old_leads = [row for row in all_leads if row['created'].date() + timedelta(days=7) <= AS_OF]
answer('lead_leakage_rate', old_leads, share(count(lambda r: r['answered'] is None or (r['answered'].date() - r['created'].date()).days > 7)), {**dated('created'), **CHANNEL}, {'days': 7})

# Spend

spend = tables['spend']
for row in spend:
    row['cny'] = in_cny(row, row['on'])
PROGRAMME = ('media', 'agency', 'event')
SPEND = {**dated('on'), **CHANNEL, 'spend.kind': lambda row: row['kind']}
answer('spend', spend, total('cny'), SPEND)
all_deals = list(deals.values())
first_orders = {}
for order in sorted((row for row in orders.values() if confirmed(row)), key=lambda row: row['ordered']):
    first_orders.setdefault(order['account']['id'], order)
new_customers = list(first_orders.values())
SPENT = {'quarter': lambda row: quarter(row['on']), **CHANNEL}
for metric, units, field in (('cost_per_lead', all_leads, 'created'), ('cost_per_mql', mqls, 'mql'), ('cost_per_sql', sqls, 'sql'), ('cost_per_opportunity', all_deals, 'created'),
                             ('cost_per_customer', new_customers, 'ordered')):
    UNITS = {**dated(field), **CHANNEL}
    ratio(metric, {name: exact(spend, key, total('cny')) for name, key in SPENT.items()}, {name: exact(units, key, len) for name, key in UNITS.items()},
          total('cny')(spend), len(units), len(units), SPENT)

# Deals

won, lost = [row for row in all_deals if row['kind'] == 'won'], [row for row in all_deals if row['kind'] == 'lost']
closed = [row for row in all_deals if row['kind'] != 'open']
DEAL = {**OWNER, **TEAM, **CHANNEL, **INDUSTRY}
CLOSED = {**dated('closed'), **DEAL}
is_won = lambda row: row['kind'] == 'won'  # noqa: E731
answer('opportunity_count', all_deals, count(), {**dated('created'), **DEAL, 'opportunity.type': lambda row: row['type']})


def open_at(on):
    return [row for row in all_deals if is_open_at(row, on)]


STAGE = {**OWNER, 'stage.name': lambda row: row['stage']}
answer_as_of('open_opportunity_count', open_at, lambda rows, on: len(rows), STAGE)


def cny_at(row, on):
    """The amount as it was on the day, at the deal's own rate; what is changed has been in one currency throughout."""
    then = state_at(row, on)['amount']
    return None if then is None or row['cny'] is None else then * row['cny'] / row['amount']


answer_as_of('pipeline_value', open_at, lambda rows, on: total('cny')([{'cny': cny_at(row, on)} for row in rows]), STAGE)
answer_as_of('weighted_pipeline_value', open_at, lambda rows, on: total('weighted')([
    {'weighted': None if cny_at(row, on) is None else cny_at(row, on) * probability_at(row, on)} for row in rows]), STAGE)

PRODUCT = {'product.line': lambda row: row['product']['line']}
answer('won_count', won, count(), CLOSED)
answer('lost_count', lost, count(), {**CLOSED, 'opportunity.lost_reason': lambda row: row['lost_reason']})
answer('won_value', won, total('cny'), CLOSED)
lines = [{'product': row['product'], 'cny': in_cny({**row, 'currency': deals[row['opportunity']]['currency']}, deals[row['opportunity']]['closed'])}
         for row in tables['opportunity_line'] if deals.get(row['opportunity'], {}).get('kind') == 'won']
answers['won_value']['by']['product.line'] = grouped(lines, PRODUCT['product.line'], total('cny'))
answers['won_value']['by']['account.name'] = grouped(won, ACCOUNT['account.name'], total('cny'))
answer('lost_value', lost, total('cny'), CLOSED)
answer('win_rate', closed, share(count(is_won)), CLOSED, {'population': 'closed'})
variant('win_rate', {'population': 'cohort'}, divided(len(won), len(all_deals)), len(all_deals))
variant('win_rate', {'population': 'all'}, divided(len(won), len(closed) + len(open_at(AS_OF))), len(all_deals))


def reached(deal, position):
    return deal['pipeline'] == 'New business' and any(stage[c['pipeline'], c['to']]['kind'] != 'Lost' and stage[c['pipeline'], c['to']]['position'] >= position for c in deal['changes'])


proposed = [row for row in closed if reached(row, stage['New business', 'Propose']['position'])]
variant('win_rate', {'population': 'from-stage', 'stage': 'New business/Propose'}, share(count(is_won))(proposed), len(proposed))
won_money = lambda rows: total('cny')([row for row in rows if is_won(row)])  # noqa: E731
answer('win_rate_by_value', closed, share(won_money, total('cny')), CLOSED, {'population': 'closed'})
variant('win_rate_by_value', {'population': 'cohort'}, share(won_money, total('cny'))(all_deals), len(all_deals))
answer('average_deal_size', won, share(total('cny')), CLOSED)
answer('median_deal_size', won, lambda rows: quantile([row['cny'] for row in rows], '1/2'), CLOSED)
answer('sales_cycle_days', won, spread(lambda row: (row['closed'] - row['created']).days), CLOSED)
answer('lead_to_won_days', [row for row in won if row['lead']], spread(lambda row: (row['closed'] - leads[row['lead']]['created'].date()).days), CLOSED)

# Targets. Owner and team targets say the same thing twice: only the finest level that states a metric is summed.


def targets(metric, level):
    def stands(row):
        return 'owner' if row['owner'] else 'team' if row['team'] else 'company'
    return [row for row in tables['target'] if row['metric'] == metric and stands(row) == level]


def target_in(period, metric='won_value', level='owner'):
    return in_period(targets(metric, level), 'start', period)


quota = lambda rows: total('amount')(rows)  # noqa: E731
answer_period('target_value', YEAR, lambda p, rows: quota(rows), target_in, {'owner.name': grouped(target_in(YEAR), OWNER['owner.name'], quota),
              'team.name': grouped(target_in(YEAR), TEAM['team.name'], quota)}, {'basis': 'won'}, QUARTERS[2:])
variant('target_value', {'basis': 'won', 'level': 'team'}, quota(target_in(YEAR, level='team')), 8, period=span(YEAR))
variant('target_value', {'basis': 'won'}, quota(target_in(UNASKED)), len(target_in(UNASKED)), period=span(UNASKED))


def by_name(above, below, key, value, field='amount'):
    upper, lower = dict(exact(above, key, value)), dict(exact(below, key, total(field)))
    names = sorted(set(upper) | set(lower), key=lambda name: (name is None, name or ''))
    return [[name, shaped(divided(upper.get(name) or 0, lower.get(name)))] for name in names]


def won_in(period):
    return in_period(won, 'closed', period)


answer_period('attainment_rate', YEAR, lambda p, rows: divided(total('cny')(rows), quota(target_in(p))), won_in, {
    'owner.name': by_name(won_in(YEAR), target_in(YEAR), OWNER['owner.name'], total('cny')), 'team.name': by_name(won_in(YEAR), target_in(YEAR), TEAM['team.name'], total('cny'))},
    {'basis': 'won'}, QUARTERS[2:])
variant('attainment_rate', {'basis': 'won'}, divided(total('cny')(won_in(UNASKED)), quota(target_in(UNASKED))), len(won_in(UNASKED)), period=span(UNASKED))
signed = [{**row, 'cny': in_cny(row, row['signed'])} for row in tables['contract'] if row['signed']]
invoiced = [{**row, 'cny': in_cny(row, row['issued'], 'net')} for row in tables['invoice'] if row['status'] != 'Draft']
received = tables['payment']
for basis, rows, field, metric, level in (('contract', signed, 'signed', 'contract_value', 'team'), ('invoice', invoiced, 'issued', 'invoiced_amount', 'company'),
                                          ('cash', received, 'received', 'received_amount', 'team')):
    inside = in_period(rows, field, YEAR)
    variant('attainment_rate', {'basis': basis}, divided(total('cny')(inside), quota(target_in(YEAR, metric, level))), len(inside), period=span(YEAR))


def expected_in(period):
    return [row for row in open_at(min(AS_OF, period[1])) if within(row['expected'], period)]


coverage = lambda p, rows: divided(total('cny')(rows), quota(target_in(p)))  # noqa: E731
answer_period('pipeline_coverage', NEXT_QUARTER, coverage, expected_in, {
    'owner.name': by_name(expected_in(NEXT_QUARTER), target_in(NEXT_QUARTER), OWNER['owner.name'], total('cny'))}, {'against': 'target'}, [NEXT_QUARTER])
for period, against in ((NEXT_QUARTER, 'remaining'), (YEAR, 'target'), (YEAR, 'remaining')):
    below = quota(target_in(period)) - (total('cny')(won_in(period)) if against == 'remaining' else 0)
    variant('pipeline_coverage', {'against': against}, divided(total('cny')(expected_in(period)), max(below, 0)), len(expected_in(period)), period=span(period))


def velocity(period, rows):
    wins = won_in(period)
    ended = in_period(closed, 'closed', period)
    cycle = quantile([(row['closed'] - row['created']).days for row in wins], '1/2')
    return divided(len(rows) * total('cny')(wins), len(ended) * cycle) if wins and cycle else None


created_in = lambda period: in_period(all_deals, 'created', period)  # noqa: E731
answer_period('pipeline_velocity', YEAR, velocity, created_in)
variant('pipeline_velocity', {}, velocity(UNASKED, created_in(UNASKED)), len(created_in(UNASKED)), period=span(UNASKED))

# Slipping: planned for the period on the day before it, still open at its end and planned for later.


def planned(period):
    eve = period[0] - timedelta(days=1)
    return [row for row in all_deals if is_open_at(row, eve) and within(state_at(row, eve)['expected'], period)]


def slipped(period, rows):
    return len([row for row in rows if is_open_at(row, period[1]) and state_at(row, period[1])['expected'] > period[1]])


answer_period('slipped_deal_count', QUARTERS[5], slipped, planned)
months = [date(2025 + m // 12, m % 12 + 1, 1) for m in range(19)]
spans = [(start, following - timedelta(days=1)) for start, following in zip(months, months[1:])]
answers['slipped_deal_count']['by']['month'] = [[p[0].isoformat(), slipped(p, planned(p))] for p in spans]
pushed = [{**row, 'on': on, 'before': before, 'after': after} for row in all_deals for on, before, after in pushes(row)]
answer('push_count', pushed, count(), {**dated('on'), **OWNER})
further = [row for row in pushed if (row['before'].year, row['before'].month) != (row['after'].year, row['after'].month)]
variant('push_count', {'by': 'month'}, len(further), len(further))

# Activities

by_people = [row for row in tables['activity'] if not row['automatic']]
answer('activity_count', by_people, count(), {**dated('at'), **OWNER, 'activity.kind': lambda row: row['kind']}, {'automatic': False})
variant('activity_count', {'automatic': True}, len(tables['activity']), len(tables['activity']))


def work_on(rows, automatic=False):
    ids = {row['id'] for row in rows}
    return len([a for a in tables['activity'] if a['opportunity'] in ids and (automatic or not a['automatic'])])


answer('activities_per_won_deal', won, share(work_on), {**dated('closed'), **INDUSTRY}, {'automatic': False})
variant('activities_per_won_deal', {'automatic': True}, divided(work_on(won, True), len(won)), len(won))

# Acquisition cost: spend of the period shifted back by the lag, over the period's new customers.

LAG = int(quantile([(row['closed'] - leads[row['lead']]['created'].date()).days for row in won if row['lead']], '1/2'))


def acquisition(metric, kinds, paid_only):
    def parts(period, lag):
        cost = [row for row in in_period(spend, 'on', shifted(period, -lag)) if row['kind'] in kinds and (not paid_only or paid_channel.get(row['channel']))]
        gained = [row for row in in_period(new_customers, 'ordered', period) if not paid_only or paid_channel.get(row['channel'])]
        return cost, gained

    def figure(period, rows, lag=LAG):
        return divided(total('cny')(parts(period, lag)[0]), len(rows))
    answer_period(metric, YEAR, figure, lambda p: parts(p, LAG)[1], params={'lag': LAG}, quarters=QUARTERS[2:])
    cost, gained = parts(YEAR, LAG)
    if paid_only:
        answers[metric]['by']['channel.name'] = [[name, shaped(divided(sum(r['cny'] for r in cost if r['channel'] == name), sum(1 for r in gained if r['channel'] == name)))]
                                                 for name in sorted({row['channel'] for row in cost})]
    for lag, period in ((0, YEAR), (LAG, UNASKED)):
        gained = parts(period, lag)[1]
        variant(metric, {'lag': lag}, figure(period, gained, lag), len(gained), period=span(period))


acquisition('cac_paid', PROGRAMME, True)
acquisition('cac_blended', PROGRAMME, False)
acquisition('cac_loaded', PROGRAMME + ('tool', 'salary'), False)
