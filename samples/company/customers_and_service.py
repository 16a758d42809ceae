"""Customers and tickets. A purchase is a confirmed order, on the day it was ordered."""
from datetime import timedelta
from fractions import Fraction

from company import AS_OF, confirmed, orders, tables, within
from shape import (INDUSTRY, QUARTERS, UNASKED, YEAR, answer, answer_as_of, answer_period, answers, count, dated, divided, grouped, hours, in_period, quantile, shaped, share, span, spread,
                   total, variant)

MERGED = {'A13': 'A02'}
purchases = sorted((row for row in orders.values() if confirmed(row)), key=lambda row: row['ordered'])
accounts = {row['id']: row for row in tables['account']}


def golden(account, merge):
    return MERGED.get(account['id'], account['id']) if merge else account['id']


def with_sequence(merge=False):
    seen, rows = {}, []
    for row in purchases:
        id = golden(row['account'], merge)
        seen[id] = seen.get(id, 0) + 1
        rows.append({**row, 'customer': id, 'sequence': seen[id]})
    return rows


buyers = lambda rows: len({row['customer'] for row in rows})  # noqa: E731
again = lambda rows: buyers([row for row in rows if row['sequence'] > 1])  # noqa: E731
BOUGHT = {**dated('ordered'), **INDUSTRY}
bought, merged = with_sequence(), with_sequence(True)
first = lambda rows: [row for row in rows if row['sequence'] == 1]  # noqa: E731
answer('new_customer_count', first(bought), count(), BOUGHT)
answer('customer_count', bought, buyers, BOUGHT, n=buyers(bought))
answer('repeat_purchase_rate', bought, share(again, buyers), BOUGHT, n=buyers(bought))
for metric, value, n in (('new_customer_count', len(first(merged)), len(first(merged))), ('customer_count', buyers(merged), buyers(merged)),
                         ('repeat_purchase_rate', divided(again(merged), buyers(merged)), buyers(merged))):
    answers[metric]['after_merging'] = {'A13': 'A02', 'total': shaped(value), 'n': n}

# Touched: an activity by people with the account or one of its deals, in either direction, or a purchase.

touches = [(a['account'], a['at'].date()) for a in tables['activity'] if a['account'] and not a['automatic']]
account_of = {row['id']: row['account'] for row in tables['opportunity']}
touches += [(account_of[a['opportunity']], a['at'].date()) for a in tables['activity'] if account_of.get(a['opportunity']) and not a['account'] and not a['automatic']]
touches += [(row['account'], row['ordered']) for row in purchases]
touched_on = {}
for account, on in touches:
    touched_on.setdefault(account['id'], set()).add(on)


def customers_at(on):
    ids = {row['account']['id'] for row in purchases if row['ordered'] <= on}
    return [{'id': id, 'account': accounts[id]} for id in sorted(ids)]


def active(days):
    return lambda rows, on: divided(sum(1 for row in rows if any(on - timedelta(days=days) < day <= on for day in touched_on[row['id']])), len(rows))


answer_as_of('active_customer_rate', customers_at, active(7), INDUSTRY, {'days': 7})
for days in (8, 90):
    variant('active_customer_rate', {'days': days}, active(days)(customers_at(AS_OF), AS_OF), len(customers_at(AS_OF)), asOf=AS_OF.isoformat())


def churn(period, days, rows):
    """Customers who bought within N days before the period; lost are those who have not bought within N days of its end."""
    def buying(on):
        return {row['customer'] for row in rows if on - timedelta(days=days) < row['ordered'] <= on}
    start = buying(period[0] - timedelta(days=1))
    return sorted(start), start - buying(period[1])


def churn_rate(days, rows):
    return lambda period, start: divided(len(churn(period, days, rows)[1]), len(start))


def at_start(days, rows):
    return lambda period: churn(period, days, rows)[0]


