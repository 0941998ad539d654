"""One law for each fault of the vendor's own description of Labguru, and the laws that ours promises beyond.

The faults were counted in its files of July 2026 (330 operations of V1, 11 of V2): four errors of a validator, no
operationId, no server, no security, the token asked for twice, 8 of 341 success answers with a schema, and so on. Each
test below is one of them, absent. Which operations there are is tested in test_coverage.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.contract.known_answers import DOCUMENT
from tests.contract.test_coverage import DOCUMENTED, UNDOCUMENTED, call
from tools.lint import components_are_used, references_resolve
from tools.specs import SPECS, Operation, operations, read, references, resolve

import labguru_api
from labclients._params import encode_query, flatten_params
from labguru_api import api, models
from labguru_api.types import UNSET, Body, File

Json = dict[str, Any]
ALL = {operation.name: operation for operation in operations(DOCUMENT["paths"])}
SCHEMAS: dict[str, Json] = DOCUMENT["components"]["schemas"]
WITH_BODY = [operation for operation in ALL.values() if "requestBody" in operation.body]
EVIDENCE = {"recorded", "live", "vendor", "documented", "assumed"}


def parameters(operation: Operation) -> dict[str, Json]:
    return {one["name"]: one for one in (resolve(DOCUMENT, parameter) for parameter in operation.parameters)}


def answer(operation: Operation) -> Json:
    """What success answers, by media type; nothing where there is no body."""
    content: Json = resolve(DOCUMENT, operation.body["responses"]["2XX"]).get("content", {})
    return {kind: media["schema"] for kind, media in content.items()}


def sent(operation: Operation) -> Json:
    content: Json = operation.body["requestBody"]["content"]
    [media] = content.values()
    schema: Json = media["schema"]
    return schema


def words(text: str) -> list[str]:
    return text.split()


def name_of(schema: Json) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def types(schema: Json) -> set[str]:
    """The JSON types that a schema allows; `anything` where it says none."""
    schema = resolve(DOCUMENT, schema)
    if "anyOf" in schema:
        return set().union(*map(types, schema["anyOf"]))
    kinds = schema.get("type", "anything")
    return {kinds} if isinstance(kinds, str) else set(kinds)


def can_list(schema: Json) -> bool:
    return "array" in types(schema)


def nodes(node: object, key: str = "") -> Iterator[tuple[str, Json]]:
    """Every object of the document with the key that it stands under."""
    if isinstance(node, dict):
        yield key, node
        for inner, value in node.items():
            yield from nodes(value, inner)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value, key)


def texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        node = [*node, *node.values()]
    if isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


# ---- the document


def test_the_laws_look_at_what_is_built() -> None:
    """The description inside the package is specs/labguru.yaml, value by value."""
    assert read(SPECS / "labguru.yaml") == labguru_api.openapi()


def test_the_document_is_valid() -> None:
    """A validator of OpenAPI 3.1 finds nothing (the vendor's: 4 errors and 1)."""
    assert [error.message for error in OpenAPIV31SpecValidator(DOCUMENT).iter_errors()] == []


def test_v1_and_v2_are_one_document() -> None:
    """Both versions of the API stand side by side (the vendor's are two files)."""
    assert {path.split("/")[2] for path in DOCUMENT["paths"]} == {"v1", "v2"}


def test_every_operation_has_a_name_of_its_own() -> None:
    """operationIds are there and different (the vendor's: none of 341)."""
    names = [operation.body["operationId"] for operation in operations(DOCUMENT["paths"])]
    assert len(names) == len(set(names)) == 354
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", name) for name in names)


def test_names_and_tags_are_words_of_one_kind() -> None:
    """One tag in snake_case per operation, equal to its family (the vendor's: "Cell lines", "Tissue", "SOPs")."""
    assert all(operation.body["tags"] == [operation.family] for operation in ALL.values())
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", operation.family) for operation in ALL.values())
    assert "sops" in {operation.family for operation in ALL.values()}  # the vendor's becomes so_ps


def test_there_is_a_server_and_paths_do_not_repeat_it() -> None:
    """The server is a host alone, since every path begins with /api (the vendor's: no server at all)."""
    assert [server["url"] for server in DOCUMENT["servers"]] == ["https://my.labguru.com"]
    assert all(path.startswith(("/api/v1/", "/api/v2/")) for path in DOCUMENT["paths"])


def test_the_token_is_modelled_once() -> None:
    """One security scheme, in the query, for all but the login; no parameter and no field asks for the token again."""
    assert DOCUMENT["security"] == [{"token": []}]
    scheme = DOCUMENT["components"]["securitySchemes"]["token"]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "query", "token")
    assert [name for name, operation in ALL.items() if "security" in operation.body] == ["sessions.create"]
    assert [name for name, operation in ALL.items() if "token" in parameters(operation)] == []
    asking = {name for name, schema in SCHEMAS.items() if "token" in schema.get("properties", {})}
    assert asking == {"Session"}  # where it is answered


