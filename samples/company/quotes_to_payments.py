"""Quotes, contracts, orders, deliveries, the payment plan, payments, receivables."""
from datetime import timedelta
from fractions import Fraction

from company import AS_OF, confirmed, contracts, deals, in_cny, instalments, invoices, orders, payments, rate, tables, within
from shape import (ACCOUNT, CHANNEL, INDUSTRY, OWNER, QUARTERS, UNASKED, YEAR, answer, answer_as_of, answer_period, answers, count, dated, divided, exact, grouped, in_period, quarter,
                   ratio, shaped, share, span, spread, total, variant)

# Quotes. The versions of a deal are one quote; the latest that was sent stands for it.

sent = [{**row, 'cny': in_cny(row, row['sent'].date())} for row in tables['quote'] if row['sent']]
latest, first = {}, {}
for row in sorted(sent, key=lambda row: row['version']):
    latest[row['opportunity']] = row
    first.setdefault(row['opportunity'], row)
answer('quote_count', list(latest.values()), count(), {**dated('sent'), **OWNER}, {'versions': 'latest'})
variant('quote_count', {'versions': 'all'}, len(sent), len(sent))
quoted = [{**deals[id], 'sent': row['sent']} for id, row in first.items()]
is_won = lambda row: row['kind'] == 'won'  # noqa: E731
answer('quote_to_deal_rate', quoted, share(count(is_won)), {**dated('sent'), **OWNER, **INDUSTRY}, {'of': 'opportunities'})
variant('quote_to_deal_rate', {'of': 'quotes'}, divided(len([row for row in sent if row['status'] == 'Accepted']), len(sent)), len(sent))
variant('quote_to_deal_rate', {'of': 'value'}, divided(total('cny')([row for row in quoted if is_won(row)]), total('cny')(quoted)), len(quoted))

quote_of = {row['id']: row for row in latest.values()}
lines = []
for row in tables['quote_line']:
    if row['quote'] in quote_of:
        quote = quote_of[row['quote']]
        each = rate(quote['currency'], quote['sent'].date())
        lines.append({**row, 'sent': quote['sent'], 'deal': deals[quote['opportunity']], 'net': row['quantity'] * row['net_price'] * each,
                      'list': None if row['list_price'] is None else row['quantity'] * row['list_price'] * each})
listed = [row for row in lines if row['list'] is not None]
realised = share(total('net'), total('list'))
discount = lambda rows: 1 - realised(rows) if total('list')(rows) else None  # noqa: E731
LINE = {**dated('sent'), 'product.line': lambda row: row['product']['line'], 'product.name': lambda row: row['product']['name']}
covered = divided(total('net')(listed), total('net')(lines))
ordered_lines = []
for row in tables['order_line']:
    order, price = orders[row['order']], row['product']['list_price']
    if confirmed(order) and price is not None:
        ordered_lines.append({**row, 'net': row['amount'] * rate(order['currency'], order['ordered']), 'list': row['quantity'] * price})
for metric, value in (('average_discount_rate', discount), ('price_realisation', realised)):
    answer(metric, listed, value, LINE, {'basis': 'quote', 'weighting': 'value'}, coverage=shaped(covered))
    simple = sum((1 - row['net'] / row['list'] if value is discount else row['net'] / row['list'] for row in listed), Fraction(0)) / len(listed)
    won_lines = [row for row in listed if is_won(row['deal'])]
    variant(metric, {'basis': 'quote', 'weighting': 'simple'}, simple, len(listed))
    variant(metric, {'basis': 'quote', 'weighting': 'value', 'deals': 'won'}, value(won_lines), len(won_lines))
    variant(metric, {'basis': 'order', 'weighting': 'value'}, value(ordered_lines), len(ordered_lines))

# Contracts and orders

