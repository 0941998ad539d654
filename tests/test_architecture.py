"""The rules of the house, checked on its source: what is private, what may import what, and how names read.

Each rule has a tuple of exceptions. It may only become shorter: an exception that nothing needs fails the test, too.
The checks read names, not types: a private name passes where the same module defines it.
"""

from __future__ import annotations

import ast
import collections
import functools
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tools.paths import ROOT
from tools.stats import FILLERS, ON_TOP, OVERLAY, measure, texts

# "file: name": uses of a private name of a dependency.
DEPENDENCIES: tuple[str, ...] = ()
# "file: name": uses of a private name of another module of ours.
OTHER_MODULES: tuple[str, ...] = ()
# "module -> module": imports that close a circle. All other imports together have none.
CIRCLES: tuple[str, ...] = ()
# "module -> module": imports that point up, or from one part on top to another.
ARROWS: tuple[str, ...] = ()
# The most that filler words (tools/stats.py) may be of all names bound in the overlay, in percent. The goal is 2.
FILLER_PERCENT = 0.8

DOCUMENTED = {"_asdict", "_exit", "_field_defaults", "_fields", "_make", "_replace"}  # public in spite of their names
GENERATED = {"labguru_api", "labvanced_api"}
OURS = {"labclients", *GENERATED}
ANNOTATED = {"labclients", "labclients.filters", "labclients.paging"}  # where Listing, AsyncListing and Filter are
HTTP = ("httpx", "httpcore", "h11")
TAKE_A_NAME = {"attrgetter", "delattr", "getattr", "hasattr", "methodcaller", "setattr"}


class Module(NamedTuple):
    """A module of ours; `file` is its path as messages show it."""

    name: str
    file: str
    tree: ast.Module


class Violation(NamedTuple):
    """A place that breaks a rule: the exception that would allow it, and the sentence that a failure shows."""

    exception: str
    sentence: str


