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


class Parameter(NamedTuple):
    """A parameter of a method; `value` is what the method passes on for it."""

    name: str
    annotation: str
    default: str | None
    text: str
    value: str
    by_keyword: bool = True


_SINCE = (
    "Only records that changed then or later, newest first; reading stops at the first older one. A date, or a time on "
    "the server's own clock, to the minute and without a zone."
)
LIST_OPTIONS = [
    Parameter("where", "Filter | None", "None", "A filter made with `labclients.F`.", ""),
    Parameter("order_by", "str | None", "None", "A field, ``-field`` for descending, several with commas.", ""),
    Parameter("changed_since", "Moment | None", "None", _SINCE, ""),
]
FIND_BY = [
    Parameter("name", "str | None", "None", "Its exact name or title.", "name=name"),
    Parameter("sys_id", "str | None", "None", "Its SysID.", "sys_id=sys_id"),
    Parameter("uuid", "str | None", "None", "Its uuid.", "uuid=uuid"),
    Parameter(
        "external_uuid", "str | None", "None", "The uuid that another system gave it.", "external_uuid=external_uuid"
    ),
]


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
        for name, family in self.operations.items():
            tag = self.tags.get(name, {})
            if tag.get("x-resource") is False or "x-methods-of" in tag:
                continue
            bound = tag.get("x-bound")
            family = [operation for operation in family if bound is None or f"{{{bound}}}" in operation.path]
            by_verb = {operation.verb: operation for operation in family}
            view = self._parsed(by_verb["get"]).removeprefix("m.") if tag.get("x-view") else None
            methods = [method for operation in family for method in self._methods(operation, by_verb, bound, view)]
            methods += self._methods_of_others(name, by_verb, bound)
            is_attribute = bound is None and view is None
            description = tag.get("description", f"{name}.")
            yield Family(name, description, tag.get("x-ui-name"), bound, is_attribute, view, sorted(methods))

    def _methods(
        self, operation: Operation, by_verb: dict[str, Operation], bound: str | None, view: str | None
    ) -> Iterator[Method]:
        name = operation.body.get("x-method", operation.verb)
        is_newer = operation.verb.endswith("_v2") and operation.verb.removesuffix("_v2") in by_verb
        if not name or is_newer:
            return  # a newer operation is a part of the older one's method
        newer = by_verb.get(f"{operation.verb}_v2")
        yield self._method(operation, bound and f"self.{bound}", view, newer)._replace(name=name)
        if operation.verb == "list" and "x-kendo" in operation.body:
            yield self._find(operation, bound, view)

    def _methods_of_others(self, name: str, by_verb: dict[str, Operation], bound: str | None) -> Iterator[Method]:
        """Operations of other families that belong to each family whose new records have a certain field."""
        sent = self._body_fields(by_verb["create"]) if "create" in by_verb else set()
        for other, tag in self.tags.items():
            if tag.get("x-methods-of") in sent:
                first = f"self.{bound}" if bound else f'"{name}"'
                missing = [operation for operation in self.operations[other] if operation.verb not in by_verb]
                yield from (self._method(operation, first, None, None) for operation in missing)

    def _body_fields(self, operation: Operation) -> set[str]:
        arguments = self._request(operation).args.kwonlyargs
        model = next((self._model(argument.annotation) for argument in arguments if argument.arg == "body"), None)
        return set(fields(model)) if model else set()

    # ---- one method

    def _method(self, operation: Operation, first: str | None, view: str | None, newer: Operation | None) -> Method:
        """The method that is one operation; `first` stands for the first parameter of its path."""
        parameters = sorted(self._parameters(operation, first is not None), key=position)
        if len({parameter.name for parameter in parameters}) < len(parameters):
            raise ResourceError(f"{operation.name}: two of its parameters have one name")
        result = self._parsed(operation)
        item = re.search(r"list\[(m\.\w+)\]", result)
        arguments = [*([first] if first else []), *(parameter.value for parameter in parameters if parameter.value)]
        if item and (operation.is_list or operation.body.get("x-paged")):
            return self._list(operation, newer, parameters, arguments, item[1], view)
        if newer is not None:
            return self._either(operation, newer, view)
        endpoint = f"api.{operation.name}"
        if item:
            code = call("records", endpoint, item[1], *arguments)
            return documented(operation, parameters, f"list[{item[1]}]", False, [f"return {code}"])
        if not result.startswith("m."):
            code = call("result", endpoint, *arguments)
            return documented(operation, parameters, result, False, [f"return {code}"])
        viewed = result == f"m.{view}"
        code = call("record", f"self._viewed({endpoint})" if viewed else endpoint, *arguments)
        if wrapper := operation.body.get("x-record"):
            record = self._wrapped(operation, wrapper)
            lines = [f"wrapped = {code}", f"return wrapped.{wrapper} or {record}(wrapped.to_dict())"]
            return documented(operation, parameters, record, False, lines)
        return documented(operation, parameters, "R" if viewed else result, False, [f"return {code}"])

    def _list(
        self,
        operation: Operation,
        newer: Operation | None,
        parameters: list[Parameter],
        arguments: list[str],
        item: str,
        view: str | None,
    ) -> Method:
        viewed = item == f"m.{view}"
        record = "self._record" if viewed else item
        lines: list[str] = []
        options: list[Parameter] = []
        if operation.body.get("x-paged"):
            options = LIST_OPTIONS if "x-kendo" in operation.body else []
            listing = "listing_as" if viewed else "listing"
            chosen = f"ListOptions({', '.join(option.name for option in options)})" if options else "None"
            if not options and any(argument.arg == "kendo" for argument in self._request(operation).args.kwonlyargs):
                arguments = [*arguments, "kendo=True"]
            if newer is not None:
                # It takes neither filter nor order, and is called where all records are wanted.
                accepted = {argument.arg for argument in self._request(newer).args.kwonlyargs}
                others = [parameter.name for parameter in (*options, *parameters) if parameter.name not in accepted]
                passed = [parameter.value for parameter in parameters if parameter.name in accepted]
                lines = [
                    f"if {' and '.join(f'{name} is None' for name in others)}:",
                    f"    return {call(listing, f'api.{newer.name}', record, 'None', *passed)}",
                ]
            code = call(listing, f"api.{operation.name}", record, chosen, *arguments)
        else:
            code = call("unpaged", f"api.{operation.name}", record, *arguments)
        result = "R" if viewed else item
        return documented(operation, [*options, *parameters], result, True, [*lines, f"return {code}"])

    def _either(self, older: Operation, newer: Operation, view: str | None) -> Method:
        """One method for two operations: the newer one is called where something is passed that only it takes."""
        first, second = self._method(older, None, view, None), self._method(newer, None, view, None)
        first_names = {parameter.name for parameter in first.parameters}
        second_names = {parameter.name for parameter in second.parameters}
        added = [
            parameter._replace(annotation=f"{parameter.annotation.removesuffix(' | Unset')} | Unset", default="UNSET")
            for parameter in second.parameters
            if parameter.name not in first_names
        ]
        condition = " or ".join(f"not isinstance({parameter.name}, Unset)" for parameter in added)
        refused = [f"{name}={name}" for name in sorted(first_names - second_names)]
        refusal = [f"    {call('build', 'refuse', repr(added[0].name), *refused)}"] if refused else []
        lines = [f"if {condition}:", *refusal, *(f"    {line}" for line in second.code), *first.code]
        return documented(older, [*first.parameters, *added], first.result, False, lines)

    def _find(self, operation: Operation, bound: str | None, view: str | None) -> Method:
        item = re.search(r"m\.\w+", self._parsed(operation))
        record = item[0] if item else ""
        viewed = record == f"m.{view}"
        path = f"(self.{bound},)" if bound else "()"
        arguments = [parameter.value for parameter in FIND_BY]
        code = call("find", f"api.{operation.name}", "self._record" if viewed else record, path, *arguments)
        raises = (
            "NotFound: There is none.",
            "NotUnique: There are several; the message names their ids.",
            "FilterError: Records of this family cannot be found in this way.",
        )
        summary = "Find the one record that has this name, SysID or uuid; pass exactly one of them"
        return Method("find", FIND_BY, "R" if viewed else record, False, [f"return {code}"], summary, raises=raises)

    # ---- parameters

    def _parameters(self, operation: Operation, without_first: bool) -> Iterator[Parameter]:
        request = self._request(operation)
        facts = {fact["name"]: fact for fact in (resolve(self.document, part) for part in operation.parameters)}
        for argument in request.args.args[without_first:]:
            description = facts.get(argument.arg, {}).get("description", "")
            annotation = self._qualified(argument.annotation)
            yield Parameter(argument.arg, annotation, None, description, argument.arg, by_keyword=False)
        lists = operation.is_list or bool(operation.body.get("x-paged"))
        filtered = set(operation.body.get("x-kendo", {}).get("fields", ())) - {"name"}
        wire = wire_names(request)
        for argument, default in zip(request.args.kwonlyargs, request.args.kw_defaults, strict=True):
            if argument.arg == "body":
                yield from self._body(operation, argument.annotation)
            elif not (lists and wire[argument.arg] in {*PAGING, *filtered}):
                yield self._query(argument, default is not None, facts[wire[argument.arg]], lists)
        yield from columns(operation.body.get("x-columns", {}))

    def _query(self, argument: ast.arg, optional: bool, fact: Json, lists: bool) -> Parameter:
        name = fact.get("x-name", argument.arg)
        annotation, value = self._qualified(argument.annotation), name
        if "x-list-of" in fact:
            annotation, value = "Iterable[int] | None", f"None if {name} is None else str([*map(str, {name})])"
        description = fact.get("description", "")
        if name == "page_size":
            description = "Records per page; the server's own number by default."
        passed = f"{argument.arg}={value}"
        return Parameter(name, annotation, "None" if optional else None, description, passed, optional and lists)

    def _body(self, operation: Operation, annotation: ast.expr | None) -> Iterator[Parameter]:
        """The fields of a body, each a parameter of its own; the first one passes the whole body on."""
        parameters: list[Parameter] = []
        values: list[str] = []
        for name, (node, default, description) in fields(self._model(annotation)).items():
            parameter = Parameter(name, self._qualified(node), default, description, "")
            value = name
            if parameter.annotation == "File":
                parameter = parameter._replace(name="file", annotation="str | Path", by_keyword=False)
                value = f'self._client.read_file(file, "{self._media_type(operation)}")'
            elif name == "extra":
                parameter = parameter._replace(annotation="Mapping[str, Any] | None", default="None")
                value = "dict(extra or {})"
            parameters.append(parameter)
            values.append(f"{name}={value}")
        body = f"body={call('build', self._qualified(annotation), *values)}"
        yield parameters[0]._replace(value=body)
        yield from parameters[1:]

    def _media_type(self, operation: Operation) -> str:
        """Of a body that is one file, maybe in a wrapper."""
        [media] = operation.body["requestBody"]["content"].values()
        schema = resolve(self.document, media["schema"])
        while "properties" in schema:
            [inner] = schema["properties"].values()
            schema = resolve(self.document, inner)
        return str(schema["contentMediaType"])

    # ---- generated source

    def _request(self, operation: Operation) -> ast.FunctionDef:
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
        written = ast.unparse(annotation) if annotation else "Any"
        return re.sub(r"\b[A-Z]\w*", lambda name: f"m.{name[0]}" if name[0] in self._models else name[0], written)

    @functools.cached_property
    def _models(self) -> dict[str, ast.ClassDef]:
        nodes = (node for path in (self.package / "models").glob("*.py") for node in tree(path).body)
        return {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}


