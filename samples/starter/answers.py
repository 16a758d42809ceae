"""The starter set's figures, worked out from the files with the Python standard library alone.

    python3 samples/starter/answers.py           prints answers.json
    python3 samples/starter/answers.py --page    prints ANSWERS.md with its tables renewed
    python3 samples/starter/answers.py --write   writes both

Definitions are in ../ANSWERS.md; the `definition` lines below say the same in short.
"""
import json
import sys
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
from read_exports import normalised, read_all  # noqa: E402

AS_OF = date(2026, 9, 30)
tables, quarantine, counts = read_all()
person = {p['name']: p for p in tables['people']}
stage = {s['name']: s for s in tables['stages']}
matches = Counter()


def linked(entity, named, wanted):
    """The row of that name, or of the one name that is equal after normalising."""
    if wanted is None:
        return None
    exact = {row['name']: row for row in named}
    if wanted in exact:
        return exact[wanted]
    near = [row for row in named if normalised(row['name']) == normalised(wanted)]
    assert len(near) == 1, (entity, wanted, near)
    matches[entity, wanted, near[0]['name']] += 1
    return near[0]


for deal in tables['opportunities']:
    deal['account'] = linked('account', tables['accounts'], deal['account_text'])
    deal['product'] = linked('product', tables['products'], deal['product_text'])
for row in tables['orders'] + tables['payments']:
    row['account'] = linked('account', tables['accounts'], row['account_text'])
deals = {deal['id']: deal for deal in tables['opportunities']}
leads, activities = tables['leads'], tables['activities']
lead_of = {lead['opportunity']: lead for lead in leads if lead['opportunity']}
assert len(deals) == len(tables['opportunities']) and set(lead_of) <= set(deals)
for table in ('leads', 'opportunities', 'activities', 'orders', 'payments', 'targets'):
    assert all(row['owner'] is None or row['owner'] in person for row in tables[table]), table

moves = {}
for move in sorted(tables['stage_moves'], key=lambda move: move['at']):
    moves.setdefault(move['opportunity'], []).append(move)
for deal in deals.values():
    assert moves[deal['id']][-1]['to'] == deal['stage'] and moves[deal['id']][0]['at'].date() == deal['created'], deal['id']
    assert stage[deal['stage']]['kind'] == 'open' or moves[deal['id']][-1]['at'].date() == deal['closed'], deal['id']

won = [d for d in deals.values() if stage[d['stage']]['kind'] == 'won']
lost = [d for d in deals.values() if stage[d['stage']]['kind'] == 'lost']
closed = won + lost
assert all(d['amount'] is not None for d in closed)


def month(moment):
    return f'{moment:%Y-%m}-01'


def quarter(moment):
    return f'{moment.year}-{(moment.month - 1) // 3 * 3 + 1:02d}-01'


OWNER = {'owner.manager': lambda r: person[r['owner']]['manager'] if r['owner'] else None,
         'team.name': lambda r: person[r['owner']]['team'] if r['owner'] else None,
         'owner.name': lambda r: r['owner']}
CHANNEL = {'channel.name': lambda r: r['channel']}
INDUSTRY = {'account.industry': lambda r: r['account']['industry'] if r['account'] else None}
LINE = {'product.line': lambda r: r['product']['line'] if r['product'] else None}
STAGE = {'stage.name': lambda r: r['stage']}
DEAL = {**OWNER, **CHANNEL, **LINE, **INDUSTRY}


def dated(field):
    return {'month': lambda r: month(r[field]), 'quarter': lambda r: quarter(r[field])}