def test_references_lead_somewhere_and_nothing_is_unused() -> None:
    """No $ref is broken, and no component is left over (the vendor's: 9 unused schemas)."""
    assert list(references_resolve(DOCUMENT)) == []
    assert list(components_are_used(DOCUMENT)) == []


def test_no_template_stands_twice() -> None:
    """Paths differ in more than the names of their parameters (the vendor's: 2 groups of 3 and 2)."""
    templates = [call("", path).template for path in DOCUMENT["paths"]]
    assert len(templates) == len(set(templates))


def test_no_operation_repeats_those_of_a_family() -> None:
    """A path for any family is there only for what no family has itself (the vendor's repeat list, create, update)."""
    catch_all = {operation.verb for operation in ALL.values() if operation.path.split("/")[3].startswith("{")}
    assert catch_all == {"parents", "derived_collections", "derived_items"}
    assert {operation.verb for operation in ALL.values() if operation.family == "submodules"} == catch_all


def test_no_example_can_be_of_another_type() -> None:
    """There are no examples and no defaults to be wrong (the vendor's: 9 against their type)."""
    keywords = {word for key, node in nodes(DOCUMENT) if key != "properties" for word in node}
    assert not keywords & {"example", "examples", "default"}


def test_what_is_required_exists() -> None:
    """`required` names properties only (the vendor's: 45 times it does not)."""
    wrong = {
        key: node["required"]
        for key, node in nodes(SCHEMAS)
        if isinstance(node.get("required"), list) and set(node["required"]) - node.get("properties", {}).keys()
    }
    assert wrong == {}


#: Words of the vendor's texts, as it misspells them.
MISSPELT = ("knowledgbase", "triger", "tempalte", "follwing", "succesful", "creates a vectors", "list all event")


def test_the_texts_do_not_repeat_its_typos() -> None:
    """None of the vendor's misspelt words is in ours, and an equipment's name is not "the company name"."""
    lowered = [text.lower() for text in texts(DOCUMENT)]
    assert {word for word in MISSPELT for text in lowered if word in text} == set()
    for name in ("InstrumentCreate", "InstrumentUpdate", "Instrument"):
        assert "company" not in SCHEMAS[name]["properties"]["name"].get("description", "").lower()
    assert ALL["biocollections.update"].body["summary"] != ALL["vectors.update"].body["summary"]


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        ("Sequence", "accsesion"),
        ("SequenceCreate", "accsesion"),
        ("SequenceUpdate", "accsesion"),
        ("Antibody", "antigene"),
        ("AntibodyCreate", "antigene"),
        ("AntibodyUpdate", "antigene"),
        ("ShoppingListItem", "submited_at"),
        ("Attachment", "meddium_url"),
    ],
)
def test_names_on_the_wire_keep_their_typos(schema: str, field: str) -> None:
    """What the server misspells is misspelt by us: these are its columns, and the right spelling would be lost."""
    assert field in SCHEMAS[schema]["properties"]
    assert not {"accession", "antigen", "submitted_at", "medium_url"} & SCHEMAS[schema]["properties"].keys()


# ---- answers


