"""Reads the company's files with the Python standard library only, types them and links them. It shares no code with the product."""
import csv
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def csv_rows(name):
    with open(HERE / name, encoding='utf-8', newline='') as file:
        yield from csv.DictReader(file, strict=True)


def xlsx_rows(name):
    """Cells as text; a number keeps its digits, an empty cell is ''."""
    with zipfile.ZipFile(HERE / name) as book:
        shared = [''.join(t.text or '' for t in item.iter(SHEET + 't')) for item in ElementTree.fromstring(book.read('xl/sharedStrings.xml')).iter(SHEET + 'si')]
        rows = ElementTree.fromstring(book.read('xl/worksheets/sheet1.xml')).iter(SHEET + 'row')
    header = None
    for row in rows:
        cells = {}
        for cell in row.iter(SHEET + 'c'):
            value = cell.find(SHEET + 'v').text
            cells[cell.get('r').rstrip('0123456789')] = shared[int(value)] if cell.get('t') == 's' else value
        if header is None:
            header = cells
        else:
            yield {title: cells.get(column, '') for column, title in header.items()}


def normalised(text):
    """Equal after Unicode NFKC, case, blanks and punctuation."""
    return ''.join(c for c in unicodedata.normalize('NFKC', text).casefold() if c.isalnum())


def text(value):
    return value or None


def money(value):
    return Fraction(value) if value else None


def flag(value):
    return {'Yes': True, 'TRUE': True, 'No': False, 'FALSE': False, '': None}[value]


def day(value):
    """'YYYY-MM-DD', or the serial of a spreadsheet."""
    if not value:
        return None
    return date(1899, 12, 30) + timedelta(days=int(value)) if value.isdigit() else date.fromisoformat(value)


def moment(value):
    return datetime.fromisoformat(value) if value else None


