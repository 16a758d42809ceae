"""Works out every sum in the chapter Company of ../ANSWERS.md: a code span `... = result`, where result is given to the digits shown."""
import ast
import re
import sys
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
OPERATIONS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b}


def value(node):
    if isinstance(node, ast.Expression):
        return value(node.body)
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](value(node.left), value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -value(node.operand)
    assert isinstance(node, ast.Constant), ast.dump(node)
    return Fraction(str(node.value))


def worked_out(text):
    return value(ast.parse(text.strip().replace(',', '').replace('×', '*').replace('−', '-').replace(' %', '*0.01'), mode='eval'))


def agrees(result, shown):
    digits = shown.strip().replace(',', '').replace('−', '-')
    places = len(digits.partition('.')[2])
    return abs(result - Fraction(digits)) * 10 ** places * 2 <= 1


page = (Path(__file__).resolve().parent.parent / 'ANSWERS.md').read_text('utf-8')
chapter = page[page.index('\n## Company: worked by hand\n'):]
sums = [span.split(' = ') for span in re.findall(r'`([^`]+)`', chapter) if ' = ' in span and re.match(r'^[-−(\d]', span)]
wrong = [f'{left} = {right}' for left, right in sums if not agrees(worked_out(left), right)]
for line in wrong:
    print('wrong:', line)
if wrong:
    sys.exit(1)
print(f'{len(sums)} sums, all right')
