"""Reads the starter files with the Python standard library only, types them, and sets aside what can't be used.

Written apart from the product: it shares no code, no SQL and no reading library with it.
"""
import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def csv_rows(name, encoding, delimiter=','):
    """(row number as a spreadsheet counts it, header row = 1; {header: text})"""
    reader = csv.reader(io.StringIO((HERE / name).read_bytes().decode(encoding), newline=''), delimiter=delimiter)
    header = next(reader)
    for cells in reader:
        assert len(cells) == len(header), (name, reader.line_num)
        yield reader.line_num, dict(zip(header, cells))


def column_of(reference):
    number = 0
    for letter in reference.rstrip('0123456789'):
        number = number * 26 + ord(letter) - 64
    return number - 1


def xlsx_rows(name):
    """Like csv_rows; a number stays a Decimal, text is text, an empty cell is ''."""
    with zipfile.ZipFile(HERE / name) as book:
        shared = [''.join(t.text or '' for t in item.iter(SHEET + 't'))
                  for item in ElementTree.fromstring(book.read('xl/sharedStrings.xml')).iter(SHEET + 'si')]
        rows = ElementTree.fromstring(book.read('xl/worksheets/sheet1.xml')).iter(SHEET + 'row')
    header = {}
    for row in rows:
        cells = {}
        for cell in row.iter(SHEET + 'c'):
            value = cell.find(SHEET + 'v')
            if value is not None and value.text:
                cells[column_of(cell.get('r'))] = shared[int(value.text)] if cell.get('t') == 's' else Decimal(value.text)
        if not header:
            header = cells
        else:
            yield int(row.get('r')), {title: cells.get(index, '') for index, title in header.items()}


def normalised(text):
    """Equal after Unicode NFKC, case, blanks and punctuation."""
    return ''.join(c for c in unicodedata.normalize('NFKC', text).casefold() if c.isalnum())


def text(value):
    return value or None


def required(value):
    if not value:
        raise ValueError('missing-id')
    return value


def money(value):
    cleaned = str(value).strip().lstrip('¥￥').replace(',', '')
    return Decimal(cleaned) if cleaned else None


def moment(value):
    """A spreadsheet serial or 'YYYY-MM-DD HH:MM', to the second."""
    if value == '':
        return None
    if isinstance(value, Decimal):
        return datetime(1899, 12, 30) + timedelta(seconds=int((value * 86400).to_integral_value()))
    return datetime.strptime(value, '%Y-%m-%d %H:%M')


def day(*formats):
    def parse(value):
        if value == '':
            return None
        if isinstance(value, Decimal):
            return moment(value).date()
        for form in formats:
            try:
                return datetime.strptime(value, form).date()
            except ValueError:
                continue
        raise ValueError('bad date')
    return parse


iso_day = day('%Y-%m-%d')