lost = churn(YEAR, 365, bought)[1]
industry = grouped([accounts[id] for id in at_start(365, bought)(YEAR)], lambda row: row['industry'], share(count(lambda row: row['id'] in lost)))
answer_period('logo_churn_rate', YEAR, churn_rate(365, bought), at_start(365, bought), {'account.industry': industry}, {'days': 365})
gaps = []
for row in bought:
    before = [other['ordered'] for other in bought if other['customer'] == row['customer'] and other['sequence'] == row['sequence'] - 1]
    gaps += [(row['ordered'] - day).days for day in before]
answers['logo_churn_rate']['p90_repurchase_days'] = shaped(quantile(gaps, '9/10'))
for days, period in ((180, YEAR), (365, UNASKED)):
    rows = at_start(days, bought)(period)
    variant('logo_churn_rate', {'days': days}, churn_rate(days, bought)(period, rows), len(rows), period=span(period))
rows = at_start(365, merged)(YEAR)
answers['logo_churn_rate']['after_merging'] = {'A13': 'A02', 'total': shaped(churn_rate(365, merged)(YEAR, rows)), 'n': len(rows)}

# Retention: order value of the period against the twelve months before it, for customers who bought in those.


def year_before(period):
    return period[0].replace(year=period[0].year - 1), period[1].replace(year=period[1].year - 1)


def revenue(period, rows):
    money = {}
    for row in rows:
        if within(row['ordered'], period):
            money[row['customer']] = money.get(row['customer'], Fraction(0)) + row['cny']
    return money


def retention(rows, capped):
    def value(period, start):
        before, now = revenue(year_before(period), rows), revenue(period, rows)
        kept = sum((min(now.get(id, Fraction(0)), before[id]) if capped else now.get(id, Fraction(0)) for id in start), Fraction(0))
        return divided(kept, sum((before[id] for id in start), Fraction(0)))
    return value


def started(rows):
    return lambda period: sorted(revenue(year_before(period), rows))


for metric, capped in (('net_revenue_retention', False), ('gross_revenue_retention', True)):
    value = retention(bought, capped)
    by = [[name, shaped(value(YEAR, [id for id in started(bought)(YEAR) if accounts[id]['industry'] == name]))] for name in ('Food', 'Machinery')]
    # Without a full year before it a period of this data has no base: quarters are asked from 2026 on.
    answer_period(metric, YEAR, value, started(bought), {'account.industry': by}, quarters=QUARTERS[4:])
    half = (QUARTERS[4][0], QUARTERS[5][1])
    for period in (half, UNASKED):
        variant(metric, {}, value(period, started(bought)(period)), len(started(bought)(period)), period=span(period))
    answers[metric]['after_merging'] = {'A13': 'A02', 'total': shaped(retention(merged, capped)(YEAR, started(merged)(YEAR))), 'n': len(started(merged)(YEAR))}

# Tickets, in hours of the clock

tickets = tables['ticket']
solved, replied = [row for row in tickets if row['solved']], [row for row in tickets if row['replied']]
KIND = {'ticket.kind': lambda row: row['kind'], 'ticket.priority': lambda row: row['priority']}
OPENED, SOLVED = {**dated('opened'), **KIND}, {**dated('solved'), **KIND}
answer('ticket_count', tickets, count(), OPENED)
answer_as_of('backlog_count', lambda on: [row for row in tickets if row['opened'].date() <= on and (row['solved'] is None or row['solved'].date() > on)], lambda rows, on: len(rows), KIND)
answer('first_response_hours', replied, spread(lambda row: hours(row['opened'], row['replied'])), OPENED, {'hours': 'calendar'}, unanswered=len(tickets) - len(replied))
answer('resolution_hours', solved, spread(lambda row: hours(row['opened'], row['solved'])), SOLVED, {'hours': 'calendar'})
judged = [row for row in tickets if row['sla_due'] and (row['solved'] or row['sla_due'].date() <= AS_OF)]
answer('sla_attainment_rate', judged, share(count(lambda row: row['solved'] is not None and row['solved'] <= row['sla_due'])), OPENED)
rated = [row for row in solved if row['csat'] is not None]
answer('csat', rated, share(count(lambda row: row['csat'] >= 4)), SOLVED, response_rate=shaped(divided(len(rated), len(solved))))