signed = [{**row, 'cny': in_cny(row, row['signed'])} for row in contracts.values() if row['signed']]
answer('contract_value', signed, total('cny'), {**dated('signed'), **OWNER})
booked = [row for row in orders.values() if confirmed(row)]
ORDER = {**dated('ordered'), **OWNER, **CHANNEL, **INDUSTRY}
answer('order_count', booked, count(), ORDER)
answer('order_value', booked, total('cny'), ORDER)
sold = [{**row, 'cny': in_cny({**row, 'currency': orders[row['order']]['currency']}, orders[row['order']]['ordered'])} for row in tables['order_line'] if confirmed(orders[row['order']])]
answers['order_value']['by']['product.line'] = grouped(sold, lambda row: row['product']['line'], total('cny'))
costed = [{**row, 'margin': row['cny'] - row['cost_cny']} for row in booked if row['cost_cny'] is not None]
answer('gross_margin', costed, total('margin'), ORDER)
answer('gross_margin_rate', costed, share(total('margin'), total('cny')), ORDER)

# Deliveries: an order is delivered when all its deliveries were accepted, on the day of the last one.

parts = {}
for row in tables['delivery']:
    if confirmed(orders[row['order']]):
        parts.setdefault(row['order'], []).append(row)
delivered, overdue = [], []
for id, rows in parts.items():
    promised = max(row['promised'] for row in rows)
    if all(row['accepted'] for row in rows):
        accepted = max(row['accepted'] for row in rows).date()
        delivered.append({**orders[id], 'accepted': accepted, 'good': accepted <= promised and any(row['in_full'] for row in rows)})
    elif promised < AS_OF:
        overdue.append(id)
answer('fulfilment_cycle_days', delivered, spread(lambda row: (row['accepted'] - row['ordered']).days), {**dated('accepted'), **INDUSTRY})
on_time = count(lambda row: row['good'])
answer('on_time_in_full_rate', delivered, share(on_time), {**dated('accepted'), **INDUSTRY}, {'undelivered': 'left-out'})
variant('on_time_in_full_rate', {'undelivered': 'late'}, divided(on_time(delivered), len(delivered) + len(overdue)), len(delivered) + len(overdue))

# The payment plan

ORIGINAL, CURRENT = 'original_due', 'due'
plan = []
for row in instalments.values():
    whole = {**row, **{f'cny_{field}': in_cny(row, row[field]) for field in (ORIGINAL, CURRENT)}, 'paid_to_date': sum((amount for _, amount in row['paid']), Fraction(0))}
    for field in (ORIGINAL, CURRENT):
        whole[f'in_time_{field}'] = sum((amount for on, amount in row['paid'] if on <= row[field]), Fraction(0))
    plan.append(whole)
DUE = {**dated(ORIGINAL), **ACCOUNT}
answer('due_amount', plan, total('cny_original_due'), DUE, {'plan': 'original'})
variant('due_amount', {'plan': 'current'}, total('cny_due')(plan), len(plan), by={'quarter': grouped(plan, lambda row: quarter(row[CURRENT]), total('cny_due'))})
fallen = [row for row in plan if row[ORIGINAL] <= AS_OF]
fallen_now = [row for row in plan if row[CURRENT] <= AS_OF]
received = list(payments.values())
RECEIVED = {**dated('received'), **ACCOUNT}
answer('received_amount', received, total('cny'), RECEIVED)
ratio('collection_rate', {name: exact(received, key, total('cny')) for name, key in RECEIVED.items()}, {name: exact(fallen, key, total('cny_original_due')) for name, key in DUE.items()},
      total('cny')(received), total('cny_original_due')(fallen), len(fallen), DUE, {'variant': 'period', 'plan': 'original'}, nothing=Fraction(0))
collected = sum((row['paid_to_date'] * rate(row['currency'], row[ORIGINAL]) for row in fallen), Fraction(0))
variant('collection_rate', {'variant': 'cohort', 'plan': 'original'}, divided(collected, total('cny_original_due')(fallen)), len(fallen))


