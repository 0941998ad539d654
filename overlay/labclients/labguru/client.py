"""The two clients of Labguru, and the table of its families."""

from __future__ import annotations

import functools
from typing import ClassVar

import labguru_api
from labclients import labguru
from labclients.calls import Async, Bound, Mode, RequestLike, Sync, flow
from labclients.client import AsyncClient, Core, SyncClient, environment, prepared
from labclients.errors import AuthenticationError, UsageError
from labclients.facts import Facts
from labclients.labguru.families import Deletes, given
from labclients.labguru.notebook import Collection, Experiments, Milestones, Sections, Stocks
from labclients.labguru.rows import Crud, Item, Named, Of, Plain
from labclients.paging import Listing, unwrap
from labclients.shapes import as_object
from labclients.transport.auth import Auth, TokenSource
from labclients.transport.door import AsyncDriver, ThreadDriver
from labclients.transport.effects import Flow
from labclients.transport.policy import Options
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import UNSET

_FACTS = Facts(labguru_api.openapi)
_ADVICE = {401: "the token may have expired, or belong to another server (base_url)"}
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
        return Collection(self._core, name)

    @flow
    def collections(self) -> Flow[list[m.CustomCollection]]:
        """The custom collections, where the server lists them: that it does is not known of any.

        Raises:
            NotFound: It does not.
        """
        rows, _ = unwrap((yield from self._core.json(prepared(api.biocollections.collections.request))))
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
            return prepared(api.searches.global_search.request, page=page, meta=True, **asked)

        return Listing(self._core, request, m.SearchResult, key="uuid")

    def __init__(
        self,
        token: TokenSource | None = None,
        *,
        login: str | None = None,
        password: str | None = None,
        account_id: int | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        attempts: int = 4,
        deadline: float = 600.0,
        read_only: bool = False,
    ) -> None:
        """Connect as somebody; nothing is sent until the first call.

        Args:
            token: A token, or a callable that gives one (asked again when the server refuses it).
            login: The address you log in with; with `password`, exchanged for a token at the first call, and again
                when the token expires.
            password: Its password.
            account_id: The workspace, when there are several (its number is in the address of the account settings).
            base_url: Your server, such as ``https://eu.labguru.com``; ``https://my.labguru.com`` unless told.
            timeout: Seconds to wait for bytes.
            attempts: How often a call is sent at most.
            deadline: Seconds a call may take, with its retries.
            read_only: Refuse every operation that writes.

        Without any credential, LABGURU_TOKEN or LABGURU_LOGIN, LABGURU_PASSWORD and LABGURU_ACCOUNT_ID are read; the
        server from LABGURU_BASE_URL.

        Raises:
            UsageError: No credentials, half of them, or an option that makes no sense.
        """
        if token is None and login is None and password is None:
            found = environment("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID")
            token, login, password = (found.get(f"LABGURU_{name}") for name in ("TOKEN", "LOGIN", "PASSWORD"))
            account_id = account_id if account_id is not None else account_number(found.get("LABGURU_ACCOUNT_ID"))
        super().__init__(
            Core(
                self._driver,
                _FACTS,
                base_url=base_url or environment("LABGURU_BASE_URL").get("LABGURU_BASE_URL") or _FACTS.server,
                options=Options(timeout, attempts, deadline),
                read_only=read_only,
                advice=_ADVICE,
            )
        )
        self._core.auth = _auth(self._core, token, login, password, account_id)

    _driver: ClassVar[type[ThreadDriver] | type[AsyncDriver]]


class Labguru(Families[Sync], SyncClient):
    """A client of Labguru, called directly; threads may share it.

    with Labguru(token="...") as labguru:
        labguru.experiments.get(966).title
    """

    _driver = ThreadDriver


class AsyncLabguru(Families[Async], AsyncClient):
    """A client of Labguru, awaited; tasks of one event loop may share it.

    async with AsyncLabguru(token="...") as labguru:
        (await labguru.experiments.get(966)).title
    """

    _driver = AsyncDriver


def _auth(
    core: Core, token: TokenSource | None, login: str | None, password: str | None, account_id: int | None
) -> Auth:
    place = core.facts.place
    if token is not None:
        return Auth(place, core.secrets, token=token)
    if not login or not password:
        raise UsageError(
            "no credentials: give token=, or login= and password=, or set LABGURU_TOKEN, or LABGURU_LOGIN and "
            "LABGURU_PASSWORD"
        )
    # Types may be ignored, and the check of the body would show what was given.
    if not isinstance(password, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise UsageError("the password must be text")
    core.secrets.add(password)
    account = account_id if account_id is not None else UNSET
    body = prepared(m.SessionCreate, login=login, password=password, account_id=account)
    return Auth(place, core.secrets, login=functools.partial(_log_in, core, body))


def _log_in(core: Core, body: m.SessionCreate) -> Flow[str]:
    """Exchange login and password for a token. A bad login answers status 200 and the token "-1"."""
    exchange = core.exchange(api.sessions.create.request(body=body))
    data = yield from exchange.json()
    token = (as_object(data) or {}).get("token")
    if not isinstance(token, str) or not token or token == _REFUSED:
        raise exchange.error(AuthenticationError, "the login was refused: the address or the password is wrong")
    return token


def account_number(text: str | None) -> int | None:
    """The account that LABGURU_ACCOUNT_ID says, if it says any."""
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"LABGURU_ACCOUNT_ID must be a number, not {text!r}") from None