@pytest.mark.parametrize("operation", ALL.values(), ids=lambda operation: operation.name)
def test_success_has_a_schema(operation: Operation) -> None:
    """Under 2XX, and only there, stands a schema with a name, bytes, or the answer without a body."""
    assert list(operation.body["responses"]) == ["2XX"]
    if not answer(operation):
        assert operation.body["responses"]["2XX"] == {"$ref": "#/components/responses/Empty"}
        assert operation.method == "delete"
    for kind, schema in answer(operation).items():
        if kind == "application/json":
            assert list(references(schema))
            assert all("$ref" in one or "$ref" in one.get("items", {}) for one in schema.get("anyOf", [schema]))
        else:
            assert schema == {"type": "string", "format": "binary"}


def test_every_status_of_success_counts() -> None:
    """No operation promises 200 or 201: the server mixes them, and DELETE answers 200, 201 or 204."""
    assert {code for operation in ALL.values() for code in operation.body["responses"]} == {"2XX"}


def test_failures_are_described_once_for_all() -> None:
    """One schema has every key under which a reason came (the vendor's: 178 operations without a 401)."""
    name = name_of(DOCUMENT["x-errors"]["schema"])
    assert {"message", "error_message", "error", "errors", "status", "type"} <= SCHEMAS[name]["properties"].keys()


def test_stocks_by_barcode_are_stocks() -> None:
    """get_stocks_by_barcode answers an array of stocks (the vendor's: an object of message and type)."""
    schema = answer(ALL["stocks.get_stocks_by_barcode"])["application/json"]
    assert schema == {"type": "array", "items": {"$ref": "#/components/schemas/Stock"}}


def test_an_answer_is_open() -> None:
    """Unknown keys are welcome, nothing but a record's id is required, and the id is never null."""
    for name, schema in SCHEMAS.items():
        if not schema.get("writeOnly"):
            assert (schema["type"], schema["additionalProperties"]) == ("object", True), name
            assert schema.get("required", ["id"]) == ["id"], name
            assert "required" not in schema or types(schema["properties"]["id"]) == {"integer"}, name


def record_of(operation: Operation) -> str:
    """The schema of the record that an operation answers, alone or in a list."""
    schema = answer(operation)["application/json"]
    schema = schema.get("anyOf", [schema])[0]
    return name_of(schema.get("items", schema))


def test_what_is_got_is_what_was_listed_and_has_an_id() -> None:
    """List, get, create and update of a family answer one type, whose id is certain: updates and deletes need it."""
    for family in {operation.family for operation in ALL.values() if operation.verb == "get"}:
        verbs = [f"{family}.{verb}" for verb in ("list", "get", "create", "update")]
        kinds = {record_of(ALL[name]) for name in verbs if name in ALL and name not in OTHER_ANSWERS}
        assert len(kinds) == 1, family
        assert all(SCHEMAS[kind].get("required") == ["id"] for kind in kinds), family


#: The flag is one level deeper in what this answers.
OTHER_ANSWERS = {"flags.create"}


def test_an_assumed_record_has_what_it_is_written_with() -> None:
    """Where no answer was seen, the keys of create and update are named, of types that hold what was written."""
    for operation in WITH_BODY:
        if operation.verb in ("create", "update") and SCHEMAS[kind := record_of(operation)]["x-evidence"] == "assumed":
            name = name_of(sent(operation))
            name = name_of(next(iter(SCHEMAS[name]["properties"].values()))) if name.endswith("Request") else name
            answered = SCHEMAS[kind]["properties"]
            for key, field in SCHEMAS[name]["properties"].items():
                if (kind, key) not in WRITTEN_ONLY and key != "parents_uuid":
                    kinds = types(answered[key])
                    assert "anything" in kinds or types(field) - {"null"} <= kinds, (kind, key)


#: What is written and, as far as is known, never read. (So is `parents_uuid`, whose items come as `parents`.)
WRITTEN_ONLY = {("Measurement", "item")}


def test_null_and_dates_are_written_as_the_server_writes_them() -> None:
    """Null is a type, not `nullable`; dates are texts without a format, since the server writes no zone."""
    for key, node in nodes({"schemas": SCHEMAS, "paths": DOCUMENT["paths"]}):
        assert "nullable" not in node, key
        assert node.get("format") in (None, "binary", "password") or isinstance(node["format"], dict), key