@functools.cache
def house() -> dict[str, Module]:
    """The modules of the overlay and of the generated packages, by their dotted names."""
    modules = {}
    for root in (ROOT / "overlay", ROOT / "generated"):
        for path in sorted(root.rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
            tree = ast.parse(path.read_text(encoding="utf-8"))
            package = name if path.stem == "__init__" else name.rpartition(".")[0]
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and node.level:
                    node.module = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            modules[name] = Module(name, path.relative_to(ROOT).as_posix(), tree)
    return modules


def part(module: str) -> str:
    """The part of the house that a module belongs to: "generated", "client", or the name of a part on top."""
    package, *names = module.split(".")
    if package in GENERATED:
        return "generated"
    if names[:1] == ["__main__"]:
        return "cli"
    return names[0] if names and names[0] in ON_TOP else "client"


def check(violations: Iterable[Violation], exceptions: tuple[str, ...], list_name: str) -> None:
    """Fail with a sentence for each violation without an exception, and for each exception without a violation."""
    sentences = {violation.sentence: violation.exception for violation in violations}
    problems = sorted(sentence for sentence, exception in sentences.items() if exception not in exceptions)
    problems += [
        f'Nothing needs the exception "{exception}" any more: delete it from {list_name} in tests/test_architecture.py.'
        for exception in exceptions
        if exception not in sentences.values()
    ]
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_an_exception_that_nothing_needs_fails() -> None:
    """The lists of exceptions become shorter with the violations."""
    violation = Violation("a -> b", "a.py:1 imports b.")
    check([violation], ("a -> b",), "ARROWS")
    with pytest.raises(pytest.fail.Exception, match=r"^a\.py:1 imports b\.$"):
        check([violation], (), "ARROWS")
    with pytest.raises(pytest.fail.Exception, match='"c -> d" any more: delete it from ARROWS'):
        check([violation], ("a -> b", "c -> d"), "ARROWS")


class TestPrivateNames:
    def test_dependencies(self) -> None:
        """The overlay uses no private name of a dependency."""
        check(private_uses(house(), "a dependency"), DEPENDENCIES, "DEPENDENCIES")

    def test_other_modules(self) -> None:
        """No module uses a private name of another one; what a class inherits, it may use."""
        check(private_uses(house(), "another module"), OTHER_MODULES, "OTHER_MODULES")

    @pytest.mark.parametrize(
        "source",
        [
            "def pool(http): return http._transport",
            "def pool(http): return getattr(http, '_transport', None)",
            "def pool(http):\n    for name in ('_transport', 'pool'):\n        http = getattr(http, name)",
            "class Parser(argparse.ArgumentParser):\n    def all(self): return self._positionals",
            "from httpx._transports import default",
            "from httpx import _config",
            "import httpx._config",
            "import httpx\n_config = 1\nhttpx._config",
            "from labclients import _transport\ndef pool(http): return http._transport",
            "import httpx\nclass Leases:\n    _pool = 1\ndef pool(http): return http._pool",
        ],
    )
    def test_what_is_private_to_a_dependency(self, source: str) -> None:
        """The check sees each way to reach a private name of a dependency."""
        modules = made_up({"labclients._transport": "", "labclients.paging": source})
        assert list(private_uses(modules, "a dependency"))
        assert not list(private_uses(modules, "another module"))

    @pytest.mark.parametrize(
        "source",
        [
            "from labclients.paging import _walk",
            "from labclients import paging\npaging._walk()",
            "def walk(listing): listing._walk()",
        ],
    )
    def test_what_is_private_to_another_module(self, source: str) -> None:
        """The check sees each way to reach a private name of another module of ours."""
        paging = "class Listing:\n    def _walk(self): ...\ndef _walk(): ..."
        modules = made_up({"labclients.paging": paging, "labclients.tables": source})
        assert list(private_uses(modules, "another module"))
        assert not list(private_uses(modules, "a dependency"))

    def test_what_is_a_module_s_own(self) -> None:
        """A module may use its private names, what its classes inherit, private modules, and documented names."""
        source = """
from labclients import _retries
from labclients._retries import wait
class Slow(wait.Policy):
    _limit: int
    def __init__(self, other): self._seconds = other._seconds + self._inherited + _retries.LIMIT
    def _asdict(self): return {name: getattr(self, name) for name in self._fields}
"""
        modules = made_up({"labclients._retries": "class Policy:\n    _inherited = 1", "labclients.slow": source})
        assert not [*private_uses(modules, "another module"), *private_uses(modules, "a dependency")]


class TestImports:
    def test_no_circles(self) -> None:
        """No module imports itself by way of others; a function of the client may import what is on top."""
        check(circles(house(), CIRCLES), CIRCLES, "CIRCLES")

    def test_arrows_point_down(self) -> None:
        """What is on top imports the client; parts on top do not import each other, except that cli may import all."""
        check(wrong_arrows(house()), ARROWS, "ARROWS")

    def test_a_circle_is_found(self) -> None:
        """The check sees a circle, also through a function and a lazy name; not one under TYPE_CHECKING."""
        paging = "def walk():\n    from labclients import Client"
        package = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from labclients._client import Client"
        modules = made_up(
            {
                "labclients": package,
                "labclients._client": "from labclients.paging import walk",
                "labclients.paging": paging,
                "labclients.tables": "import labclients.times",
                "labclients.times": package.replace("_client", "tables"),
            }
        )
        arrows = ("labclients._client -> labclients.paging", "labclients.paging -> labclients._client")
        assert sorted(violation.exception for violation in circles(modules, ())) == list(arrows)
        # An exception is needed as long as the circle is there, and allows all of it.
        assert [violation.exception for violation in circles(modules, arrows[:1])] == [arrows[0]]

    @pytest.mark.parametrize(
        ("importer", "source", "allowed"),
        [
            ("labclients.paging", "import labclients.study", False),
            ("labclients.paging", "from labclients import Study", False),
            ("labclients.paging", "def mirror():\n    from labclients import study", True),
            ("labclients.study", "from labclients.paging import walk", True),
            ("labclients.study", "def serve():\n    from labclients.sandbox import serve", False),
            ("labclients.cli", "from labclients import sandbox, study", True),
            ("labguru_api.types", "from labclients import paging", False),
            ("labguru_api.types", "if TYPE_CHECKING:\n    from labclients.paging import Listing", True),
            ("labguru_api.types", "if TYPE_CHECKING:\n    from labclients.study import Study", False),
        ],
    )
    def test_wrong_arrows_are_found(self, importer: str, source: str, allowed: bool) -> None:
        """The check knows which imports are allowed."""
        lazy = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from labclients.study import Study"
        names = ("labclients.cli", "labclients.paging", "labclients.sandbox", "labclients.study")
        modules = made_up({"labclients": lazy, **dict.fromkeys(names, ""), importer: source})
        assert allowed == (not list(wrong_arrows(modules)))


class TestNames:
    def test_filler_words(self) -> None:
        """The share of names that do not tell what they hold does not grow."""
        size = measure(texts(OVERLAY))
        counts = collections.Counter(name for name in size.names if name.strip("_") in FILLERS)
        often = ", ".join(f"{name} ({count})" for name, count in counts.most_common(5))
        percent = 100 * size.filler
        assert percent <= FILLER_PERCENT, (
            f"{percent:.2f} % of all names in the overlay do not tell what they hold, as {often}. Choose other names."
        )
        assert percent > FILLER_PERCENT - 1, f"Fewer filler words: lower FILLER_PERCENT to {percent + 0.05:.1f}."


class Use(NamedTuple):
    """A use of a private name; `source` is the module it comes from, "self", or "" for any other value."""

    name: str
    source: str
    line: int


def private_uses(modules: dict[str, Module], owner: str) -> Iterator[Violation]:
    """The uses of names that are private to "a dependency", or to "another module" of ours."""
    defined = {module.name: set(definitions(module.tree)) for module in modules.values()}
    ours = set[str]().union(*defined.values())
    module_names = {word for name in modules for word in name.split(".")}  # private modules belong to the whole package
    advice = {"a dependency": "Use what it documents.", "another module": "Use a public name, or make one."}
    for module in modules.values():
        if part(module.name) == "generated":
            continue
        # A module that imports httpx has its objects in hand: there, a name of httpx's is not taken for ours.
        packages = {source.partition(".")[0] for source in bound_modules(module.tree).values()}
        foreign = private_to_http() if "httpx" in packages else frozenset[str]()
        for use in uses(module.tree):
            if use.name in DOCUMENTED or (use.name in module_names and use.source.partition(".")[0] in OURS):
                continue
            if owner_of(use, defined[module.name], ours, foreign) == owner:
                sentence = f"{module.file}:{use.line} uses {use.name}, which is private to {owner}. {advice[owner]}"
                yield Violation(f"{module.file.removeprefix('overlay/labclients/')}: {use.name}", sentence)


def owner_of(use: Use, own: set[str], ours: set[str], foreign: frozenset[str]) -> str:
    """Whose name is used: "the module" itself, "another module" of ours, or "a dependency"."""
    if use.source == "self":
        return "the module" if use.name in ours else "a dependency"
    if use.source:
        return "another module" if use.source.partition(".")[0] in OURS else "a dependency"
    if use.name in foreign or use.name not in ours:
        return "a dependency"
    return "the module" if use.name in own else "another module"


def uses(tree: ast.Module) -> Iterator[Use]:
    """The uses of private names: attributes, imports, and strings that getattr takes."""
    modules = bound_modules(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and takes_a_name(node.func)]
    # Where a name for getattr is computed, it may be any string of the module that a list or a variable holds.
    computed = any(not isinstance(argument, ast.Constant) for call in calls for argument in call.args[1:2])
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name):
                names, source = [name], source_of(node.value, modules)
            case ast.Import(names=aliases):
                names, source = [name for alias in aliases for name in alias.name.split(".")], aliases[0].name
            case ast.ImportFrom(module=str(source), names=aliases):
                names = [*source.split("."), *(alias.name for alias in aliases)]
            case ast.Call(args=arguments) if node in calls:
                names, source = strings(arguments[:2]), source_of(arguments[0], modules)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements) if computed:
                names, source = strings(elements), ""
            case ast.Assign(value=element) if computed:
                names, source = strings([element]), ""
            case _:
                continue
        for name in names:
            if name.startswith("_") and not name.startswith("__") and name != "_":
                yield Use(name, source, node.lineno)


