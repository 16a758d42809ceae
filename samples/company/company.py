"""The company's rows linked to each other, and what several metrics share: money in CNY, channels, visits, first responses, open deals."""
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from read_company import linker, read_company

AS_OF = date(2026, 6, 30)
tables, counts = read_company()
matches = Counter()
find_account = linker('account', tables['account'], matches)
find_product = linker('product', tables['product'], matches)
person = {row['name']: row for row in tables['person']}
paid_channel = {row['name']: row['is_paid'] for row in tables['channel']}
stage = {(row['pipeline'], row['name']): row for row in tables['stage']}


def by_id(table):
    found = {row['id']: row for row in tables[table]}
    assert len(found) == len(tables[table]), table
    return found


leads, deals, orders, quotes = by_id('lead'), by_id('opportunity'), by_id('order'), by_id('quote')
contracts, invoices, instalments, payments = by_id('contract'), by_id('invoice'), by_id('instalment'), by_id('payment')
contacts = by_id('contact')


def rate(currency, on):
    """The last rate stated on or before the day."""
    if currency == 'CNY':
        return Fraction(1)
    stated = [row for row in tables['exchange_rate'] if row['from'] == currency and row['on'] <= on]
    return max(stated, key=lambda row: row['on'])['rate']


def in_cny(row, on, field='amount'):
    return None if row[field] is None else row[field] * rate(row['currency'], on)


for table in ('opportunity', 'order', 'payment', 'invoice', 'ticket'):
    for row in tables[table]:
        row['account'] = find_account(row['account'])
for lead in leads.values():
    lead['account'] = find_account(lead['account'])
for activity in tables['activity']:
    activity['account'] = find_account(activity['account'])
for table in ('opportunity_line', 'order_line', 'quote_line'):
    for row in tables[table]:
        row['product'] = find_product(row['product'])
for table in ('lead', 'opportunity', 'order', 'quote', 'contract', 'activity', 'target'):
    assert all(row['owner'] is None or row['owner'] in person for row in tables[table]), table
tables['history'] = [row for row in tables['history'] if row['opportunity'] in deals]
tables['quote'] = [row for row in tables['quote'] if row['opportunity'] in deals]


def touched_account(touch):
    if touch['account']:
        return find_account(touch['account'])
    if touch['contact']:
        return find_account(contacts[touch['contact']]['account'])
    return leads[touch['lead']]['account'] if touch['lead'] else None


first_touch = {}
for touch in sorted(tables['touch'], key=lambda row: row['at']):
    account = touched_account(touch)
    if account:
        first_touch.setdefault(account['id'], touch['channel'])

history = {}
for change in sorted(tables['history'], key=lambda row: (row['at'], stage[row['pipeline'], row['to']]['position'])):
    history.setdefault(change['opportunity'], []).append(change)

for deal in deals.values():
    lead, account = leads.get(deal['lead']), deal['account']
    deal['channel'] = deal['channel'] or (lead and lead['channel']) or (account and first_touch.get(account['id']))
    deal['kind'] = deal['status'].lower()
    deal['cny'] = in_cny(deal, deal['closed'] or deal['created'])
    deal['changes'] = history[deal['id']]
    last = deal['changes'][-1]
    assert (last['to'], last['expected'], last['amount']) == (deal['stage'], deal['expected'], deal['amount']), deal['id']
    assert deal['changes'][0]['at'].date() == deal['created'] and (deal['closed'] is None or last['at'].date() == deal['closed']), deal['id']
    assert deal['kind'] == stage[deal['pipeline'], deal['stage']]['kind'].lower(), deal['id']
    lines = [line['amount'] for line in tables['opportunity_line'] if line['opportunity'] == deal['id']]
    assert deal['amount'] is None or sum(lines) == deal['amount'], deal['id']
for lead in leads.values():
    assert (deals[lead['opportunity']]['lead'] == lead['id'] and deals[lead['opportunity']]['created'] == lead['converted'].date()) if lead['opportunity'] else True
assert {deal['lead'] for deal in deals.values() if deal['lead']} == {lead['id'] for lead in leads.values() if lead['opportunity']}

for order in orders.values():
    deal = deals.get(order['opportunity'])
    order['channel'] = deal['channel'] if deal else order['account'] and first_touch.get(order['account']['id'])
    order['cny'] = in_cny(order, order['ordered'])
    order['cost_cny'] = in_cny(order, order['ordered'], 'cost')
    assert order['amount'] == sum(line['amount'] for line in tables['order_line'] if line['order'] == order['id']), order['id']
for invoice in invoices.values():
    assert invoice['net'] + invoice['tax'] == invoice['gross'], invoice['id']
for payment in payments.values():
    payment['cny'] = in_cny(payment, payment['received'])
for instalment in instalments.values():
    contract, order = contracts.get(instalment['contract']), orders.get(instalment['order'])
    instalment['account'] = find_account(contract['account']) if contract else order['account']
    instalment['paid'] = [(payments[a['payment']]['received'], a['amount']) for a in tables['payment_allocation'] if a['instalment'] == instalment['id']]

# Responses: people answering outwards, at or after creation. Somebody in touch with the lead before it was created is no response time.
for lead in leads.values():
    human = [a for a in tables['activity'] if a['lead'] == lead['id'] and not a['automatic']]
    answers = [a['at'] for a in human if a['direction'] != 'Inbound' and a['at'] >= lead['created']]
    lead['answered'] = min(answers) if answers else None
    lead['known_before'] = any(a['at'] < lead['created'] for a in human)
    assert lead['responded'] is None or lead['responded'] == lead['answered'], lead['id']


def is_open_at(deal, on):
    return deal['created'] <= on and (deal['closed'] is None or deal['closed'] > on)


def state_at(deal, on):
    """The last change of the day or before; None before the deal was there."""
    known = [change for change in deal['changes'] if change['at'].date() <= on]
    return known[-1] if known else None


def probability_at(deal, on):
    if on >= AS_OF:
        return deal['probability'] / 100
    return stage[deal['pipeline'], state_at(deal, on)['to']]['probability'] / 100


def pushes(deal):
    """Changes that moved the expected close of a deal, open after the change, to a later day."""
    pairs = zip(deal['changes'], deal['changes'][1:])
    return [(after['at'].date(), before['expected'], after['expected']) for before, after in pairs
            if after['expected'] > before['expected'] and stage[after['pipeline'], after['to']]['kind'] == 'Open']


def confirmed(order):
    return order['status'] in ('Confirmed', 'Completed')


def shifted(period, days):
    return period[0] + timedelta(days=days), period[1] + timedelta(days=days)


def within(on, period):
    return on is not None and period[0] <= on <= period[1]