def test_schemas_are_flat() -> None:
    """No allOf, and no object without a name inside another: that is what made 80 operations vanish."""
    for name, schema in SCHEMAS.items():
        inner = [node for field in schema.get("properties", {}).values() for _, node in nodes(field)]
        assert not any("allOf" in node for node in [schema, *inner]), name
        assert not any(isinstance(node.get("properties"), dict) for node in inner), name


# ---- evidence


def test_an_operation_says_how_well_it_is_known() -> None:
    """What the vendor describes is documented at least; what it leaves out, as well known as its callers show."""
    states = {call(row["method"], row["path"]): row["state"] for row in UNDOCUMENTED}
    grades = {
        "live": {"recorded", "live"},
        "called by several": {"live"},
        "vendor example": {"vendor"},
        "unverified": {"assumed"},
        "documented": EVIDENCE - {"assumed"},
    }
    for operation in ALL.values():
        state = states.get(call(operation.method, operation.path), "documented")
        assert operation.body["x-evidence"] in grades[state], operation.name


#: Everything of which an answer was seen, or shown by somebody's code, or documented. The rest is assumed.
SEEN = {
    "recorded": """Element Experiment ExperimentProcedure MemberReference Project Reference Section Session Stock
        StockBox""",
    "live": """Antibody Attachment AttachmentPage Bacterium Box BoxPage Dataset DatasetPage Error ExperimentPage
        GenericItem GenericItemPage History HistoryPage Milestone MilestonePage PageMeta Plasmid PlasmidPage ProjectPage
        Protein Protocol ProtocolPage SectionPage ShoppingListItem ShoppingListItemPage ShoppingListMaterial
        StockPage""",
    "vendor": """AttachmentMultipartUpload AttachmentUpload Compound Instrument PlateData Sample SampleItem SamplePage
        SampleRow SampleStock Step Well""",
    "documented": """AddedShoppingListItem CompoundParentStructure CreatedFlag ExperimentFlag Flag FlaggedExperiment
        PoolEvent SectionCopy""",
}
GRADE = {name: grade for grade, names in SEEN.items() for name in names.split()}


def test_an_answer_claims_no_more_than_was_seen() -> None:
    """An answer of which nothing is known is assumed, and all that it names but the id may be missing or null."""
    answered = {name: schema for name, schema in SCHEMAS.items() if not schema.get("writeOnly")}
    grades = {name: schema["x-evidence"] for name, schema in answered.items()}
    assert grades == dict.fromkeys(answered, "assumed") | GRADE
    for name in answered.keys() - GRADE.keys():
        fields = SCHEMAS[name].get("properties", {})
        certain = {key for key, field in fields.items() if not types(field) & {"null", "anything"}}
        assert certain <= ({"meta", "data"} if name.endswith("Page") else {"id"}), name


def test_a_request_is_known_from_somewhere() -> None:
    """What is sent is documented at least: nobody guesses at what a server takes."""
    grades = {name: schema["x-evidence"] for name, schema in SCHEMAS.items() if schema.get("writeOnly")}
    assert set(grades.values()) <= EVIDENCE - {"assumed"}


def test_no_page_claims_more_than_its_records() -> None:
    """A page is as well known as what it holds, at best."""
    grades = ["recorded", "live", "vendor", "documented", "assumed"]
    for name in SCHEMAS:
        if name.endswith("Page"):
            inner = SCHEMAS[name.removesuffix("Page")]["x-evidence"]
            assert grades.index(SCHEMAS[name]["x-evidence"]) >= grades.index(inner), name


# ---- what an operation does


def test_effects_are_those_of_the_verb_but_for_these() -> None:
    """One GET writes and one POST logs in; a POST that may keep nothing counts as a write until somebody knows."""
    usual = {"get": "read", "post": "write", "put": "write", "patch": "write", "delete": "write"}
    unusual = {o.name: o.body["x-effect"] for o in ALL.values() if o.body["x-effect"] != usual[o.method]}
    assert unusual == {"sample_stocks.add_stock_by_barcode": "write", "sessions.create": "login"}


#: Deprecated by the vendor. Of these only the workflows have no successor in V2.
DEPRECATED = {"experiments.list", "instruments.list", "rodent_cages.list", "workflows.list", "workflows.get"}