def documented(operation: Operation, parameters: list[Parameter], result: str, lists: bool, code: list[str]) -> Method:
    """A method, with the texts of its operation."""
    raises: list[str] = []
    if any(not parameter.by_keyword and parameter.name == "id" for parameter in parameters):
        raises.append("NotFound: There is no such record.")
    if any(parameter.name == "where" for parameter in parameters):
        raises.append("FilterError: The list has no such field, or the field no such operator. Nothing was sent.")
    if any(parameter.annotation == "str | Path" for parameter in parameters):
        raises.append("UsageError: The file cannot be read.")
    summary = str(operation.body.get("summary", operation.name))
    description = str(operation.body.get("description", ""))
    if operation.verb == "update":
        description = f"{description} A field that is left out stays as it is; None clears it.".strip()
    parameters = sorted(parameters, key=position)
    return Method(operation.verb, parameters, result, lists, code, summary, description, tuple(raises))


def position(parameter: Parameter) -> tuple[bool, bool]:
    """The order of parameters in a signature."""
    return parameter.by_keyword, parameter.default is not None


def call(method: str, *arguments: str) -> str:
    """The call of a method of the client."""
    return f"self._client.{method}({', '.join(arguments)})"


def columns(facts: Json) -> Iterator[Parameter]:
    """Columns that the JSON text of `filter` obeys; the first one passes all of them on."""
    types = {"string": "str", "integer": "int", "array": "Sequence[str]"}
    parameters: list[Parameter] = []
    values: list[str] = []
    for name, fact in facts.items():
        is_id = name == "id" or name.endswith("_id")
        annotation = "int" if is_id else types[fact["type"]]
        parameters.append(Parameter(name, f"{annotation} | None", "None", fact["description"], ""))
        as_text = is_id and fact["type"] == "string"
        values.append(f"{name}={f'None if {name} is None else str({name})' if as_text else name}")
    for index, parameter in enumerate(parameters):
        yield parameter if index else parameter._replace(value=f"filter_={call('columns', *values)}")


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
    for parameter in method.parameters:
        if parameter.by_keyword and not starred:
            parts.append("*")
            starred = True
        default = "" if parameter.default is None else f" = {parameter.default}"
        parts.append(f"{parameter.name}: {builtin(parameter.annotation)}{default}")
    return f"{', '.join(parts)}"


def builtin(annotation: str) -> str:
    """A method called `list` hides the builtin in the annotations of its class."""
    return re.sub(r"(?<![\w.])list\[", "builtins.list[", annotation)


def passed_on(method: Method) -> str:
    """The arguments as the async form passes them on."""
    return ", ".join(
        parameter.name if not parameter.by_keyword else f"{parameter.name}={parameter.name}"
        for parameter in method.parameters
    )


def docstring(method: Method, indent: int = 8) -> str:
    """What help() shows: the specification's texts, the parameters, and the errors that can be told beforehand."""
    blocks = [text(method.summary.rstrip(".") + ".")]
    if method.description:
        blocks.append(text(method.description))
    described = [
        text(f"{parameter.name}: {parameter.text}", "    ") for parameter in method.parameters if parameter.text
    ]
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
