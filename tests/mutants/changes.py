"""The changes that are made to scoring and model: small ones, each of which some test should notice."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

#: A comparison and what it is mistaken for: the boundary, and the other way round.
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}

COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Change:
    """One change: where it is made, in words that stay the same when lines move, and how."""

    number: int
    line: int
    words: str


def changes(source: str) -> list[Change]:
    """Return the changes that can be made to a module."""
    seen: Counter[str] = Counter()
    found = []
    for number, (node, new, where) in enumerate(_sites(ast.parse(source))):
        words = f"{where}: {_text(node)} → {_text(new)}"
        seen[words] += 1
        found.append(Change(number, node.lineno, words if seen[words] == 1 else f"{words} (no. {seen[words]})"))
    return found


def changed(source: str, number: int) -> ast.Module:
    """Return a module with one of its changes made."""
    tree = ast.parse(source)
    old, new, _ = list(_sites(tree))[number]

    class _Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            if node is old:
                return ast.copy_location(new, old)
            return self.generic_visit(node)

    _Put().visit(tree)
    return ast.fix_missing_locations(tree)


def _text(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else f"{text[:60]} … {text[-37:]}"


def _sites(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.AST, str]]:
    """Yield each expression that can be changed, what it becomes, and the function or class it stands in."""

    def walk(node: ast.AST, where: str) -> Iterator[tuple[ast.expr, ast.AST, str]]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            where = f"{where}.{node.name}".lstrip(".")
        if isinstance(node, ast.expr):
            for new in _instead(node):
                yield node, new, where or "module"
        elif isinstance(node, ast.If | ast.While) and not _is_changed_itself(node.test):
            yield node.test, ast.UnaryOp(ast.Not(), node.test), where or "module"
        elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            yield node.value, ast.Constant(None), where
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                # As if the filter were not there.
                yield test, ast.Constant(True), where
        for child in _parts(node):
            yield from walk(child, where)

    yield from walk(tree, "")


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a node and runs: neither decorators, nor docstrings, nor the types of functions."""
    for name, value in ast.iter_fields(node):
        if name in {"decorator_list", "returns"} or (isinstance(node, ast.arg) and name == "annotation"):
            continue
        if isinstance(node, ast.AnnAssign) and name == "annotation" and not _is_pydantic(node.annotation):
            continue
        for one in value if isinstance(value, list) else [value]:
            is_text = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            if isinstance(one, ast.AST) and not is_text and not (isinstance(one, ast.If) and _is_typing(one.test)):
                yield one


def _is_typing(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _is_pydantic(annotation: ast.expr) -> bool:
    """Tell whether a type says more than a type: the limits of a field run when the model is made."""
    return any(isinstance(one, ast.Name) and one.id == "Annotated" for one in ast.walk(annotation))


def _is_changed_itself(test: ast.expr) -> bool:
    """Tell whether a condition is one of those that are turned round as expressions."""
    return (isinstance(test, ast.Compare) and len(test.ops) == 1) or (
        isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    )


def _instead(node: ast.expr) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right):
            for other in COMPARED.get(type(op), ()):
                yield ast.Compare(left, [other()], right)
        case ast.Compare(left=left, ops=[first, *rest], comparators=right):
            for other in COMPARED.get(type(first), ())[:1]:
                yield ast.Compare(left, [other(), *rest], right)
            for other in COMPARED.get(type(rest[-1]), ())[:1]:
                yield ast.Compare(left, [first, *rest[:-1], other()], right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COUNTED and not _is_union(node):
            yield ast.BinOp(left, COUNTED[type(op)](), right)
        case ast.IfExp(test=test, body=body, orelse=orelse) if not _is_changed_itself(test):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case _:
            return


def _is_union(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.BitOr) and any(
        (isinstance(side, ast.Constant) and side.value is None) or (isinstance(side, ast.Name) and side.id[0].isupper())
        for side in (node.left, node.right)
    )