def test_what_the_vendor_deprecates_is_deprecated() -> None:
    """Five lists and reads of V1, three of them with a sibling in V2."""
    assert {name for name, operation in ALL.items() if operation.body.get("deprecated")} == DEPRECATED
    assert {f"{name}_v2" for name in DEPRECATED} & ALL.keys() == {
        "experiments.list_v2",
        "instruments.list_v2",
        "rodent_cages.list_v2",
    }


#: Bodies of a DELETE: both name what is meant, so they are part of the call.
DELETE_BODIES = {"tags.remove": "TagRemovalCreateRequest", "units.delete": "UnitDeletionCreate"}


def test_a_delete_has_no_body_but_these_two() -> None:
    """Both bodies of a DELETE are described; every other one is the id in the path, answered by nothing."""
    deletes = [operation for operation in ALL.values() if operation.method == "delete"]
    assert len(deletes) == 69
    assert {o.name: name_of(sent(o)) for o in deletes if "requestBody" in o.body} == DELETE_BODIES
    assert {o.name for o in deletes if answer(o)} == {"tags.remove"}


def test_families_of_which_only_the_deletion_is_known_have_no_more() -> None:
    """Nothing was made up for zebrafishes, forms, recipes and signature flows; samples have what scripts call."""
    verbs: dict[str, set[str]] = {}
    for operation in ALL.values():
        verbs.setdefault(operation.family, set()).add(operation.verb)
    for family in ("zebrafishes", "forms", "recipes", "signature_flows"):
        assert verbs[family] == {"delete"}
    assert verbs["samples"] == {"list", "create", "delete", "delete_instrument_usage"}


# ---- parameters and lists

#: What every paged list of V1 takes; the vendor's describe `page` and `meta`, as a text.
PAGED = {"page", "page_size", "meta", "name", "filter", "exclude_fields"}
NO_NAME = "its records have no name"
UNKNOWN = "documented nowhere, and nobody was seen sending it"
V2 = "V2 documents neither, and nobody was seen sending them"
LACKING: dict[str, tuple[str, str]] = {
    "biocollections.list": ("name", "the name is the collection's, in the path"),
    "comments.list": ("name", NO_NAME),
    "histories.list": ("name", NO_NAME),
    "maintenance_events.list": ("name", NO_NAME),
    "maintenance_templates.list": ("name", NO_NAME),
    "maintenances.list": ("name", NO_NAME),
    "vectors.list": ("name", NO_NAME),
    "webhooks.list": ("name", NO_NAME),
    "experiments.item_experiments": ("name filter exclude_fields", UNKNOWN),
    "stocks.item_stocks": ("name exclude_fields", UNKNOWN),
    "searches.global_search": ("page_size name filter exclude_fields", "a search: `size` is its page size"),
    "experiments.list_v2": ("name filter exclude_fields", V2),
    "instruments.list_v2": ("name filter exclude_fields", V2),
    "rodent_cages.list_v2": ("name filter exclude_fields", V2),
}
PAGED_LISTS = [operation for operation in ALL.values() if operation.body.get("x-paged")]


def test_all_lists_say_whether_they_have_pages() -> None:
    """Whatever can answer an array says x-paged, and nothing else does but pages of one kind."""
    listing = {name for name, o in ALL.items() if o.method == "get" and any(map(can_list, answer(o).values()))}
    assert listing == {name for name, operation in ALL.items() if "x-paged" in operation.body}
    documented = {call(row["method"], row["path"]) for row in DOCUMENTED if row["is_list"] == "paged"}
    assert len(PAGED_LISTS) == len(documented) - 1 + 6  # without the one for any family, with those documented nowhere
    unpaged = {name for name in listing if not ALL[name].body["x-paged"]}
    assert not any({"page", "page_size", "meta"} & parameters(ALL[name]).keys() for name in unpaged)


