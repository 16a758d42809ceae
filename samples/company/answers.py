"""The company's figures, worked out from its files with the Python standard library alone.

    python3 samples/company/answers.py           prints answers.json
    python3 samples/company/answers.py --write   writes it

Definitions and the same figures worked by hand: ../ANSWERS.md, chapter Company.
"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import leads_and_deals  # noqa: E402, F401
import quotes_to_payments  # noqa: E402, F401
import customers_and_service  # noqa: E402, F401
from company import AS_OF, counts, matches  # noqa: E402
from definitions import DEFINITIONS  # noqa: E402
from shape import answers, compact  # noqa: E402

result = {
    'as_of': AS_OF.isoformat(), 'currency': 'CNY', 'time_zone': 'Asia/Shanghai', 'metrics': {name: {'definition': DEFINITIONS[name], **answer} for name, answer in answers.items()},
    'quarantine': [], 'files': counts,
    'matches': [{'entity': entity, 'from': before, 'to': after, 'rows': rows} for (entity, before, after), rows in sorted(matches.items())],
}
output = (compact(result) + '\n').encode()
if '--write' in sys.argv:
    (Path(__file__).resolve().parent / 'answers.json').write_bytes(output)
else:
    sys.stdout.buffer.write(output)
