"""The resource classes of a generated package: one per family, each in a sync and an async form.

Parameters, types and texts come from the package's endpoints and models. The specification says the rest: what a
family is, which operations are lists, what these obey, and what a client offers in another form (specs/README.md).
"""

from __future__ import annotations

import ast
import functools
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import jinja2

from tools.specs import Json, Operation, operations, resolve

# Of a list, what pages, filters and sorts is the client's business.
PAGING = ("page", "meta", "kendo", "filter", "sort", "exclude_fields")
FIND_BY = ("name", "sys_id", "uuid", "external_uuid")


class Parameter(NamedTuple):
    """A parameter of a method; `value` is what the method passes on for it."""

    name: str
    annotation: str
    default: str | None
    text: str
    value: str
    by_keyword: bool = True


class Method(NamedTuple):
    """A method of a resource class, and the expression that its sync form returns."""

    name: str
    parameters: list[Parameter]
    result: str
    lists: bool
    code: list[str]
    summary: str
    description: str = ""
    raises: tuple[str, ...] = ()


class Family(NamedTuple):
    """A resource family; `bound` is the part of its paths that an object of it is made with."""

    name: str
    text: str
    ui_name: str | None
    bound: str | None
    is_attribute: bool
    view_of: str | None
    methods: list[Method]


class ResourceError(Exception):
    """The specification asks for a class that the template cannot write."""


