"""How the answers are collected and written: totals, breakdowns, variants, one line of JSON per row of figures."""
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

from company import AS_OF, person, within

YEAR = (date(2025, 7, 1), AS_OF)
NEXT_QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
# What a report takes that needs a period and was given none: the twelve full months before the clock.
UNASKED = (date(2025, 6, 1), date(2026, 5, 31))
STARTS = [date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]
QUARTERS = [(start, date.fromordinal(following.toordinal() - 1)) for start, following in zip(STARTS, STARTS[1:])]
answers = {}


def number(value):
    if isinstance(value, (Fraction, Decimal)):
        return int(value) if value == int(value) else float(value)
    return value


def shaped(value):
    return {key: number(item) for key, item in value.items()} if isinstance(value, dict) else number(value)


def grouped(rows, key, value):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [[name, shaped(value(groups[name]))] for name in sorted(groups, key=lambda name: (name is None, name or ''))]


def quarter(on):
    return f'{on.year}-{(on.month - 1) // 3 * 3 + 1:02d}-01'


def dated(field):
    """By quarter of a day or of the day of a moment."""
    return {'quarter': lambda row: quarter(row[field])}


OWNER = {'owner.name': lambda row: row['owner']}
TEAM = {'team.name': lambda row: person[row['owner']]['team'] if row['owner'] else None}
CHANNEL = {'channel.name': lambda row: row['channel']}
INDUSTRY = {'account.industry': lambda row: row['account']['industry'] if row['account'] else None}
ACCOUNT = {'account.name': lambda row: row['account']['name'] if row['account'] else None}


def answer(metric, rows, value, dimensions, params=None, **more):
    answers[metric] = {'total': shaped(value(rows)), 'n': more.pop('n', len(rows)), 'params': params or {}, **more,
                       'by': {name: grouped(rows, key, value) for name, key in dimensions.items()}}


def variant(metric, params, total, n, **more):
    """The same metric with other parameters, or over another period."""
    answers[metric].setdefault('variants', []).append({'params': params, 'total': shaped(total), 'n': n, **more})


def span(period):
    return {'from': period[0].isoformat(), 'to': period[1].isoformat()}


def answer_period(metric, period, value, rows_of, dimensions=None, params=None, quarters=QUARTERS):
    """A metric of a period: `rows_of(period)` are its population, `value(period, rows)` the figure; every quarter is a period of its own."""
    rows = rows_of(period)
    answers[metric] = {'total': shaped(value(period, rows)), 'n': len(rows), 'params': params or {}, 'period': span(period), 'by': {
        'quarter': [[quarter(p[0]), shaped(value(p, rows_of(p)))] for p in quarters], **(dimensions or {})}}


def answer_as_of(metric, rows_at, value, dimensions, params=None, **more):
    """A metric of a day: `rows_at(day)` are its population, `value(rows, day)` the figure; a quarter stands for its last day."""
    rows = rows_at(AS_OF)
    answers[metric] = {'total': shaped(value(rows, AS_OF)), 'n': len(rows), 'params': params or {}, 'asOf': AS_OF.isoformat(), **more, 'by': {
        'quarter': [[quarter(p[0]), shaped(value(rows_at(p[1]), p[1]))] for p in QUARTERS],
        **{name: grouped(rows, key, lambda part: value(part, AS_OF)) for name, key in dimensions.items()}}}


def total(field):
    """Empty amounts add nothing; where all are empty nothing is known."""
    def value(rows):
        known = [row[field] for row in rows if row[field] is not None]
        return None if rows and not known else sum(known, Fraction(0))
    return value


def count(test=lambda row: True):
    return lambda rows: sum(1 for row in rows if test(row))


def divided(above, below):
    return None if above is None or not below else Fraction(above) / Fraction(below)


def share(part, whole=len):
    return lambda rows: divided(part(rows), whole(rows))


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
        places = {'p50': '1/2', 'p75': '3/4', 'p90': '9/10', 'p95': '19/20'}
        return {'average': divided(sum(values), len(values)), **{name: quantile(values, p) for name, p in places.items()}}
    return value


def hours(earlier, later):
    return Fraction(int((later - earlier).total_seconds()), 3600)


def ratio(metric, above, below, whole_above, whole_below, n, dimensions, params=None, nothing=None):
    """Two sums with date bases of their own that meet in the bucket; `above[name]` and `below[name]` are breakdowns, `nothing` a bucket without rows above."""
    def by(name):
        upper, lower = dict(above[name]), dict(below[name])
        keys = sorted(set(upper) | set(lower), key=lambda key: (key is None, key or ''))
        return [[key, number(divided(upper.get(key, nothing), lower.get(key)))] for key in keys]
    answers[metric] = {'total': number(divided(whole_above, whole_below)), 'n': n, 'params': params or {}, 'by': {name: by(name) for name in dimensions}}


def exact(rows, key, value):
    """A breakdown that is still to be divided: figures stay fractions."""
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [[name, value(part)] for name, part in groups.items()]


def in_period(rows, field, period):
    return [row for row in rows if within(row[field].date() if hasattr(row[field], 'date') else row[field], period)]


def compact(value, depth=0):
    """JSON with one line per row of figures, so that a change can be read."""
    if isinstance(value, dict) and value and depth < 5:
        return '{\n' + ',\n'.join(f'{" " * (depth + 1)}{json.dumps(key)}: {compact(item, depth + 1)}' for key, item in value.items()) + f'\n{" " * depth}}}'
    if isinstance(value, list) and value and depth < 5:
        return '[\n' + ',\n'.join(' ' * (depth + 1) + json.dumps(item, ensure_ascii=False) for item in value) + f'\n{" " * depth}]'
    return json.dumps(value, ensure_ascii=False)