@pytest.mark.parametrize("operation", PAGED_LISTS, ids=lambda operation: operation.name)
def test_a_paged_list_takes_what_lists_take(operation: Operation) -> None:
    """page, page_size, meta, name, filter and exclude_fields; where one is lacking, it is known why."""
    taken = parameters(operation)
    queried = {name for name, one in taken.items() if one["in"] == "query"}
    lacking, _ = LACKING.get(operation.name, ("", ""))
    assert PAGED - queried == set(lacking.split())
    for name in queried & PAGED - {"filter"}:
        kind = {"page": "integer", "page_size": "integer", "meta": "boolean"}.get(name, "string")
        assert types(taken[name]["schema"]) == {kind}


BIOLOGY = words("""antibodies bacteria cell_lines compounds flies fungi genes lipids plants plasmids primers proteins
    rodent_cages rodent_specimens rodent_strains seeds sequences tissues viruses worms yeasts biocollections""")
NOTEBOOK = words("projects experiments protocols documents reports datasets papers sops")  # recipes have no list
BIOLOGY_FIELDS = dict.fromkeys(words("title auto_name alternative_name description owner_id"), "text")
NOTEBOOK_FIELDS = dict.fromkeys(words("title id flag start_date end_date"), "text")
STOCK_TEXTS = words("""name volume_to_display weight_to_display storage_location description stored_by privacy
    container_type units lot aliquoted_by content barcode concentration_to_display""")
STOCK_FIELDS = dict.fromkeys(STOCK_TEXTS, "text") | dict.fromkeys(
    words("id created_at owner_id stored_on expiration_date aliquoted_on"), "range"
)
#: The lists that are known to obey kendo filters, with their fields.
KENDO: dict[str, Mapping[str, str]] = {
    **{f"{family}.list": BIOLOGY_FIELDS for family in BIOLOGY},
    **{f"{family}.list": NOTEBOOK_FIELDS for family in NOTEBOOK},
    "experiments.list": NOTEBOOK_FIELDS | {"projects.title": "text", "project_id": "text"},
    "stocks.list": STOCK_FIELDS,
}


def test_kendo_is_where_it_is_known_with_its_fields_and_operators() -> None:
    """The 31 lists that the vendor names, each with its fields, and two sets of operators as they go on the wire."""
    found = {name: o.body["x-kendo"]["fields"] for name, o in ALL.items() if "x-kendo" in o.body}
    assert {name: {f: about["operators"] for f, about in fields.items()} for name, fields in found.items()} == KENDO
    grades = {about["evidence"] for fields in found.values() for about in fields.values()}
    assert grades == {"documented", "assumed"}  # assumed: experiments by project_id
    operators = {kind: set(known.values()) for kind, known in DOCUMENT["x-kendo-operators"].items()}
    assert operators == {
        "text": set(words("contains doesnotcontain eq neq startswith endswith isnullorempty isnotnullorempty")),
        "range": set(words("_eq _neq _gte _gt _lte _lt isnull isnotnull")),
    }


def test_lists_with_kendo_take_filter_and_sort() -> None:
    """Where kendo is obeyed, kendo, filter and sort are parameters; lists of the notebook take tag_ids, too."""
    with_kendo = {name for name in KENDO if parameters(ALL[name]).keys() >= {"kendo", "filter", "sort"}}
    assert with_kendo == KENDO.keys()
    tagged = {name for name in ALL if "tag_ids" in parameters(ALL[name])}
    assert tagged == {f"{family}.list" for family in NOTEBOOK}


def test_switches_are_booleans() -> None:
    """`meta` and `kendo` are true or false (the vendor's: texts)."""
    switches = {n: types(one["schema"]) for o in ALL.values() for n, one in parameters(o).items() if n in SWITCHES}
    assert switches == {name: {"boolean"} for name in SWITCHES}


SWITCHES = ("meta", "kendo", "to_sign", "to_witness")


def test_filters_are_no_objects_of_a_fixed_shape() -> None:
    """No query parameter is an object schema, which clients send as the repr of a dict (the vendor's: stocks)."""
    queries = [one["schema"] for o in ALL.values() for one in parameters(o).values()]
    assert not any("object" in types(schema) or "properties" in schema for schema in queries)
    request = api.stocks.list.request(kendo=True, filter_={"filters": [{"field": "name", "operator": "eq"}]})
    sent_pairs = encode_query({"filter": request.params["filter"]})
    assert sent_pairs == [("filter[filters][0][field]", "name"), ("filter[filters][0][operator]", "eq")]