def takes_a_name(function: ast.expr) -> bool:
    """Whether a function takes the name of an attribute, as getattr does."""
    return getattr(function, "id", getattr(function, "attr", "")) in TAKE_A_NAME


def strings(nodes: Iterable[ast.expr]) -> list[str]:
    """The names in those nodes that are strings; "a.b" has two."""
    values = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [name for value in values for name in value.split(".")]


def source_of(node: ast.expr, modules: dict[str, str]) -> str:
    """Where a value comes from: the module that it is imported from, "self", or "" for anything else."""
    match node:
        case ast.Name(id="self" | "cls") | ast.Call(func=ast.Name(id="super")):
            return "self"
    while isinstance(node, ast.Attribute):
        node = node.value
    return modules.get(node.id, "") if isinstance(node, ast.Name) else ""


def bound_modules(tree: ast.Module) -> dict[str, str]:
    """The module that each imported name comes from."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules |= {alias.asname or alias.name: node.module or "" for alias in node.names}
    return modules


def definitions(tree: ast.Module) -> Iterator[str]:
    """The names of functions, classes, variables, fields, slots, and attributes of self."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                yield name
            case ast.Assign(targets=[ast.Name(id="__slots__")], value=ast.Tuple(elts=slots)):
                yield from strings(slots)
            case ast.Name(id=name, ctx=ast.Store()):
                yield name


