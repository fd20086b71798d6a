"""What a route asks of its address and of its form, read from the code of its function.

It stands there as `query_params.get("q")` or `said(form, "why")`: the function of a route and all
functions of the app that it calls are read for such names.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from starlette.routing import Route

from fingerpost.faces.web.forms import said

OURS = "fingerpost.faces.web."
_READERS = ("get", "getlist")
_IS_QUERY = re.compile(r"\w+\.query_params")
_IS_FORM = re.compile(r"await (read_form|\w+\.form)\(.*\)", re.DOTALL)


@dataclass
class Asked:
    """What one route asks."""

    queries: set[str] = field(default_factory=set)
    """Names in its address."""
    fields: set[str] = field(default_factory=set)
    """Names in its form; 'note-*' stands for all that begin so, '*' for names that are known only
    when it runs, such as one a question."""
    several: set[str] = field(default_factory=set)
    """Names that may stand there more than once."""
    has_form: bool = False
    """True where it reads a form."""
    has_files: bool = False
    """True where the form may hold files."""
    untold: list[str] = field(default_factory=list)
    """Places that read from the address a name which the code does not tell."""


def asked_by(route: Route) -> Asked:
    """Return what a route asks, as its code tells it."""
    asked = Asked()
    for function in _reached(route.endpoint):
        _Reader(function, asked).read()
    return asked


def _reached(first: Callable[..., Any]) -> list[Callable[..., Any]]:
    """Return a function and every function of the app that it calls or names, each once."""
    found, waiting = [], [inspect.unwrap(first)]
    while waiting:
        function = waiting.pop()
        if function in found or not function.__module__.startswith(OURS):
            continue
        found.append(function)
        names = {node.id for node in ast.walk(_tree(function)) if isinstance(node, ast.Name)}
        scope = function.__globals__
        waiting += [scope[name] for name in sorted(names) if inspect.isfunction(scope.get(name))]
    return found


@cache
def _tree(function: Callable[..., Any]) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


class _Reader:
    """Reads one function for the names that it asks of an address or a form."""

    def __init__(self, function: Callable[..., Any], asked: Asked) -> None:
        self._asked, self._scope = asked, function.__globals__
        self._place = f"{function.__module__}.{function.__name__}"
        self._is_said = function is said
        self._nodes = list(ast.walk(_tree(function)))
        self._queries = self._named(_IS_QUERY, "QueryParams")
        self._forms = self._named(_IS_FORM, "FormData")

    def read(self) -> None:
        """Add what it asks."""
        names = {node.id for node in self._nodes if isinstance(node, ast.Name)}
        self._asked.has_form |= "read_form" in names
        self._asked.has_files |= "UploadFile" in names
        for node in self._nodes:
            if isinstance(node, ast.Call):
                self._call(node)
            elif isinstance(node, ast.Subscript) and self._is_query(node.value):
                self._add(self._asked.queries, node.slice)
            elif isinstance(node, ast.Compare) and self._is_query(node.comparators[0]):
                self._add(self._asked.queries, node.left)

    def _call(self, call: ast.Call) -> None:
        name = call.func
        if isinstance(name, ast.Name) and name.id == "said" and len(call.args) > 1:
            self._add(self._asked.fields, call.args[1])
        elif isinstance(name, ast.Attribute) and name.attr in _READERS and call.args:
            is_form = isinstance(name.value, ast.Name) and name.value.id in self._forms
            if is_form or self._is_query(name.value):
                self._add(self._asked.fields if is_form else self._asked.queries, call.args[0])
                if name.attr == "getlist":
                    self._add(self._asked.several, call.args[0])

    def _is_query(self, node: ast.AST) -> bool:
        text = ast.unparse(node)
        return text in self._queries or bool(_IS_QUERY.fullmatch(text))

    def _named(self, made: re.Pattern[str], kind: str) -> set[str]:
        """Return local names of what is made so, or annotated so."""
        found = set()
        for node in self._nodes:
            if isinstance(node, ast.arg) and node.annotation:
                if kind in ast.unparse(node.annotation):
                    found.add(node.arg)
            elif isinstance(node, ast.Assign) and made.fullmatch(ast.unparse(node.value)):
                found |= {each.id for each in node.targets if isinstance(each, ast.Name)}
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
                found |= _named_in(node, made)
        return found

    def _add(self, names: set[str], node: ast.AST) -> None:
        """Add the name, or names, that an expression stands for; untold where it tells none."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            names.add(f"{node.values[0].value!s}*")
        elif isinstance(node, ast.Name) and (told := self._told(node.id)):
            names.update(told)
        elif self._is_said:  # which reads what it is told to
            return
        elif names is not self._asked.queries:
            names.add("*")
        else:
            self._asked.untold.append(f"{self._place}: {ast.unparse(node)}")

    def _told(self, name: str) -> list[str]:
        """Return the texts that a name may stand for: a constant, or one of those looped over."""
        value = self._scope.get(name)
        if isinstance(value, str):
            return [value]
        loops = (n for n in self._nodes if isinstance(n, ast.For | ast.comprehension))
        known: list[object] = []
        for loop in (each for each in loops if name in _names(each.target)):
            known += [self._scope.get(each) for each in sorted(_names(loop.iter))]
            known.append([n.value for n in ast.walk(loop.iter) if isinstance(n, ast.Constant)])
        return [text for each in known if isinstance(each, Iterable) for text in _texts(each)]


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _texts(given: Iterable[object]) -> list[str]:
    firsts = (each[0] if isinstance(each, tuple) and each else each for each in given)
    return [each for each in firsts if isinstance(each, str)]


def _named_in(node: ast.Assign, made: re.Pattern[str]) -> set[str]:
    found = set()
    values = node.value.elts if isinstance(node.value, ast.Tuple) else []
    for target in node.targets:
        if isinstance(target, ast.Tuple):
            for one, value in zip(target.elts, values, strict=False):
                if isinstance(one, ast.Name) and made.fullmatch(ast.unparse(value)):
                    found.add(one.id)
    return found
