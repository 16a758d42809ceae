"""Writes the files of this folder: a second quarter of 2026 whose figures are the round ones of a sales performance board.

Standard library only; the same bytes at every run. The working stands in ../ANSWERS.md.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

here = Path(__file__).parent
people = [('张三', '团队一'), ('李四', '团队一'), ('王五', '团队二')]
accounts = [f'客户{number:02d}' for number in range(1, 21)]
regions = ['华东', '华北', '华南', '西南']


def write(name, head, rows):
    with open(here / name, 'w', encoding='utf-8', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(head)
        writer.writerows(rows)


def around(middle, step, count):
    """As many amounts with this average: pairs around it, an odd one on it."""
    pairs = [middle - step, middle + step] * (count // 2)
    return pairs + ([middle] if count % 2 else [])


def spread(first, last, count):
    """Days one after the other, from the first again after the last."""
    days = (last - first).days + 1
    return [first + timedelta(days=number % days) for number in range(count)]


# Deals won: (owner, product of line A, product of line B).
won_in_june = [('张三', 2, 5), ('李四', 14, 10), ('王五', 6, 5)]
won_before = [('张三', 6, 6), ('李四', 8, 8), ('王五', 8, 6)]
# Leads: (channel, first day, last day, leads, of which won).
leads_plan = [
    ('官网', date(2026, 4, 1), date(2026, 5, 10), 50, 30),
    ('广告', date(2026, 4, 1), date(2026, 5, 10), 20, 12),
    ('官网', date(2026, 6, 1), date(2026, 6, 26), 350, 30),
    ('广告', date(2026, 6, 1), date(2026, 6, 26), 280, 12),
]


def deals_of(plan, first, last):
    rows = []
    for owner, line_a, line_b in plan:
        rows += [(owner, '产品A', amount) for amount in around(50_000, 5_000, line_a)]
        rows += [(owner, '产品B', amount) for amount in around(80_000, 10_000, line_b)]
    return list(zip(rows, spread(first, last, len(rows))))


def main():
    leads, deals = [], []
    won = {4: deals_of(won_before, date(2026, 5, 11), date(2026, 5, 29)), 6: deals_of(won_in_june, date(2026, 6, 8), date(2026, 6, 18))}
    for channel, first, last, count, wins in leads_plan:
        # A lead that was won came in the first week, before its deal was.
        days = spread(first, first + timedelta(days=6), wins) + spread(first, last, count - wins)
        for place, day in enumerate(days):
            lead = f'L{len(leads) + 1:04d}'
            deal = ''
            if place < wins:
                (owner, product, amount), closed = won[first.month].pop(0)
                deal = f'D{len(deals) + 1:03d}'
                account = accounts[len(deals) % len(accounts)]
                deals.append([deal, f'{account} {product}', account, product, amount, '赢单', 'won', '', closed, closed, owner, day, channel])
            owner = people[len(leads) % 3][0]
            leads.append([lead, f'线索{len(leads) + 1}', channel, owner, day, deal])
    # Open deals: commit 800,000 to be closed in June, 600,000 best case, and 900,000 that nobody promises for this month.
    for place, (amount, category, due) in enumerate(
        [(500_000, '承诺', date(2026, 6, 29)), (300_000, '承诺', date(2026, 6, 30)), (600_000, '最佳情况', date(2026, 6, 30)), (900_000, '承诺', date(2026, 7, 20))]
    ):
        account = accounts[place]
        deals.append(
            [f'D{len(deals) + 1:03d}', f'{account} 扩容', account, '产品B', amount, '商务谈判', 'open', category, due, '', '张三', date(2026, 6, 10), '官网']
        )
    # Seventeen of the twenty customers were spoken to in the seven days up to 26 June, the others on 1 June.
    kinds = ['电话', '拜访', '邮件']
    activities = []
    for place, account in enumerate(accounts):
        day = date(2026, 6, 20) + timedelta(days=place % 7) if place < 17 else date(2026, 6, 1)
        for turn in range(3):
            activities.append([f'H{len(activities) + 1:03d}', kinds[turn], 'outbound', account, people[place % 3][0], f'{day} 10:{turn}0'])
    write('teams.csv', ['Team ID', 'Team Name', 'Region'], [['T1', '团队一', '华东'], ['T2', '团队二', '华北']])
    write('people.csv', ['User ID', 'Name', 'Team'], [[f'U{place}', name, team] for place, (name, team) in enumerate(people, 1)])
    write('products.csv', ['Product ID', 'Product Name', 'Product Line'], [['P1', '产品A', 'A'], ['P2', '产品B', 'B']])
    write('accounts.csv', ['Account ID', 'Account Name', 'Industry', 'Region'], [[f'A{n:02d}', name, '制造', regions[n % 4]] for n, name in enumerate(accounts, 1)])
    write('leads.csv', ['线索编号', '姓名', '线索来源', '负责人', '创建时间', '商机编号'], leads)
    write(
        'opportunities.csv',
        ['商机编号', '商机名称', '客户名称', '产品', '商机金额', '销售阶段', '状态', '预测类别', '预计成交日期', '实际成交日期', '负责人', '创建时间', '线索来源'],
        deals,
    )
    write('activities.csv', ['Activity ID', 'Type', 'Direction', 'Account Name', 'Owner', 'Activity Date'], activities)


main()