@functools.cache
def private_to_http() -> frozenset[str]:
    """The names that httpx and what is below it define."""
    folders = [Path(spec.origin).parent for name in HTTP if (spec := importlib.util.find_spec(name)) and spec.origin]
    return frozenset(name for folder in folders for text in texts(folder) for name in definitions(ast.parse(text)))


class Import(NamedTuple):
    """An import of a module of ours by another; `for_types` if it is made under TYPE_CHECKING."""

    importer: str
    target: str
    location: str
    in_function: bool
    for_types: bool


def circles(modules: dict[str, Module], exceptions: tuple[str, ...]) -> Iterator[Violation]:
    """The imports that close a circle; those that the exceptions name are taken out of all circles."""
    locations = {}
    for item in imports(modules):
        convenience = item.in_function and part(item.importer) == "client" and part(item.target) in ON_TOP
        if not item.for_types and not convenience:
            locations[item.importer, item.target] = item.location
    graph = collections.defaultdict(list)
    for importer, target in locations:
        if f"{importer} -> {target}" not in exceptions:
            graph[importer].append(target)
    for (importer, target), location in locations.items():
        if path := shortest_path(graph, target, importer):
            sentence = f"{location} imports {target}, and that closes a circle: {' -> '.join([importer, *path])}."
            yield Violation(f"{importer} -> {target}", sentence)


def shortest_path(graph: dict[str, list[str]], start: str, goal: str) -> list[str]:
    """The modules on the shortest path between two of them; empty if there is none."""
    paths, visited = [[start]], {start}
    for path in paths:
        if path[-1] == goal:
            return path
        for target in graph.get(path[-1], ()):
            if target not in visited:
                visited.add(target)
                paths.append([*path, target])
    return []


def wrong_arrows(modules: dict[str, Module]) -> Iterator[Violation]:
    """Imports that point up, or from one part on top to another."""
    for item in imports(modules):
        importer, target = part(item.importer), part(item.target)
        if importer == "generated":
            # Type checkers must see the classes that users write in annotations: a protocol would be another type.
            annotated = item.for_types and item.target in ANNOTATED
            rule = "" if target == "generated" or annotated else "Generated code runs without labclients."
        elif target not in ON_TOP or target == importer or importer == "cli":
            rule = ""
        elif importer == "client":
            rule = "" if item.in_function or item.for_types else "The client imports what is on top in functions only."
        else:
            rule = f"{importer}/ and {target}/ are both on top of the client and do not import each other."
        if rule:
            yield Violation(f"{item.importer} -> {item.target}", f"{item.location} imports {item.target}. {rule}")


def imports(modules: dict[str, Module]) -> Iterator[Import]:
    """All imports between modules of ours; `from labclients import Study` imports the module that Study is in."""
    lazy: dict[str, str] = {}
    for module in modules.values():
        typed = for_types(module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node in typed:
                lazy |= {f"{module.name}.{alias.name}": node.module or "" for alias in node.names}
    for module in modules.values():
        typed, inner = for_types(module.tree), in_functions(module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
                targets = [name if name in modules else lazy.get(name, node.module or "") for name in names]
            else:
                continue
            for target in dict.fromkeys(targets):
                if target in modules and target != module.name:
                    location = f"{module.file}:{node.lineno}"
                    yield Import(module.name, target, location, node in inner, node in typed)


def in_functions(tree: ast.Module) -> set[ast.AST]:
    """The nodes inside functions."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {node for function in functions for node in ast.walk(function)}


def for_types(tree: ast.Module) -> set[ast.AST]:
    """The nodes under `if TYPE_CHECKING`."""
    tests = ("TYPE_CHECKING", "typing.TYPE_CHECKING")
    branches = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) in tests]
    return {node for branch in branches for statement in branch.body for node in ast.walk(statement)}


def made_up(sources: dict[str, str]) -> dict[str, Module]:
    """Modules by their names, of made-up source."""
    return {name: Module(name, f"{name}.py", ast.parse(source)) for name, source in sources.items()}
