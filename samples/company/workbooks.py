"""Writes spend.xlsx and targets.xlsx, byte for byte the same on every run; all other files of this folder were written by hand.

    python3 samples/company/workbooks.py
"""
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

SPEND = [
    ('Spend ID', 'Spend Date', 'Channel', 'Campaign', 'Spend Type', 'Spend Amount', 'Currency', 'Is Deleted'),
    ('S01', date(2025, 3, 5), 'Search Ads', 'Spring Search 2025', 'media', 12000, 'CNY', 'No'),
    ('S02', date(2025, 4, 5), 'Search Ads', 'Spring Search 2025', 'media', 8000, 'CNY', 'No'),
    ('S03', date(2025, 5, 5), 'Search Ads', 'Spring Search 2025', 'agency', 4000, 'CNY', 'No'),
    ('S04', date(2025, 6, 10), 'Trade Press', '', 'media', 6000, 'CNY', 'No'),
    ('S05', date(2025, 8, 1), 'Website', '', 'agency', 3000, 'CNY', 'No'),
    ('S06', date(2025, 9, 10), 'Trade Fair', 'Autumn Fair 2025', 'event', 30000, 'CNY', 'No'),
    ('S07', date(2025, 9, 12), 'Trade Fair', 'Autumn Fair 2025', 'event', 1000, 'USD', 'No'),
    ('S08', date(2025, 11, 5), 'Search Ads', '', 'media', 10000, 'CNY', 'No'),
    ('S09', date(2025, 12, 31), '', '', 'tool', 6000, 'CNY', 'No'),
    ('S10', date(2025, 12, 31), '', '', 'salary', 40000, 'CNY', 'No'),
    ('S11', date(2026, 1, 5), 'Search Ads', '', 'media', 99000, 'CNY', 'Yes'),
    ('S12', date(2026, 2, 5), 'Search Ads', 'Search 2026', 'media', 9000, 'CNY', 'No'),
    ('S13', date(2026, 3, 5), 'Search Ads', 'Search 2026', 'media', 11000, 'CNY', 'No'),
    ('S14', date(2026, 4, 8), 'Trade Fair', '', 'event', 20000, 'CNY', 'No'),
    ('S15', date(2026, 5, 5), 'Search Ads', 'Search 2026', 'agency', 5000, 'CNY', 'No'),
    ('S16', date(2026, 6, 30), '', '', 'salary', 24000, 'CNY', 'No'),
]

QUARTERS = {'2025Q3': (date(2025, 7, 1), date(2025, 9, 30)), '2025Q4': (date(2025, 10, 1), date(2025, 12, 31)), '2026Q1': (date(2026, 1, 1), date(2026, 3, 31)),
            '2026Q2': (date(2026, 4, 1), date(2026, 6, 30)), '2026Q3': (date(2026, 7, 1), date(2026, 9, 30))}
BY_OWNER = {'2025Q3': (80000, 50000, 50000, 40000), '2025Q4': (80000, 50000, 50000, 40000), '2026Q1': (80000, 50000, 50000, 40000),
            '2026Q2': (90000, 60000, 60000, None), '2026Q3': (90000, 60000, 60000, None)}
OWNERS = ('Ada Example', 'Ben Example', 'Cara Example', 'Dan Example')


def targets():
    yield ('Target ID', 'Period Start', 'Period End', 'Owner', 'Team', 'Metric', 'Target Amount', 'Currency')
    number = 0
    for quarter, (start, end) in QUARTERS.items():
        owners = [(owner, '', amount) for owner, amount in zip(OWNERS, BY_OWNER[quarter]) if amount]
        for owner, team, amount in owners + [('', 'East', 150000), ('', 'South', 100000)]:
            number += 1
            yield (f'T{number:02}', start, end, owner, team, 'won_value', amount, 'CNY')
    year = (date(2025, 7, 1), date(2026, 6, 30))
    for team, metric, amount in [('East', 'contract_value', 400000), ('South', 'contract_value', 240000), ('', 'invoiced_amount', 800000),
                                 ('East', 'received_amount', 450000), ('South', 'received_amount', 250000)]:
        number += 1
        yield (f'T{number:02}', *year, '', team, metric, amount, 'CNY')


MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'


def workbook(path, sheet, rows):
    texts = {}

    def cell(value, place):
        if value == '':
            return ''
        if isinstance(value, date):
            return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'

    lines = ''.join(f'<row r="{r}">' + ''.join(cell(value, f'{chr(65 + c)}{r}') for c, value in enumerate(row)) + '</row>' for r, row in enumerate(rows, 1))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        '[Content_Types].xml': f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
                               f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
                               f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
        '_rels/.rels': f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
                                      f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        'xl/styles.xml': f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
                         '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
        'xl/sharedStrings.xml': f'<sst xmlns="{MAIN}">' + ''.join(f'<si><t>{escape(text)}</t></si>' for text in texts) + '</sst>',
    }
    # Stored, with a fixed date: compressed bytes differ between zlib versions.
    with ZipFile(path, 'w', ZIP_STORED) as book:
        for name, text in parts.items():
            book.writestr(ZipInfo(name, (2026, 6, 30, 0, 0, 0)), head + text)


if __name__ == '__main__':
    import sys
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    workbook(folder / 'spend.xlsx', 'Spend', SPEND)
    workbook(folder / 'targets.xlsx', 'Targets', list(targets()))
