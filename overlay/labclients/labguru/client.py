"""The two clients of Labguru, and the table of its families."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import labguru_api
from labclients import labguru
from labclients._auth import Auth, TokenProvider
from labclients._client import ApiClient, AsyncClient, RequestLike, SyncClient, Verify, build, network_options
from labclients._environment import environment_variables
from labclients._json import as_object
from labclients._modes import Async, Bound, Mode, Sync, dual_mode
from labclients._operations import OperationIndex
from labclients._redaction import Secret, hide
from labclients._retries import Options
from labclients.errors import AuthenticationError, UsageError
from labclients.labguru.families import Deletes, given
from labclients.labguru.notebook import Collection, Experiments, Milestones, Sections, Stocks
from labclients.labguru.rows import Crud, Item, Named, Of, Plain
from labclients.paging import Listing, unwrap
from labguru_api import api
from labguru_api import models as m

_OPERATIONS = OperationIndex(labguru_api.openapi)
_HINTS = {401: "the token may have expired, or belong to another server (base_url)"}
_REFUSED = "-1"  # what Labguru answers, with status 200, in place of a token


class Families(Bound[Mode]):
    """Every family of Labguru, as an attribute named after its path."""

    # The notebook.
    projects = Crud(lambda: m.Project, lambda: m.ProjectCreate, lambda: m.ProjectUpdate)
    milestones = Of(lambda: Milestones[Mode])
    experiments = Of(lambda: Experiments[Mode])
    sections = Of(lambda: Sections[Mode])
    elements = Of(lambda: labguru.elements.Elements[Mode])
    attachments = Of(lambda: labguru.attachments.Attachments[Mode])
    documents = Crud(lambda: m.Document, lambda: m.DocumentCreate, lambda: m.DocumentUpdate)
    notes = Named(lambda: m.Note, lambda: m.NoteCreate, lambda: m.NoteUpdate)
    papers = Crud(lambda: m.Paper, lambda: m.PaperCreate, lambda: m.PaperUpdate)
    protocols = Crud(lambda: labguru.records.Protocol, lambda: m.ProtocolCreate, lambda: m.ProtocolUpdate)
    sops = Crud(lambda: m.Sop, lambda: m.SopCreate, lambda: m.SopUpdate)
    reports = Of(lambda: labguru.knowledge.Reports[Mode])
    comments = Of(lambda: labguru.knowledge.Comments[Mode])
    flags = Of(lambda: labguru.knowledge.Flags[Mode])
    links = Of(lambda: labguru.knowledge.Links[Mode])
    tags = Of(lambda: labguru.knowledge.Tags[Mode])
    forms = Of(lambda: Deletes[Mode, None])
    signature_flows = Of(lambda: Deletes[Mode, None])
    histories = Of(lambda: labguru.knowledge.Histories[Mode])

    # Data.
    datasets = Of(lambda: labguru.knowledge.Datasets[Mode])
    vectors = Plain(lambda: m.Vector, lambda: m.VectorCreate, lambda: m.VectorUpdate)
    visualizations = Of(lambda: labguru.knowledge.Visualizations[Mode])
    measurements = Of(lambda: labguru.knowledge.Measurements[Mode])

    # Collections of the inventory.
    antibodies = Item(lambda: m.Antibody, lambda: m.AntibodyCreate, lambda: m.AntibodyUpdate)
    bacteria = Item(lambda: m.Bacterium, lambda: m.BacteriumCreate, lambda: m.BacteriumUpdate)
    cell_lines = Item(lambda: m.CellLine, lambda: m.CellLineCreate, lambda: m.CellLineUpdate)
    compounds = Item(lambda: m.Compound, lambda: m.CompoundCreate, lambda: m.CompoundUpdate)
    compound_parent_structures = Of(lambda: labguru.inventory.CompoundParentStructures[Mode])
    flies = Item(lambda: m.Fly, lambda: m.FlyCreate, lambda: m.FlyUpdate)
    fungi = Item(lambda: m.Fungus, lambda: m.FungusCreate, lambda: m.FungusUpdate)
    genes = Item(lambda: m.Gene, lambda: m.GeneCreate, lambda: m.GeneUpdate)
    lipids = Item(lambda: m.Lipid, lambda: m.LipidCreate, lambda: m.LipidUpdate)
    plants = Item(lambda: m.Plant, lambda: m.PlantCreate, lambda: m.PlantUpdate)
    plasmids = Item(lambda: m.Plasmid, lambda: m.PlasmidCreate, lambda: m.PlasmidUpdate)
    primers = Item(lambda: m.Primer, lambda: m.PrimerCreate, lambda: m.PrimerUpdate)
    proteins = Item(lambda: m.Protein, lambda: m.ProteinCreate, lambda: m.ProteinUpdate)
    rodent_cages = Of(lambda: labguru.inventory.RodentCages[Mode])
    rodent_specimens = Item(lambda: m.RodentSpecimen, lambda: m.RodentSpecimenCreate, lambda: m.RodentSpecimenUpdate)
    rodent_strains = Item(lambda: m.RodentStrain, lambda: m.RodentStrainCreate, lambda: m.RodentStrainUpdate)
    seeds = Item(lambda: m.Seed, lambda: m.SeedCreate, lambda: m.SeedUpdate)
    sequences = Item(lambda: m.Sequence, lambda: m.SequenceCreate, lambda: m.SequenceUpdate)
    tissues = Item(lambda: m.Tissue, lambda: m.TissueCreate, lambda: m.TissueUpdate)
    viruses = Item(lambda: m.Virus, lambda: m.VirusCreate, lambda: m.VirusUpdate)
    worms = Item(lambda: m.Worm, lambda: m.WormCreate, lambda: m.WormUpdate)
    yeasts = Item(lambda: m.Yeast, lambda: m.YeastCreate, lambda: m.YeastUpdate)
    zebrafishes = Of(lambda: Deletes[Mode, None])

    # Stocks, where they are kept and what is done with them.
    stocks = Of(lambda: Stocks[Mode])
    boxes = Named(lambda: m.Box, lambda: m.BoxCreate, lambda: m.BoxUpdate)
    storages = Named(lambda: m.Storage, lambda: m.StorageCreate, lambda: m.StorageUpdate)
    plates = Of(lambda: labguru.inventory.Plates[Mode])
    samples = Of(lambda: labguru.inventory.Samples[Mode])
    sample_stocks = Of(lambda: labguru.inventory.SampleStocks[Mode])
    pool_events = Of(lambda: labguru.inventory.PoolEvents[Mode])
    manifests = Of(lambda: labguru.knowledge.Manifests[Mode])
    recipes = Of(lambda: Deletes[Mode, None])
    units = Of(lambda: labguru.inventory.Units[Mode])

    # Consumables, orders and equipment.
    companies = Named(lambda: m.Company, lambda: m.CompanyCreate, lambda: m.CompanyUpdate)
    materials = Named(lambda: m.Material, lambda: m.MaterialCreate, lambda: m.MaterialUpdate)
    shopping_list = Of(lambda: labguru.inventory.ShoppingList[Mode])
    instruments = Of(lambda: labguru.inventory.Instruments[Mode])
    events = Named(lambda: m.Event, lambda: m.EventCreate, lambda: m.EventUpdate)
    maintenances = Plain(lambda: m.Maintenance, lambda: m.MaintenanceCreate, lambda: m.MaintenanceUpdate)
    maintenance_events = Plain(
        lambda: m.MaintenanceEvent, lambda: m.MaintenanceEventCreate, lambda: m.MaintenanceEventUpdate
    )
    maintenance_templates = Plain(
        lambda: m.MaintenanceTemplate, lambda: m.MaintenanceTemplateCreate, lambda: m.MaintenanceTemplateUpdate
    )
    maintenance_types = Named(
        lambda: m.MaintenanceType, lambda: m.MaintenanceTypeCreate, lambda: m.MaintenanceTypeUpdate
    )

    # People and their work.
    members = Of(lambda: labguru.knowledge.Members[Mode])
    teams = Of(lambda: labguru.knowledge.Teams[Mode])
    requests = Of(lambda: labguru.knowledge.Requests[Mode])
    request_templates = Named(
        lambda: m.RequestTemplate, lambda: m.RequestTemplateCreate, lambda: m.RequestTemplateUpdate
    )
    workflows = Of(lambda: labguru.knowledge.Workflows[Mode])
    web_notifications = Of(lambda: labguru.knowledge.WebNotifications[Mode])
    webhooks = Of(lambda: labguru.knowledge.Webhooks[Mode])

    # What people call them in the UI.
    consumables = materials
    equipment = instruments
    folders = milestones
    orders = shopping_list
    sample_pooling = pool_events

    def collection(self, name: str) -> Collection[Mode]:
        """A custom collection, under the name that people see."""
        return Collection(self._client, name)

    @dual_mode
    def collections(self) -> list[m.CustomCollection]:
        """The custom collections, where the server lists them: that it does is not known of any.

        Raises:
            NotFound: It does not.
        """
        rows, _ = unwrap(self._client.json(build(api.biocollections.collections.request)))
        return [m.CustomCollection(row) for row in rows if as_object(row) is not None]

    def search(self, term: str, *, model: str | None = None, page_size: int = 100) -> Listing[Mode, m.SearchResult]:
        """Search everything for a term; results are of many kinds, and ids of different kinds overlap.

        Args:
            term: What to look for.
            model: Only records of this kind, such as ``Antibody``.
            page_size: Results per page.
        """
        asked = given(term=term, model=model, size=page_size)

        def request(page: int) -> RequestLike:
            return build(api.searches.global_search.request, page=page, meta=True, **asked)

        return Listing(self._client, request, m.SearchResult, key="uuid")

    def __init__(
        self,
        token: TokenProvider | None = None,
        *,
        login: str | None = None,
        password: str | None = None,
        account_id: int | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        deadline: float = 600.0,
        read_only: bool = False,
        proxy: str | None = None,
        verify: Verify = None,
        requests_per_second: float | None = None,
        http_client: Callable[..., Any] | None = None,
    ) -> None:
        """Make a client; nothing is sent until the first call.

        Args:
            token: A token, or a callable that returns one (called again when the server refuses it).
            login: The e-mail address you log in with; with `password`, exchanged for a token at the first call, and
                again when the token expires.
            password: Its password.
            account_id: The workspace, when there are several (its number is in the address of the account settings).
            base_url: Your server, such as ``https://eu.labguru.com``; ``https://my.labguru.com`` by default.
            timeout: Seconds to wait for bytes.
            attempts: How often a request is sent at most.
            deadline: Seconds that a call may take, with its retries.
            read_only: Refuse every operation that writes.
            proxy: URL of an HTTP(S) or SOCKS proxy; HTTPS_PROXY, ALL_PROXY and NO_PROXY by default.
            verify: The certificate authorities to trust: a path (PEM file or directory) or an ``ssl.SSLContext``;
                SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE, the system's store or certifi by default.
            requests_per_second: Send at most so many requests per second, over all threads.
            http_client: Advanced: a callable that takes keyword arguments of ``httpx.Client`` and returns one, for
                instrumentation or client certificates. It is called once for each connection.

        Without any credential, LABGURU_TOKEN or LABGURU_LOGIN, LABGURU_PASSWORD and LABGURU_ACCOUNT_ID are read; the
        server from LABGURU_BASE_URL.

        Raises:
            UsageError: No credentials, half of them, or an option that makes no sense.
        """
        secret_token, secret_password = hide(token), hide(password)
        url, secret_proxy = hide(base_url) or hide(_variable("LABGURU_BASE_URL")), hide(proxy)
        del token, password, base_url, proxy  # tracebacks show what is in variables
        if secret_token is None and login is None and secret_password is None:
            secret_token, secret_password = hide(_variable("LABGURU_TOKEN")), hide(_variable("LABGURU_PASSWORD"))
            login = _variable("LABGURU_LOGIN")
            account_id = account_id if account_id is not None else account_number(_variable("LABGURU_ACCOUNT_ID"))
        super().__init__(
            ApiClient(
                _OPERATIONS,
                base_url=url or Secret(_OPERATIONS.server),
                options=Options(timeout, attempts, deadline),
                network=network_options(verify, secret_proxy, http_client, requests_per_second),
                is_async=isinstance(self, AsyncClient),
                read_only=read_only,
                hints=_HINTS,
            )
        )
        self._client.auth = _auth(self._client, secret_token, login, secret_password, account_id)


class Labguru(Families[Sync], SyncClient):
    """A client of Labguru; threads may share it.

    with Labguru(token="...") as labguru:
        labguru.experiments.get(966).title
    """


class AsyncLabguru(Families[Async], AsyncClient):
    """A client of Labguru whose methods are awaited, in any asyncio event loop.

    async with AsyncLabguru(token="...") as labguru:
        (await labguru.experiments.get(966)).title
    """


def _variable(name: str) -> str | None:
    return environment_variables(name).get(name)


def _auth(
    client: ApiClient,
    token: Secret[Any] | None,
    login: str | None,
    password: Secret[str] | None,
    account_id: int | None,
) -> Auth:
    location = client.operations.token_location
    if token is not None:
        return Auth(location, client.redactor, token=token)
    if not login or not password or not password.reveal():
        raise UsageError(
            "no credentials: give token=, or login= and password=, or set LABGURU_TOKEN, or LABGURU_LOGIN and "
            "LABGURU_PASSWORD"
        )
    if not isinstance(password.reveal(), str):
        raise UsageError("the password must be text")
    client.redactor.add(password)
    return Auth(
        location,
        client.redactor,
        login=functools.partial(_log_in, client, login, password, given(account_id=account_id)),
    )


def _log_in(client: ApiClient, login: str, password: Secret[str], account: dict[str, Any]) -> Secret[str]:
    """Exchange login and password for a token. The server answers a wrong login with status 200 and the token "-1"."""
    runner = client.runner(  # in one expression, since tracebacks show what is in variables
        build(
            api.sessions.create.request,
            body=build(m.SessionCreate, login=login, password=password.reveal(), **account),
        )
    )
    token: Secret[Any] = Secret((as_object(runner.json()) or {}).get("token"))
    if not isinstance(token.reveal(), str) or token.reveal() in ("", _REFUSED):
        raise runner.error(AuthenticationError, "the login was refused: the address or the password is wrong")
    return token


def account_number(text: str | None) -> int | None:
    """The account that LABGURU_ACCOUNT_ID says, if it says any."""
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"LABGURU_ACCOUNT_ID must be a number, not {text!r}") from None