FILES = {
    'accounts': (lambda: csv_rows('accounts.csv', 'utf-8'),
                 {'id': ('Account ID', required), 'name': ('Account Name', text), 'industry': ('Industry', text)}),
    'people': (lambda: csv_rows('people.csv', 'utf-8'),
               {'id': ('User ID', required), 'name': ('Name', text), 'team': ('Team', text), 'manager': ('Manager', text)}),
    'teams': (lambda: csv_rows('teams.csv', 'utf-8'), {'id': ('Team ID', required), 'name': ('Team Name', text)}),
    'products': (lambda: csv_rows('products.csv', 'utf-8'),
                 {'id': ('Product ID', required), 'name': ('Product Name', text), 'line': ('Product Line', text)}),
    'stages': (lambda: csv_rows('pipeline_stages.csv', 'utf-8'),
               {'name': ('Stage Name', required), 'probability': ('Probability (%)', money), 'kind': ('Stage Type', text)}),
    'channels': (lambda: csv_rows('channels.csv', 'utf-8-sig'), {'name': ('渠道', required), 'source': ('来源', text), 'medium': ('媒介', text)}),
    'leads': (lambda: xlsx_rows('leads.xlsx'),
              {'id': ('线索编号', required), 'channel': ('渠道', text), 'owner': ('负责人', text), 'valid': ('是否有效', text), 'status': ('线索状态', text),
               'created': ('创建时间', moment), 'assigned': ('分配时间', moment), 'responded': ('首次响应时间', moment), 'mql': ('MQL时间', moment),
               'sql': ('SQL时间', moment), 'converted': ('转换时间', moment), 'opportunity': ('商机编号', text)}),
    'opportunities': (lambda: csv_rows('商机.csv', 'gb18030'),
                      {'id': ('商机编号', required), 'account_text': ('客户名称', text), 'product_text': ('产品', text), 'amount': ('商机金额', money),
                       'stage': ('销售阶段', text), 'expected': ('预计成交日期', iso_day), 'closed': ('实际成交日期', iso_day), 'owner': ('负责人', text),
                       'created': ('创建时间', day('%Y/%m/%d')), 'channel': ('线索来源', text), 'lost_reason': ('输单原因', text)}),
    'stage_moves': (lambda: csv_rows('商机阶段记录.csv', 'utf-8-sig'),
                    {'opportunity': ('商机编号', required), 'from': ('原阶段', text), 'to': ('新阶段', text), 'at': ('变更时间', moment)}),
    'activities': (lambda: csv_rows('activities.csv', 'utf-8'),
                   {'id': ('Activity ID', required), 'kind': ('Type', text), 'lead': ('Lead ID', text), 'opportunity': ('Opportunity ID', text),
                    'owner': ('Owner', text), 'at': ('Activity Date', moment), 'automatic': ('Automatic', text)}),
    'spend': (lambda: xlsx_rows('渠道投入.xlsx'),
              {'at': ('月份', day()), 'channel': ('渠道', text), 'source': ('来源', text), 'amount': ('投入金额', money)}),
    'targets': (lambda: csv_rows('targets.csv', 'utf-16', '\t'),
                {'at': ('目标月份', day('%Y/%m/%d')), 'owner': ('负责人', required), 'amount': ('目标金额', money)}),
    'orders': (lambda: csv_rows('orders.csv', 'utf-8'),
               {'id': ('Order No', required), 'opportunity': ('Opportunity ID', text), 'account_text': ('Account Name', text), 'owner': ('Owner', text),
                'at': ('Order Date', day('%d/%m/%Y')), 'amount': ('Order Amount', money), 'status': ('Status', text)}),
    'payments': (lambda: csv_rows('payments.csv', 'utf-8-sig'),
                 {'id': ('回款编号', required), 'account_text': ('客户名称', text), 'owner': ('负责人', text), 'at': ('回款日期', iso_day),
                  'amount': ('回款金额', money)}),
}
NAMES = {'stages': 'pipeline_stages.csv', 'leads': 'leads.xlsx', 'opportunities': '商机.csv', 'stage_moves': '商机阶段记录.csv', 'spend': '渠道投入.xlsx'}


def read_all():
    """Tables of typed rows; what was set aside; counts per file."""
    tables, quarantine, counts = {}, [], []
    for table, (rows, columns) in FILES.items():
        name, kept, read = NAMES.get(table, table + '.csv'), [], 0
        for number, raw in rows():
            read += 1
            typed, problem = {}, None
            for field, (header, parse) in columns.items():
                try:
                    typed[field] = parse(raw[header])
                except (ValueError, ArithmeticError) as error:
                    why = 'missing-id' if str(error) == 'missing-id' else 'bad-amount' if parse is money else 'bad-date'
                    problem = problem or {'file': name, 'row': number, 'column': header, 'value': text(str(raw[header])), 'reason': why}
            if problem and problem['value'] == '合计':
                problem['reason'] = 'total-row'
            if problem:
                quarantine.append(problem)
            else:
                kept.append(typed)
        tables[table] = kept
        counts.append({'file': name, 'rows': read, 'usable': len(kept)})
    return tables, quarantine, counts