# ---- requests

#: Fields whose type the vendor has wrong, and the types that were seen to work or that its own examples have.
RIGHT: dict[tuple[str, str], set[str]] = {
    ("ProtocolCreateRequest", "item"): {"object"},
    ("VectorCreate", "vector_data"): {"anything"},
    ("VectorUpdate", "vector_data"): {"anything"},
    ("PrimerCreate", "tm"): {"string", "number"},
    ("WormCreate", "dauer_defective"): {"boolean", "integer"},
    ("EventCreate", "start_date"): {"string"},
    ("EventCreate", "end_date"): {"string"},
    ("LipidCreate", "cas_number"): {"string", "integer"},
    ("MaterialCreate", "cas_number"): {"string", "integer"},
    ("BoxCreate", "box_type"): {"integer", "string"},
    ("StockCreate", "storage_id"): {"integer"},
    ("TagCreate", "item_id"): {"integer", "string"},
    ("TagRemovalCreate", "item_id"): {"integer", "string"},
}


@pytest.mark.parametrize(("schema", "field"), RIGHT, ids=lambda value: value)
def test_types_that_the_vendor_has_wrong_are_right(schema: str, field: str) -> None:
    """What is sent is of a type that is known to work, or of either where only one of two can."""
    assert types(SCHEMAS[schema]["properties"][field]) == RIGHT[schema, field]
    updated = SCHEMAS.get(schema.replace("Create", "Update"), {}).get("properties", {}).get(field)
    if updated and "$ref" not in updated:
        assert types(updated) - {"null"} == RIGHT[schema, field]
    answered = SCHEMAS.get(schema.removesuffix("Create"), {}).get("properties", {}).get(field, {})
    assert "anything" in types(answered) or RIGHT[schema, field] <= types(answered)


def test_a_stock_is_stored_by_the_id_of_a_storage() -> None:
    """The kinds of storages are told where a storage is made, not where a stock names one."""
    assert "Freezer" not in SCHEMAS["StockCreate"]["properties"]["storage_id"].get("description", "")
    assert "Freezer" in SCHEMAS["StorageCreate"]["properties"]["storage_type_id"]["description"]


def test_links_need_no_more_than_their_makers_send() -> None:
    """A link is made by uuids or by ids and types: none of the six is required (the vendor's: all six)."""
    assert SCHEMAS["LinkCreate"].keys() & {"required"} == set()
    six = {f"{end}_{what}" for end in ("source", "target") for what in ("id", "type", "uuid")}
    assert SCHEMAS["LinkCreate"]["properties"].keys() >= six


def test_required_fields_stand_where_they_are_sent() -> None:
    """A measurement's name and experiment are beside its item; plates are duplicated by names; outputs name none."""
    assert set(SCHEMAS["MeasurementCreate"]["required"]) == {"input_name", "experiment_id", "item"}
    assert SCHEMAS["MeasurementValueCreate"]["required"] == ["measurement"]
    assert SCHEMAS["PlateDuplicateCreate"]["required"] == ["names"]
    assert "required" not in SCHEMAS["StockOutputUpdate"]


#: Wrappers that are not `item`, and what goes without one although it creates or updates.
WRAPPERS = {
    "storages.create": "system_storage_storage",
    "storages.update": "system_storage_storage",
    "compound_parent_structures.update": "parent_structure",
}
BARE = {"sessions.create", "vectors.create", "vectors.update", "elements.update", "measurements.create"}


def test_wrappers_are_those_of_the_wire() -> None:
    """`item` wraps every create and update but storages, parent structures and five without a wrapper."""
    for operation in WITH_BODY:
        if re.fullmatch(r"(create|update)(_v2)?", operation.verb):
            name = name_of(sent(operation))
            wrapper = list(SCHEMAS[name]["properties"]) if name.endswith("Request") else []
            assert wrapper == ([] if operation.name in BARE else [WRAPPERS.get(operation.name, "item")]), operation.name