OWN = {'id': ('source_id', text)}
TABLES = {
    'team': ('teams.csv', {'id': ('Team ID', text), 'name': ('Team Name', text), 'parent': ('Parent Team', text), 'region': ('Region', text)}),
    'person': ('people.csv', {'id': ('User ID', text), 'name': ('Name', text), 'team': ('Team', text), 'manager': ('Manager', text)}),
    'channel': ('channels.csv', {'id': ('Channel ID', text), 'name': ('Channel Name', text), 'is_paid': ('Is Paid', flag)}),
    'campaign': ('campaigns.csv', {**OWN, 'name': ('name', text), 'channel': ('channel', text), 'starts_on': ('starts_on', day), 'ends_on': ('ends_on', day)}),
    'account': ('accounts.csv', {'id': ('Account ID', text), 'name': ('Account Name', text), 'industry': ('Industry', text), 'tax_id': ('Tax ID', text),
                                 'deleted': ('Is Deleted', flag)}),
    'contact': ('contacts.csv', {**OWN, 'account': ('account', text), 'name': ('name', text)}),
    'pipeline': ('pipelines.csv', {'id': ('Pipeline ID', text), 'name': ('Pipeline Name', text)}),
    'stage': ('stages.csv', {'id': ('Stage ID', text), 'pipeline': ('Pipeline', text), 'name': ('Stage Name', text), 'position': ('Position', int),
                             'probability': ('Probability (%)', money), 'kind': ('Stage Type', text)}),
    'product': ('products.csv', {'id': ('Product ID', text), 'name': ('Product Name', text), 'line': ('Product Line', text), 'list_price': ('List Price', money)}),
    'exchange_rate': ('exchange_rates.csv', {'from': ('from_currency', text), 'to': ('to_currency', text), 'on': ('valid_on', day), 'rate': ('rate', money)}),
    'lead': ('leads.csv', {'id': ('Lead ID', text), 'account': ('Converted Account', text), 'opportunity': ('Converted Opportunity ID', text), 'channel': ('Lead Source', text),
                           'campaign': ('Campaign', text), 'valid': ('Is Valid', flag), 'mql': ('MQL Date', moment), 'sql': ('SQL Date', moment),
                           'responded': ('First Response At', moment), 'converted': ('Converted Date', moment), 'owner': ('Lead Owner', text),
                           'created': ('Created Date', moment), 'deleted': ('Is Deleted', flag)}),
    'opportunity': ('opportunities.csv', {'id': ('Opportunity ID', text), 'account': ('Account Name', text), 'lead': ('Originating Lead', text), 'pipeline': ('Pipeline', text),
                                          'stage': ('Stage', text), 'status': ('Status', text), 'amount': ('Amount', money), 'currency': ('Currency', text),
                                          'probability': ('Probability (%)', money), 'expected': ('Expected Close Date', day), 'closed': ('Actual Close Date', day),
                                          'lost_reason': ('Closed Lost Reason', text), 'type': ('Type', text), 'channel': ('Lead Source', text),
                                          'owner': ('Opportunity Owner', text), 'created': ('Created Date', day), 'deleted': ('Is Deleted', flag)}),
    'history': ('opportunity_history.csv', {'id': ('History ID', text), 'opportunity': ('Opportunity ID', text), 'pipeline': ('Pipeline', text), 'from': ('From Stage', text),
                                            'to': ('To Stage', text), 'expected': ('Expected Close Date', day), 'amount': ('Amount', money), 'at': ('Last Modified', moment)}),
    'opportunity_line': ('opportunity_lines.csv', {'id': ('OpportunityLineItemId', text), 'opportunity': ('Opportunity ID', text), 'product': ('Product', text),
                                                   'quantity': ('Quantity', money), 'net_price': ('Net Price', money), 'amount': ('Line Amount', money)}),
    'opportunity_contact': ('opportunity_contacts.csv', {**OWN, 'opportunity': ('opportunity', text), 'contact': ('contact', text), 'role': ('role', text)}),
    'touch': ('touches.csv', {**OWN, 'at': ('happened_at', moment), 'lead': ('lead', text), 'contact': ('contact', text), 'account': ('account', text), 'channel': ('channel', text)}),
    'activity': ('activities.csv', {'id': ('Activity ID', text), 'at': ('Activity Date', moment), 'kind': ('Activity Type', text), 'direction': ('Direction', text),
                                    'automatic': ('Automatic', flag), 'lead': ('Lead ID', text), 'opportunity': ('Opportunity ID', text), 'account': ('Account', text),
                                    'owner': ('Assigned To', text), 'deleted': ('Is Deleted', flag)}),
    'quote': ('quotes.csv', {**OWN, 'opportunity': ('opportunity', text), 'version': ('version', int), 'status': ('status', text), 'sent': ('sent_at', moment),
                             'amount': ('amount', money), 'currency': ('currency', text), 'owner': ('owner', text), 'deleted': ('is_deleted', flag)}),
    'quote_line': ('quote_lines.csv', {**OWN, 'quote': ('quote', text), 'product': ('product', text), 'quantity': ('quantity', money), 'list_price': ('list_price', money),
                                       'net_price': ('net_price', money)}),
    'contract': ('contracts.csv', {**OWN, 'opportunity': ('opportunity', text), 'account': ('account', text), 'signed': ('signed_at', day), 'amount': ('amount', money),
                                   'currency': ('currency', text), 'status': ('status', text), 'owner': ('owner', text)}),
    'order': ('orders.csv', {'id': ('Order ID', text), 'opportunity': ('Opportunity ID', text), 'account': ('Account Name', text), 'ordered': ('Order Date', day),
                             'amount': ('Order Amount', money), 'cost': ('Cost', money), 'currency': ('Currency', text), 'status': ('Order Status', text), 'owner': ('Owner', text)}),
    'order_line': ('order_lines.csv', {'id': ('Order Line ID', text), 'order': ('Order ID', text), 'product': ('Product', text), 'quantity': ('Quantity', money),
                                       'amount': ('Line Amount', money), 'cost': ('Cost', money)}),
    'delivery': ('deliveries.csv', {**OWN, 'order': ('order', text), 'promised': ('promised_on', day), 'accepted': ('accepted_at', moment), 'in_full': ('in_full', flag)}),
    'instalment': ('instalments.csv', {**OWN, 'contract': ('contract', text), 'order': ('order', text), 'due': ('due_on', day), 'original_due': ('original_due_on', day),
                                       'amount': ('amount', money), 'currency': ('currency', text)}),
    'invoice': ('invoices.csv', {**OWN, 'account': ('account', text), 'kind': ('kind', text), 'issued': ('issued_on', day), 'due': ('due_on', day), 'net': ('net', money),
                                 'tax': ('tax', money), 'gross': ('gross', money), 'currency': ('currency', text), 'status': ('status', text)}),
    'payment': ('payments.csv', {'id': ('Payment ID', text), 'account': ('Account Name', text), 'received': ('Payment Date', day), 'amount': ('Payment Amount', money),
                                 'currency': ('Currency', text), 'status': ('Status', text)}),
    'payment_allocation': ('payment_allocations.csv', {**OWN, 'payment': ('payment', text), 'invoice': ('invoice', text), 'instalment': ('instalment', text),
                                                       'amount': ('amount', money)}),
    'ticket': ('tickets.csv', {**OWN, 'account': ('account', text), 'kind': ('kind', text), 'priority': ('priority', text), 'opened': ('opened_at', moment),
                               'replied': ('first_reply_at', moment), 'solved': ('solved_at', moment), 'reopened': ('reopened_count', int), 'sla_due': ('sla_due_at', moment),
                               'csat': ('csat', money), 'deleted': ('is_deleted', flag)}),
    'spend': ('spend.xlsx', {'id': ('Spend ID', text), 'on': ('Spend Date', day), 'channel': ('Channel', text), 'campaign': ('Campaign', text), 'kind': ('Spend Type', text),
                             'amount': ('Spend Amount', money), 'currency': ('Currency', text), 'deleted': ('Is Deleted', flag)}),
    'target': ('targets.xlsx', {'id': ('Target ID', text), 'start': ('Period Start', day), 'end': ('Period End', day), 'owner': ('Owner', text), 'team': ('Team', text),
                                'metric': ('Metric', text), 'amount': ('Target Amount', money)}),
}
VOID = {'contract': 'Void', 'invoice': 'Void', 'payment': 'Voided'}


def read_company():
    """Tables of typed rows without deleted and voided ones; rows per file; how many rows were left out as deleted or voided."""
    tables, counts = {}, []
    for table, (name, columns) in TABLES.items():
        rows = [{field: parse(raw[header]) for field, (header, parse) in columns.items()} for raw in (xlsx_rows if name.endswith('.xlsx') else csv_rows)(name)]
        kept = [row for row in rows if not row.get('deleted') and not (table in VOID and row['status'] == VOID[table])]
        counts.append({'file': name, 'rows': len(rows), 'left_out': len(rows) - len(kept)})
        tables[table] = kept
    return tables, counts


def linker(entity, rows, matches):
    """Finds a row by id, by name, or by the one name that is equal after normalising."""
    def find(wanted):
        if wanted is None:
            return None
        exact = [row for row in rows if wanted in (row['id'], row['name'])]
        if exact:
            return exact[0]
        near = [row for row in rows if normalised(row['name']) == normalised(wanted)]
        assert len(near) == 1, (entity, wanted, near)
        matches[entity, wanted, near[0]['name']] += 1
        return near[0]
    return find