def paid_in_time(field):
    return count(lambda row: row[f'in_time_{field}'] >= row['amount'])


answer('on_time_payment_rate', fallen, share(paid_in_time(ORIGINAL)), DUE, {'by': 'instalment', 'plan': 'original', 'grace': 0})
variant('on_time_payment_rate', {'by': 'instalment', 'plan': 'current', 'grace': 0}, share(paid_in_time(CURRENT))(fallen_now), len(fallen_now))
for name, field, rows in (('original', ORIGINAL, fallen), ('current', CURRENT, fallen_now)):
    money = sum((min(row[f'in_time_{field}'], row['amount']) * rate(row['currency'], row[field]) for row in rows), Fraction(0))
    variant('on_time_payment_rate', {'by': 'amount', 'plan': name, 'grace': 0}, divided(money, total(f'cny_{field}')(rows)), len(rows))
graced = [row for row in fallen if sum((amount for on, amount in row['paid'] if on <= row[ORIGINAL] + timedelta(days=5)), Fraction(0)) >= row['amount']]
variant('on_time_payment_rate', {'by': 'instalment', 'plan': 'original', 'grace': 5}, divided(len(graced), len(fallen)), len(fallen))

# Receivables, from invoices: gross amounts less what was allocated by the day; drafts and voided ones are none.

issued = [row for row in invoices.values() if row['status'] != 'Draft']


def receivables(on):
    rows = []
    for row in issued:
        paid = sum((a['amount'] for a in tables['payment_allocation'] if a['invoice'] == row['id'] and payments[a['payment']]['received'] <= on), Fraction(0))
        if row['issued'] <= on and row['gross'] != paid:
            rows.append({**row, 'open': (row['gross'] - paid) * rate(row['currency'], row['issued']), 'late': (on - row['due']).days})
    return rows


def bucket(row):
    return next(name for name, last in (('not due', 0), ('1-30', 30), ('31-60', 60), ('61-90', 90), ('91-180', 180), ('>180', 9999)) if row['late'] <= last)


AGEING = {**ACCOUNT, 'instalment.ageing_bucket': bucket}
owed = lambda rows, on: total('open')(rows)  # noqa: E731
allocated = {a['payment'] for a in tables['payment_allocation']}
advances = total('cny')([row for row in received if row['id'] not in allocated])
answer_as_of('receivable_balance', receivables, owed, AGEING, {'from': 'invoices'}, advances=shaped(advances))
late = lambda on: [row for row in receivables(on) if row['late'] > 0]  # noqa: E731
answer_as_of('overdue_balance', late, owed, AGEING, {'from': 'invoices'})


def sales(period):
    return [{**row, 'cny': in_cny(row, row['issued'], 'gross')} for row in in_period(issued, 'issued', period)]


def dso(period, rows, owing=None):
    owing = total('open')(receivables(min(period[1], AS_OF))) if owing is None else owing
    return divided(owing * ((period[1] - period[0]).days + 1), total('cny')(rows))


answer_period('dso', YEAR, dso, sales, params={'method': 'simple'})
variant('dso', {'method': 'simple'}, dso(UNASKED, sales(UNASKED)), len(sales(UNASKED)), period=span(UNASKED))
current = total('open')([row for row in receivables(AS_OF) if row['late'] <= 0])
variant('dso', {'method': 'best-possible'}, dso(YEAR, sales(YEAR), current), len(sales(YEAR)), period=span(YEAR))
left, days, month_end = total('open')(receivables(AS_OF)), Fraction(0), AS_OF
while left > 0:
    month = (month_end.replace(day=1), month_end)
    sold_then, length = total('cny')(sales(month)), (month[1] - month[0]).days + 1
    days += length if left >= sold_then else left / sold_then * length
    left, month_end = left - sold_then, month[0] - timedelta(days=1)
variant('dso', {'method': 'countback'}, days, len(sales(YEAR)), asOf=AS_OF.isoformat())