def test_every_body_is_typed() -> None:
    """Each create, update and action takes a model with named fields (generated from the vendor's: 80 were lost)."""
    for operation in WITH_BODY:
        name = name_of(sent(operation))
        flat = name_of(next(iter(SCHEMAS[name]["properties"].values()))) if name.endswith("Request") else name
        model: type[Body] = getattr(models, module_of(operation).request.__annotations__["body"].partition(" ")[0])
        assert issubclass(model, Body), operation.name
        assert {key for key, _ in model._wire.values()} == SCHEMAS[flat]["properties"].keys() != set(), operation.name


def test_an_update_clears_with_null_and_asks_for_nothing() -> None:
    """Every field of an update may be left out and may be null."""
    for name in SCHEMAS:
        if name.endswith(("Update", "UpdateV2")):
            assert "required" not in SCHEMAS[name], name
            assert all(types(field) & {"null", "anything"} for field in SCHEMAS[name]["properties"].values()), name


def test_families_of_which_creates_and_updates_were_lost_have_them() -> None:
    """The 40 families that vanish when a client is generated from the vendor's file can create and update."""
    lost = words("""worms antibodies experiments plasmids sops links compounds rodent_cages genes viruses lipids yeasts
        projects bacteria primers seeds cell_lines proteins plants flies sequences rodent_specimens fungi
        tissues rodent_strains papers documents reports notes companies instruments maintenance_templates
        maintenance_events storages boxes events biocollections materials stocks flags""")
    assert len(lost) == 40
    assert [name for family in lost for name in (f"{family}.create", f"{family}.update") if name not in ALL] == []
    assert {"milestone_id", "milestone_name"} <= SCHEMAS["ExperimentCreateV2"]["properties"].keys()  # halves of a oneOf


# ---- the package generated from it


def test_no_operation_was_lost() -> None:
    """Each operation has its module and each module its operation; a warning would have failed the generator."""
    folder = Path(str(labguru_api.__file__)).parent / "api"
    modules = {file.stem for file in folder.glob("*/*.py")} - {"__init__"}
    assert modules == {name.replace(".", "_") for name in ALL}
    generator = (Path(__file__).parents[2] / "tools" / "generate.py").read_text(encoding="utf-8")
    assert "--fail-on-warning" in generator


def test_every_answer_is_typed() -> None:
    """`parse` says what it returns, and never Any (generated from the vendor's: 7 of 261 endpoints)."""
    for operation in ALL.values():
        hint, kinds = module_of(operation).parse.__annotations__["return"], list(answer(operation))
        assert hint not in ("Any", "object"), operation.name
        assert (hint == "None", hint == "bytes") == (not kinds, "application/octet-stream" in kinds), operation.name


def module_of(operation: Operation) -> Any:
    return import_module(f"labguru_api.api.{operation.family}.{operation.family}_{operation.verb}")


FILE = File("a.txt", b"content")
FORMS: dict[str, tuple[Callable[[], Any], set[str]]] = {
    "attachments.create": (
        lambda: api.attachments.create.request(
            body=models.AttachmentCreate(attachment=FILE, title="a.txt", attach_to_uuid="u", section_id=1)
        ),
        {"item[attachment]", "item[title]", "item[attach_to_uuid]", "item[section_id]"},
    ),
    "elements.convert_xlsx_to_json": (
        lambda: api.elements.convert_xlsx_to_json.request(body=models.PlateFileCreate(field_0=FILE)),
        {"file_name[0]"},
    ),
    "plates.update_layer": (
        lambda: api.plates.update_layer.request(7, body=models.PlateLayerCreate(file=FILE)),
        {"file"},
    ),
}


def test_every_multipart_form_is_looked_at() -> None:
    """The forms of the next test are all that there are."""
    assert FORMS.keys() == {o.name for o in WITH_BODY if "multipart/form-data" in o.body["requestBody"]["content"]}


@pytest.mark.parametrize("name", FORMS)
def test_parts_keep_their_brackets(name: str) -> None:
    """The parts of a form are named as the server reads them (generated from the vendor's: `itemattachment`)."""
    make, expected = FORMS[name]
    form = make().form
    assert {
        part for key, value in form.items() for part, leaf in flatten_params(key, value) if leaf is not UNSET
    } == expected