def write(document: Json, package: Path, templates: Path) -> None:
    """Write `resource.py` and `resources/` into a generated package."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - this is Python, whose strings `docstring` escapes
    )
    filters = (docstring, signature, passed_on, camel, builtin, text)
    environment.filters |= {function.__name__: function for function in filters}
    families = sorted(Reader(document, package).families(), key=lambda family: family.name)
    folder = package / "resources"
    folder.mkdir()
    title = document["info"]["title"]
    for name, target in (("resource.py", package / "resource.py"), ("resources_init.py", folder / "__init__.py")):
        source = environment.get_template(f"{name}.jinja").render(families=families, title=title)
        target.write_text(source, encoding="utf-8")
    for family in families:
        source = environment.get_template("resource_module.py.jinja").render(family=family)
        (folder / f"{family.name}.py").write_text(source, encoding="utf-8")


# ---- what the specification and the generated endpoints say


class Reader:
    """Reads the families out of a specification and the package generated from it."""

    def __init__(self, document: Json, package: Path) -> None:
        self.document = document
        self.package = package
        self.tags: dict[str, Json] = {tag["name"]: tag for tag in document.get("tags", ())}
        self.operations: dict[str, list[Operation]] = {}
        for operation in operations(document["paths"]):
            self.operations.setdefault(operation.family, []).append(operation)

    def families(self) -> Iterator[Family]:
        """Each family that has a class."""
        for name, found in self.operations.items():
            tag = self.tags.get(name, {})
            if tag.get("x-resource") is False or "x-methods-of" in tag:
                continue
            bound = tag.get("x-bound")
            own = [operation for operation in found if bound is None or f"{{{bound}}}" in operation.path]
            view = self._own_record(own) if tag.get("x-view") else None
            methods = [method for operation in own for method in self._methods(operation, own, bound, view)]
            methods += self._methods_of_others(name, own, bound)
            attribute = bound is None and view is None
            text = tag.get("description", f"{name}.")
            yield Family(name, text, tag.get("x-ui-name"), bound, attribute, view, sorted(methods))

    def _own_record(self, own: list[Operation]) -> str:
        verbs = {operation.verb: operation for operation in own}
        return self._parsed(verbs["get"]).removeprefix("m.")

    def _methods(
        self, operation: Operation, own: list[Operation], bound: str | None, view: str | None
    ) -> Iterator[Method]:
        name = operation.body.get("x-method", operation.verb)
        newer = {other.verb: other for other in own}.get(f"{operation.verb}_v2")
        if not name or operation.verb.removesuffix("_v2") in {other.verb for other in own if other is not operation}:
            return  # a newer operation is a part of the older one's method
        method = self._method(operation, bound and f"self.{bound}", view, newer)
        yield method._replace(name=name)
        if operation.verb == "list" and "x-kendo" in operation.body:
            yield self._find(operation, bound, view)

    def _methods_of_others(self, name: str, own: list[Operation], bound: str | None) -> Iterator[Method]:
        """Operations of other families that belong to each family whose new records have a certain field."""
        taken = {operation.verb for operation in own}
        sent = {field for operation in own if operation.verb == "create" for field in self._body_fields(operation)}
        for other, tag in self.tags.items():
            if tag.get("x-methods-of") in sent:
                first = f"self.{bound}" if bound else f'"{name}"'
                missing = [operation for operation in self.operations[other] if operation.verb not in taken]
                yield from (self._method(operation, first, None, None) for operation in missing)

    def _body_fields(self, operation: Operation) -> set[str]:
        endpoint = self._endpoint(operation)
        model = next((self._model(arg.annotation) for arg in endpoint.args.kwonlyargs if arg.arg == "body"), None)
        return set(fields(model)) if model else set()

    # ---- one method

    def _method(self, operation: Operation, first: str | None, view: str | None, newer: Operation | None) -> Method:
        """The method that is one operation; `first` stands for the first parameter of its path."""
        parameters = list(self._parameters(operation, first is not None))
        parameters.sort(key=lambda one: (one.by_keyword, one.default is not None))
        if len({one.name for one in parameters}) < len(parameters):
            raise ResourceError(f"{operation.name}: two of its parameters have one name")
        if newer is not None and not operation.is_list:
            return self._either(operation, newer, parameters, view)
        returns = self._parsed(operation)
        endpoint = f"api.{operation.family}.{operation.verb}"
        paged = operation.body.get("x-paged")
        code: list[str] = []
        items = re.search(r"list\[(m\.\w+)\]", returns)
        values = [*([first] if first else []), *(one.value for one in parameters if one.value)]
        if items and (paged or operation.is_list):
            record = "self._record" if items[1] == f"m.{view}" else items[1]
            options = self._list_options(operation) if paged else []
            call = ("listing_as" if record == "self._record" else "listing") if paged else "unpaged"
            if newer is not None:
                code = self._newer(newer, options, parameters, record)
            parameters = [*options, *parameters]
            chosen = [f"ListOptions({', '.join(one.value for one in options)})" if options else "None"] if paged else []
            kendo = ["kendo=True"] if paged and not options and self._has(operation, "kendo") else []
            code.append(f"return self._client.{call}({', '.join([endpoint, record, *chosen, *values, *kendo])})")
            result = "R" if record == "self._record" else items[1]
            return self._told(operation, parameters, result, True, code)
        if items:
            code = [f"return self._client.records({', '.join([endpoint, items[1], *values])})"]
            return self._told(operation, parameters, f"list[{items[1]}]", False, code)
        if returns.startswith("m."):
            viewed = f"self._viewed({endpoint})" if returns == f"m.{view}" else endpoint
            call = f"self._client.record({', '.join([viewed, *values])})"
            if wrapper := operation.body.get("x-record"):
                inner = self._wrapped(operation, wrapper)
                code = [f"wrapped = {call}", f"return wrapped.{wrapper} or {inner}(wrapped.to_dict())"]
                return self._told(operation, parameters, inner, False, code)
            result = "R" if returns == f"m.{view}" else returns
            return self._told(operation, parameters, result, False, [f"return {call}"])
        call = f"self._client.result({', '.join([endpoint, *values])})"
        return self._told(operation, parameters, returns, False, [f"return {call}"])

    def _told(
        self, operation: Operation, parameters: list[Parameter], result: str, lists: bool, code: list[str]
    ) -> Method:
        raises = []
        if any(not one.by_keyword and one.name == "id" for one in parameters):
            raises.append("NotFound: There is no such record.")
        if any(one.name == "where" for one in parameters):
            raises.append("FilterError: The list has no such field, or the field no such operator. Nothing was sent.")
        if any(one.annotation == "str | Path" for one in parameters):
            raises.append("UsageError: The file cannot be read.")
        summary = str(operation.body.get("summary", operation.name))
        description = str(operation.body.get("description", ""))
        if operation.verb == "update":
            description = f"{description} A field that is left out stays as it is; None clears it.".strip()
        parameters = sorted(parameters, key=lambda one: (one.by_keyword, one.default is not None))
        return Method(operation.verb, parameters, result, lists, code, summary, description, tuple(raises))

    def _find(self, operation: Operation, bound: str | None, view: str | None) -> Method:
        record = re.search(r"list\[(m\.\w+)\]", self._parsed(operation))[1]  # type: ignore[index]
        own = record == f"m.{view}"
        path = f"(self.{bound},)" if bound else "()"
        texts = {"name": "Its exact name or title.", "sys_id": "Its SysID.", "uuid": "Its uuid."}
        texts["external_uuid"] = "The uuid that another system gave it."
        parameters = [Parameter(name, "str | None", "None", texts[name], f"{name}={name}") for name in FIND_BY]
        values = ["api." + operation.name, "self._record" if own else record, path, *(one.value for one in parameters)]
        raises = (
            "NotFound: There is none.",
            "NotUnique: There are several; the message names their ids.",
            "FilterError: Records of this family cannot be found in this way.",
        )
        text = "Find the one record that has this name, SysID or uuid; give exactly one of them"
        code = [f"return self._client.find({', '.join(values)})"]
        return Method("find", parameters, "R" if own else record, False, code, text, raises=raises)

    def _newer(self, newer: Operation, options: list[Parameter], parameters: list[Parameter], record: str) -> list[str]:
        """V2 of a list takes neither filter nor order, and so is asked where all records are wanted."""
        known = {one.arg for one in self._endpoint(newer).args.kwonlyargs}
        both = [one for one in parameters if one.name in known]
        only = [one.name for one in (*options, *parameters) if one.name not in known]
        endpoint = f"api.{newer.family}.{newer.verb}"
        call = "listing_as" if record == "self._record" else "listing"
        return [
            f"if {' and '.join(f'{name} is None' for name in only)}:",
            f"    return self._client.{call}({', '.join([endpoint, record, 'None', *(one.value for one in both)])})",
        ]

    def _either(self, older: Operation, newer: Operation, parameters: list[Parameter], view: str | None) -> Method:
        """One method for two operations: the newer one is called where something is given that only it takes."""
        first = self._method(older, None, view, None)
        second = self._method(newer, None, view, None)
        known = {one.name for one in second.parameters}
        names = {one.name for one in first.parameters}
        added = [
            one._replace(annotation=f"{one.annotation.removesuffix(' | Unset')} | Unset", default="UNSET")
            for one in second.parameters
            if one.name not in names
        ]
        given = " or ".join(f"not isinstance({one.name}, Unset)" for one in added)
        left_out = "".join(f", {one.name}={one.name}" for one in first.parameters if one.name not in known)
        refusal = [f"    self._client.build(refuse, {added[0].name!r}{left_out})"] if left_out else []
        code = [f"if {given}:", *refusal, *(f"    {line}" for line in second.code), *first.code]
        return self._told(older, [*first.parameters, *added], first.result, False, code)

    def _list_options(self, operation: Operation) -> list[Parameter]:
        if "x-kendo" not in operation.body:
            return []
        since = (
            "Only records that changed then or later, newest first; reading stops at the first older one. A date, or a "
            "time on the server's own clock, to the minute and without a zone."
        )
        texts = {
            "where": ("Filter", "A filter made with `labclients.F`."),
            "order_by": ("str", "A field, ``-field`` for descending, several with commas."),
            "changed_since": ("Moment", since),
        }
        return [Parameter(name, f"{kind} | None", "None", text, name) for name, (kind, text) in texts.items()]

    # ---- parameters

    def _parameters(self, operation: Operation, without_first: bool) -> Iterator[Parameter]:
        endpoint = self._endpoint(operation)
        declared = {one["name"]: one for one in (resolve(self.document, one) for one in operation.parameters)}
        for arg in endpoint.args.args[without_first:]:
            text = declared.get(arg.arg, {}).get("description", "")
            yield Parameter(arg.arg, self._qualified(arg.annotation), None, text, arg.arg, by_keyword=False)
        lists = operation.is_list or bool(operation.body.get("x-paged"))
        filtered = set(operation.body.get("x-kendo", {}).get("fields", ()))
        wire = wire_names(endpoint)
        for arg, default in zip(endpoint.args.kwonlyargs, endpoint.args.kw_defaults, strict=True):
            if arg.arg == "body":
                yield from self._body(operation, arg.annotation)
                continue
            fact = declared[wire[arg.arg]]
            if lists and (wire[arg.arg] in PAGING or wire[arg.arg] in filtered - {"name"}):
                continue
            name = fact.get("x-name", arg.arg)
            annotation, value = self._qualified(arg.annotation), name
            if "x-list-of" in fact:
                annotation, value = "Iterable[int] | None", f"None if {name} is None else str([*map(str, {name})])"
            text = fact.get("description", "")
            if name == "page_size":
                text = "Records per page; the server's own number by default."
            by_keyword = default is not None and lists
            yield Parameter(
                name, annotation, "None" if default else None, text, f"{arg.arg}={value}", by_keyword=by_keyword
            )
        if columns := operation.body.get("x-columns"):
            yield from self._columns(columns)

    def _columns(self, columns: Json) -> Iterator[Parameter]:
        """Columns that the JSON text of `filter` obeys. All of them are passed with the first."""
        kinds = {"string": "str", "integer": "int", "array": "Sequence[str]"}
        values = []
        for name, fact in columns.items():
            kind = "int" if name.endswith("id") else kinds[fact["type"]]
            sent = f"None if {name} is None else str({name})" if kind == "int" and fact["type"] == "string" else name
            values.append((Parameter(name, f"{kind} | None", "None", fact["description"], ""), f"{name}={sent}"))
        passed = f"filter_=self._client.columns({', '.join(value for _, value in values)})"
        for number, (parameter, _) in enumerate(values):
            yield parameter if number else parameter._replace(value=passed)

    def _body(self, operation: Operation, annotation: ast.expr | None) -> Iterator[Parameter]:
        """The fields of a body, each a parameter of its own."""
        model = self._model(annotation)
        known = fields(model)
        name = ast.unparse(annotation) if annotation else ""
        values = []
        result: list[Parameter] = []
        for field, (kind, default, text) in known.items():
            python, kind, value = field, self._qualified(kind), field
            if kind == "File":
                media = self._media_type(operation)
                python, kind = "file", "str | Path"
                value = f'self._client.read_file(file, "{media}")'
            if field == "extra":
                kind, default, value = "Mapping[str, Any] | None", "None", "dict(extra or {})"
            values.append(f"{field}={value}")
            by_keyword = kind != "str | Path"
            result.append(Parameter(python, kind, default, text, "", by_keyword=by_keyword))
        body = f"body=self._client.build(m.{name}, {', '.join(values)})"
        for number, parameter in enumerate(result):
            yield parameter if number else parameter._replace(value=body)

    def _media_type(self, operation: Operation) -> str:
        schema: Json = {}
        for media in operation.body["requestBody"]["content"].values():
            schema = resolve(self.document, media["schema"])
        while True:
            [inner] = [resolve(self.document, value) for value in schema["properties"].values()]
            if "properties" not in inner:
                return str(inner["contentMediaType"])
            schema = inner

    # ---- generated source

    def _has(self, operation: Operation, name: str) -> bool:
        return any(arg.arg == name for arg in self._endpoint(operation).args.kwonlyargs)

    def _endpoint(self, operation: Operation) -> ast.FunctionDef:
        return self._functions(operation)["request"]

    def _functions(self, operation: Operation) -> dict[str, ast.FunctionDef]:
        path = self.package / "api" / operation.family / f"{operation.family}_{operation.verb}.py"
        return {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}

    def _parsed(self, operation: Operation) -> str:
        return self._qualified(self._functions(operation)["parse"].returns)

    def _wrapped(self, operation: Operation, field: str) -> str:
        model = self._model(self._functions(operation)["parse"].returns)
        return self._qualified(fields(model)[field][0]).removeprefix("Field[").removesuffix("]")

    def _model(self, annotation: ast.expr | None) -> ast.ClassDef:
        return self._models[ast.unparse(annotation) if annotation else ""]

    def _qualified(self, annotation: ast.expr | None) -> str:
        """An annotation as the resource classes write it: models by `m.`."""
        text = ast.unparse(annotation) if annotation else "Any"
        return re.sub(r"\b[A-Z]\w*", lambda name: f"m.{name[0]}" if name[0] in self._models else name[0], text)

    @functools.cached_property
    def _models(self) -> dict[str, ast.ClassDef]:
        nodes = (node for path in (self.package / "models").glob("*.py") for node in tree(path).body)
        return {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a generated module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def fields(model: ast.ClassDef) -> dict[str, tuple[ast.expr, str | None, str]]:
    """The fields of a model: annotation, default, and the text below it."""
    result: dict[str, tuple[ast.expr, str | None, str]] = {}
    name = ""
    for node in model.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value) if name != "_wire":
                result[name] = (annotation, None if value is None else ast.unparse(value), "")
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                result[name] = (*result[name][:2], text)
    return result


def wire_names(endpoint: ast.FunctionDef) -> dict[str, str]:
    """The query parameters of an endpoint by what they are called in Python."""
    dicts = [node for node in ast.walk(endpoint) if isinstance(node, ast.Dict)]
    pairs = [pair for node in dicts for pair in zip(node.keys, node.values, strict=True)]
    return {
        value.id: key.value
        for key, value in pairs
        if isinstance(value, ast.Name) and isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


# ---- filters of the templates


def camel(name: str) -> str:
    """The class of a family."""
    return "".join(word.capitalize() for word in name.split("_"))


def signature(method: Method) -> str:
    """The parameters as they stand in a `def`."""
    parts, starred = ["self"], False
    for one in method.parameters:
        if one.by_keyword and not starred:
            parts.append("*")
            starred = True
        default = "" if one.default is None else f" = {one.default}"
        parts.append(f"{one.name}: {builtin(one.annotation)}{default}")
    return f"{', '.join(parts)}"


def builtin(annotation: str) -> str:
    """A method called `list` hides the builtin in the annotations of its class."""
    return re.sub(r"(?<![\w.])list\[", "builtins.list[", annotation)


def passed_on(method: Method) -> str:
    """The arguments as the async form passes them on."""
    return ", ".join(one.name if not one.by_keyword else f"{one.name}={one.name}" for one in method.parameters)


def docstring(method: Method, indent: int = 8) -> str:
    """What help() shows: the specification's texts, the parameters, and the errors that can be told beforehand."""
    blocks = [text(method.summary.rstrip(".") + ".")]
    if method.description:
        blocks.append(text(method.description))
    described = [text(f"{one.name}: {one.text}", "    ") for one in method.parameters if one.text]
    if described:
        blocks.append("\n".join(["Args:", *described]))
    if method.raises:
        blocks.append("\n".join(["Raises:", *(text(error, "    ") for error in method.raises)]))
    whole = textwrap.indent("\n\n".join(blocks), " " * indent).lstrip()
    return f"{whole}\n{' ' * indent}" if len(blocks) > 1 else whole


def text(words: str, indent: str = "") -> str:
    """A text in lines, as a part of a docstring: it can neither end it nor escape anything."""
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    hanging = f"{indent}    " if indent else ""
    lines = textwrap.fill(
        plain, 108, initial_indent=indent, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return f"{lines} " if lines.endswith('"') else lines