def number(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return float(value) if isinstance(value, Fraction) else value


def shaped(value):
    return {key: number(item) for key, item in value.items()} if isinstance(value, dict) else number(value)


def grouped(rows, key, value):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [[name, shaped(value(groups[name]))] for name in sorted(groups, key=lambda name: (name is None, name or ''))]


answers = {}


def answer(metric, definition, rows, value, dimensions, **more):
    answers[metric] = {'definition': definition, 'total': shaped(value(rows)), 'n': len(rows), **more,
                       'by': {name: grouped(rows, key, value) for name, key in dimensions.items()}}


def total(field):
    return lambda rows: sum((row[field] for row in rows if row[field] is not None), Decimal(0))


def share(part, whole=lambda rows: len(rows)):
    def value(rows):
        below = whole(rows)
        return Fraction(part(rows)) / Fraction(below) if below else None
    return value


def quantile(values, p):
    """Between the two neighbours of place (n - 1) * p, as DuckDB's quantile_cont and Excel's PERCENTILE.INC do."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = Fraction(p) * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return Fraction(ordered[below]) + (Fraction(ordered[above]) - Fraction(ordered[below])) * (place - below)


def spread(measure):
    def value(rows):
        values = [Fraction(measure(row)) for row in rows]
        at = {name: quantile(values, p) for name, p in {'p50': '1/2', 'p75': '3/4', 'p90': '9/10'}.items()}
        return {'average': sum(values) / len(values) if values else None, **at}
    return value


def count(test=lambda row: True):
    return lambda rows: sum(1 for row in rows if test(row))


def is_won(deal):
    return stage[deal['stage']]['kind'] == 'won'


# Leads

LEAD = {**OWNER, **CHANNEL}
answer('lead_count', 'leads by creation', leads, count(), {**dated('created'), **LEAD})
answer('valid_lead_count', '是否有效 = 是, by creation', [r for r in leads if r['valid'] == '是'], count(), {**dated('created'), **LEAD})
answer('mql_count', 'leads with an MQL time, by that time', [r for r in leads if r['mql']], count(), {**dated('mql'), **LEAD})
answer('sql_count', 'leads with an SQL time, by that time', [r for r in leads if r['sql']], count(), {**dated('sql'), **LEAD})


def converts(window):
    def within(lead):
        return lead['opportunity'] is not None and (window is None or lead['converted'] - lead['created'] <= timedelta(days=window))
    return share(count(within))


def wins(window):
    def within(lead):
        deal = deals.get(lead['opportunity'])
        return deal is not None and is_won(deal) and (window is None or (deal['closed'] - lead['created'].date()).days <= window)
    return share(count(within))


WINDOWS = (30, 60, 90, 180, 365, None)
answer('lead_to_opportunity_rate', 'leads of the cohort converted into a deal within 90 days / leads of the cohort (all leads)', leads, converts(90),
       {**dated('created'), **LEAD}, windows=[[w, number(converts(w)(leads))] for w in WINDOWS],
       of_valid_leads=number(converts(90)([r for r in leads if r['valid'] == '是'])))
answer('lead_to_won_rate', 'leads of the cohort whose deal was won within 90 days of the lead / leads of the cohort; `windows` for others', leads, wins(90),
       {**dated('created'), **LEAD}, windows=[[w, number(wins(w)(leads))] for w in WINDOWS])

human = {}
anyone = {}
for activity in activities:
    if activity['lead']:
        anyone.setdefault(activity['lead'], []).append(activity['at'])
        if activity['automatic'] == 'no':
            human.setdefault(activity['lead'], []).append(activity['at'])
for lead in leads:
    assert (min(human[lead['id']]) if lead['id'] in human else None) == lead['responded'], lead['id']


def leaks(touches):
    return share(count(lambda lead: not any(at - lead['created'] <= timedelta(days=7) for at in touches.get(lead['id'], []))))


answer('lead_response_minutes', 'first human answer - creation, in minutes of the clock; automatic replies do not stop it; unanswered leads are left out (n = answered)',
       [r for r in leads if r['responded']], spread(lambda r: (r['responded'] - r['created']).total_seconds() / 60), {**dated('created'), **LEAD})
week_old = [lead for lead in leads if lead['created'].date() + timedelta(days=7) <= AS_OF]
answer('lead_leakage_rate', 'leads without a human activity within 7 days of creation / leads created at least 7 days before the as-of day', week_old, leaks(human),
       {**dated('created'), **LEAD}, of_all_leads=number(leaks(human)(leads)), counting_automatic_replies=number(leaks(anyone)(week_old)))

# Spend

spend = tables['spend']
answer('spend', 'amount by the first day of its month', spend, total('amount'), {**dated('at'), **CHANNEL})


def ratio(metric, definition, above, below, dimensions):
    """Both sides have their own date basis and meet in the bucket; nothing below, or nothing known above, is n/a (null)."""
    def by(name):
        upper, lower = dict(answers[above]['by'][name]), dict(answers[below]['by'][name])
        keys = sorted(set(upper) | set(lower), key=lambda key: (key is None, key or ''))
        return [[key, divided(upper.get(key), lower.get(key))] for key in keys]
    answers[metric] = {'definition': definition, 'total': divided(answers[above]['total'], answers[below]['total']), 'by': {name: by(name) for name in dimensions}}


def divided(upper, lower):
    return None if upper is None or not lower else number(Fraction(str(upper)) / Fraction(str(lower)))


ratio('cost_per_lead', 'spend of the bucket / leads created in it; no leads, or no spend row at all, is n/a', 'spend', 'lead_count', ('month', 'quarter', 'channel.name'))

# Deals

opportunities = list(deals.values())
answer('opportunity_count', 'deals by creation', opportunities, count(), {**dated('created'), **DEAL, **STAGE})


def open_at(on):
    return [d for d in opportunities if d['created'] <= on and (d['closed'] is None or d['closed'] > on)]


def stage_at(deal, on):
    return [move for move in moves[deal['id']] if move['at'].date() <= on][-1]['to']


def weighted(rows, on=AS_OF):
    return sum(((d['amount'] or 0) * stage[stage_at(d, on)]['probability'] / 100 for d in rows), Decimal(0))


month_ends = [date(2025 + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(4, 21)] + [AS_OF]
for on in month_ends:
    assert all(stage[stage_at(d, on)]['kind'] == 'open' for d in open_at(on))
    assert all(stage[stage_at(d, on)]['kind'] != 'open' for d in opportunities if d['created'] <= on and d not in open_at(on))


def answer_open(metric, definition, value):
    answer(metric, definition, open_at(AS_OF), value, {**DEAL, **STAGE})
    series = [[on, shaped(value(open_at(on)) if metric != 'weighted_pipeline_value' else weighted(open_at(on), on))] for on in month_ends]
    answers[metric]['by']['month'] = [[month(on), figure] for on, figure in series]
    answers[metric]['by']['quarter'] = [[quarter(on), figure] for on, figure in series if on.month % 3 == 0]


answer_open('open_opportunity_count', 'deals created by the end of the day and not closed by then; by month and quarter: as of the last day of it', count())
answer_open('pipeline_value', 'amount of those deals (an empty amount adds nothing); past days take the amounts of then, which no file of the starter tells apart from today\'s', total('amount'))
answer_open('weighted_pipeline_value', 'amount x probability of the stage the deal stood in on that day (stage history)', weighted)

CLOSED = {**dated('closed'), **DEAL}
answer('won_count', 'won deals by 实际成交日期', won, count(), CLOSED)
answer('lost_count', 'lost deals by 实际成交日期', lost, count(), {**CLOSED, 'opportunity.lost_reason': lambda r: r['lost_reason']})
answer('won_value', 'their amounts', won, total('amount'), CLOSED)
answer('lost_value', 'their amounts', lost, total('amount'), CLOSED)
answer('win_rate', 'won / (won + lost), by close day', closed, share(count(is_won)), CLOSED)
answer('win_rate_by_value', 'won amount / (won + lost amount), by close day', closed, share(lambda rows: total('amount')([d for d in rows if is_won(d)]), total('amount')), CLOSED)
answer('average_deal_size', 'won_value / won_count', won, share(total('amount')), CLOSED)
answer('median_deal_size', 'median of won amounts, interpolated', won, lambda rows: quantile([d['amount'] for d in rows], '1/2'), CLOSED)
answer('sales_cycle_days', 'calendar days from 创建时间 to 实际成交日期 of won deals; quantiles interpolated', won, spread(lambda d: (d['closed'] - d['created']).days), CLOSED)
answer('lead_to_won_days', 'calendar days from the lead\'s creation (its day) to 实际成交日期, won deals that came from a lead', [d for d in won if d['id'] in lead_of],
       spread(lambda d: (d['closed'] - lead_of[d['id']]['created'].date()).days), CLOSED)

# Work, orders, money, targets

by_people = [a for a in activities if a['automatic'] == 'no']
answer('activity_count', 'activities by people, by their time', by_people, count(), {**dated('at'), **OWNER, 'activity.kind': lambda r: r['kind']},
       with_automatic=len(activities))
worked = Counter(a['opportunity'] for a in by_people)
answer('activities_per_won_deal', 'activities by people recorded on won deals / won deals, by close day', won, share(lambda rows: sum(worked[d['id']] for d in rows)), CLOSED)

confirmed = [o for o in tables['orders'] if o['status'] in ('confirmed', 'completed')]
BOOKED = {**dated('at'), **OWNER, **INDUSTRY}
answer('order_count', 'orders confirmed or completed (no draft, no cancelled), by order day', confirmed, count(), BOOKED, every_status=len(tables['orders']))
answer('order_value', 'their amounts', confirmed, total('amount'), BOOKED)


def firsts(rows, field):
    first = {}
    for row in sorted((row for row in rows if row['account']), key=lambda row: row[field]):
        first.setdefault(row['account']['id'], row)
    return list(first.values())


answer('new_customer_count', 'accounts by the day of their first confirmed order; orders without an account make no customer', firsts(confirmed, 'at'), count(),
       {**dated('at'), **INDUSTRY})
answer('new_customer_count (no orders)', 'the same by the first won deal, as it is in a workspace without orders', firsts(won, 'closed'), count(), {**dated('closed'), **INDUSTRY})
answer('received_amount', 'payments by 回款日期, refunds negative', tables['payments'], total('amount'), BOOKED)
answer('target_value', 'targets by month', tables['targets'], total('amount'), {**dated('at'), **OWNER})
ratio('attainment_rate', 'won_value / target_value; wins of people without a target count in the total, their own row is n/a', 'won_value', 'target_value',
      ('month', 'quarter', 'owner.manager', 'team.name', 'owner.name'))

result = {
    'as_of': AS_OF.isoformat(), 'currency': 'CNY', 'time_zone': 'Asia/Shanghai', 'metrics': answers, 'quarantine': quarantine, 'files': counts,
    'matches': [{'entity': entity, 'from': before, 'to': after, 'rows': rows} for (entity, before, after), rows in sorted(matches.items())],
}


def compact(value, depth=0):
    """JSON with one line per row of figures, so that a change can be read."""
    if isinstance(value, dict) and depth < 5:
        inner = ',\n'.join(f'{" " * (depth + 1)}{json.dumps(key, ensure_ascii=False)}: {compact(item, depth + 1)}' for key, item in value.items())
        return '{\n' + inner + f'\n{" " * depth}}}' if value else '{}'
    if isinstance(value, list) and value and depth < 5:
        return '[\n' + ',\n'.join(' ' * (depth + 1) + json.dumps(item, ensure_ascii=False) for item in value) + f'\n{" " * depth}]'
    return json.dumps(value, ensure_ascii=False)


def as_text(value):
    if isinstance(value, dict):
        return ', '.join(f'{name} {as_text(item)}' for name, item in value.items())
    return f'{value:,.6f}'.rstrip('0').rstrip('.') if isinstance(value, float) else f'{value:,}'


def with_tables(page):
    """ANSWERS.md with the two tables between its markers renewed."""
    totals = ['| metric | definition | n | total |', '|---|---|---|---|'] + [
        f"| {name} | {a['definition']} | {a.get('n', '')} | {as_text(a['total'])} |" for name, a in answers.items()]
    rows = ['| file | row | column | value | reason |', '|---|---|---|---|---|'] + [
        f"| {q['file']} | {q['row']} | {q['column']} | {q['value'] or ''} | {q['reason']} |" for q in quarantine]
    for name, table in (('totals', totals), ('quarantine', rows)):
        start, end = f'<!-- {name} -->\n', f'<!-- end {name} -->'
        page = page[:page.index(start) + len(start)] + '\n'.join(table) + '\n' + page[page.index(end):]
    return page


output = (compact(result) + '\n').encode()
here = Path(__file__).resolve().parent
page = here.parent / 'ANSWERS.md'
if '--write' in sys.argv:
    (here / 'answers.json').write_bytes(output)
    page.write_bytes(with_tables(page.read_text('utf-8')).encode())
elif '--page' in sys.argv:
    sys.stdout.buffer.write(with_tables(page.read_text('utf-8')).encode())
else:
    sys.stdout.buffer.write(output)
