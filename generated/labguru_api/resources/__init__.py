"""The resource families of Labguru. Each is imported when first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..resource import Client
    from .antibodies import Antibodies, AsyncAntibodies
    from .attachments import AsyncAttachments, Attachments
    from .bacteria import AsyncBacteria, Bacteria
    from .boxes import AsyncBoxes, Boxes
    from .cell_lines import AsyncCellLines, CellLines
    from .comments import AsyncComments, Comments
    from .companies import AsyncCompanies, Companies
    from .compound_parent_structures import AsyncCompoundParentStructures, CompoundParentStructures
    from .compounds import AsyncCompounds, Compounds
    from .datasets import AsyncDatasets, Datasets
    from .documents import AsyncDocuments, Documents
    from .events import AsyncEvents, Events
    from .flags import AsyncFlags, Flags
    from .flies import AsyncFlies, Flies
    from .forms import AsyncForms, Forms
    from .fungi import AsyncFungi, Fungi
    from .genes import AsyncGenes, Genes
    from .histories import AsyncHistories, Histories
    from .instruments import AsyncInstruments, Instruments
    from .links import AsyncLinks, Links
    from .lipids import AsyncLipids, Lipids
    from .maintenance_events import AsyncMaintenanceEvents, MaintenanceEvents
    from .maintenance_templates import AsyncMaintenanceTemplates, MaintenanceTemplates
    from .maintenance_types import AsyncMaintenanceTypes, MaintenanceTypes
    from .maintenances import AsyncMaintenances, Maintenances
    from .manifests import AsyncManifests, Manifests
    from .materials import AsyncMaterials, Materials
    from .measurements import AsyncMeasurements, Measurements
    from .members import AsyncMembers, Members
    from .milestones import AsyncMilestones, Milestones
    from .notes import AsyncNotes, Notes
    from .papers import AsyncPapers, Papers
    from .plants import AsyncPlants, Plants
    from .plasmids import AsyncPlasmids, Plasmids
    from .plates import AsyncPlates, Plates
    from .pool_events import AsyncPoolEvents, PoolEvents
    from .primers import AsyncPrimers, Primers
    from .projects import AsyncProjects, Projects
    from .proteins import AsyncProteins, Proteins
    from .recipes import AsyncRecipes, Recipes
    from .reports import AsyncReports, Reports
    from .request_templates import AsyncRequestTemplates, RequestTemplates
    from .requests import AsyncRequests, Requests
    from .rodent_cages import AsyncRodentCages, RodentCages
    from .rodent_specimens import AsyncRodentSpecimens, RodentSpecimens
    from .rodent_strains import AsyncRodentStrains, RodentStrains
    from .sample_stocks import AsyncSampleStocks, SampleStocks
    from .samples import AsyncSamples, Samples
    from .sections import AsyncSections, Sections
    from .seeds import AsyncSeeds, Seeds
    from .sequences import AsyncSequences, Sequences
    from .shopping_list import AsyncShoppingList, ShoppingList
    from .signature_flows import AsyncSignatureFlows, SignatureFlows
    from .sops import AsyncSops, Sops
    from .stocks import AsyncStocks, Stocks
    from .storages import AsyncStorages, Storages
    from .tags import AsyncTags, Tags
    from .teams import AsyncTeams, Teams
    from .tissues import AsyncTissues, Tissues
    from .units import AsyncUnits, Units
    from .vectors import AsyncVectors, Vectors
    from .viruses import AsyncViruses, Viruses
    from .visualizations import AsyncVisualizations, Visualizations
    from .web_notifications import AsyncWebNotifications, WebNotifications
    from .webhooks import AsyncWebhooks, Webhooks
    from .workflows import AsyncWorkflows, Workflows
    from .worms import AsyncWorms, Worms
    from .yeasts import AsyncYeasts, Yeasts
    from .zebrafishes import AsyncZebrafishes, Zebrafishes


class Resources:
    """Every family by the name that its paths have, and by that of the UI where it is another."""

    _resource_client: Client

    @cached_property
    def antibodies(self) -> Antibodies:
        """Antibodies."""
        from .antibodies import Antibodies

        return Antibodies(self._resource_client)

    @cached_property
    def attachments(self) -> Attachments:
        """Files that belong to experiments, elements, stocks or any other record."""
        from .attachments import Attachments

        return Attachments(self._resource_client)

    @cached_property
    def bacteria(self) -> Bacteria:
        """Bacteria."""
        from .bacteria import Bacteria

        return Bacteria(self._resource_client)

    @cached_property
    def boxes(self) -> Boxes:
        """Boxes, in which stocks are stored."""
        from .boxes import Boxes

        return Boxes(self._resource_client)

    @cached_property
    def cell_lines(self) -> CellLines:
        """Cell lines."""
        from .cell_lines import CellLines

        return CellLines(self._resource_client)

    @cached_property
    def comments(self) -> Comments:
        """Comments on records."""
        from .comments import Comments

        return Comments(self._resource_client)

    @cached_property
    def companies(self) -> Companies:
        """Companies: vendors and producers."""
        from .companies import Companies

        return Companies(self._resource_client)

    @cached_property
    def compound_parent_structures(self) -> CompoundParentStructures:
        """Structures that compounds are forms of."""
        from .compound_parent_structures import CompoundParentStructures

        return CompoundParentStructures(self._resource_client)

    @cached_property
    def compounds(self) -> Compounds:
        """Compounds."""
        from .compounds import Compounds

        return Compounds(self._resource_client)

    @cached_property
    def datasets(self) -> Datasets:
        """Datasets; `vectors` are their rows."""
        from .datasets import Datasets

        return Datasets(self._resource_client)

    @cached_property
    def documents(self) -> Documents:
        """Documents."""
        from .documents import Documents

        return Documents(self._resource_client)

    @cached_property
    def events(self) -> Events:
        """Events of equipment, such as bookings."""
        from .events import Events

        return Events(self._resource_client)

    @cached_property
    def flags(self) -> Flags:
        """Flags that experiments can carry; see `experiments.set_flag`."""
        from .flags import Flags

        return Flags(self._resource_client)

    @cached_property
    def flies(self) -> Flies:
        """Flies."""
        from .flies import Flies

        return Flies(self._resource_client)

    @cached_property
    def forms(self) -> Forms:
        """Forms."""
        from .forms import Forms

        return Forms(self._resource_client)

    @cached_property
    def fungi(self) -> Fungi:
        """Fungi."""
        from .fungi import Fungi

        return Fungi(self._resource_client)

    @cached_property
    def genes(self) -> Genes:
        """Genes."""
        from .genes import Genes

        return Genes(self._resource_client)

    @cached_property
    def histories(self) -> Histories:
        """The audit trail: who did what, and when."""
        from .histories import Histories

        return Histories(self._resource_client)

    @cached_property
    def instruments(self) -> Instruments:
        """Equipment; the API calls it instruments."""
        from .instruments import Instruments

        return Instruments(self._resource_client)

    @property
    def equipment(self) -> Instruments:
        """Equipment; the API calls it instruments."""
        return self.instruments

    @cached_property
    def links(self) -> Links:
        """Links between records."""
        from .links import Links

        return Links(self._resource_client)

    @cached_property
    def lipids(self) -> Lipids:
        """Lipids."""
        from .lipids import Lipids

        return Lipids(self._resource_client)

    @cached_property
    def maintenance_events(self) -> MaintenanceEvents:
        """Maintenance of equipment that was done."""
        from .maintenance_events import MaintenanceEvents

        return MaintenanceEvents(self._resource_client)

    @cached_property
    def maintenance_templates(self) -> MaintenanceTemplates:
        """Templates of maintenance."""
        from .maintenance_templates import MaintenanceTemplates

        return MaintenanceTemplates(self._resource_client)

    @cached_property
    def maintenance_types(self) -> MaintenanceTypes:
        """Types of maintenance."""
        from .maintenance_types import MaintenanceTypes

        return MaintenanceTypes(self._resource_client)

    @cached_property
    def maintenances(self) -> Maintenances:
        """Planned maintenance of equipment."""
        from .maintenances import Maintenances

        return Maintenances(self._resource_client)

    @cached_property
    def manifests(self) -> Manifests:
        """Manifests of shipments."""
        from .manifests import Manifests

        return Manifests(self._resource_client)

    @cached_property
    def materials(self) -> Materials:
        """Consumables; the API calls them materials."""
        from .materials import Materials

        return Materials(self._resource_client)

    @property
    def consumables(self) -> Materials:
        """Consumables; the API calls them materials."""
        return self.materials

    @cached_property
    def measurements(self) -> Measurements:
        """Values of the inputs of an experiment."""
        from .measurements import Measurements

        return Measurements(self._resource_client)

    @cached_property
    def members(self) -> Members:
        """The people of the account."""
        from .members import Members

        return Members(self._resource_client)

    @cached_property
    def milestones(self) -> Milestones:
        """Folders of projects; the API calls them milestones."""
        from .milestones import Milestones

        return Milestones(self._resource_client)

    @property
    def folders(self) -> Milestones:
        """Folders of projects; the API calls them milestones."""
        return self.milestones

    @cached_property
    def notes(self) -> Notes:
        """Notes."""
        from .notes import Notes

        return Notes(self._resource_client)

    @cached_property
    def papers(self) -> Papers:
        """Papers."""
        from .papers import Papers

        return Papers(self._resource_client)

    @cached_property
    def plants(self) -> Plants:
        """Plants."""
        from .plants import Plants

        return Plants(self._resource_client)

    @cached_property
    def plasmids(self) -> Plasmids:
        """Plasmids."""
        from .plasmids import Plasmids

        return Plasmids(self._resource_client)

    @cached_property
    def plates(self) -> Plates:
        """Plates. For `duplicate` and `update_layer`, the vendor's scripts give the id of an element of type plate."""
        from .plates import Plates

        return Plates(self._resource_client)

    @cached_property
    def pool_events(self) -> PoolEvents:
        """Sample pooling: stocks poured together."""
        from .pool_events import PoolEvents

        return PoolEvents(self._resource_client)

    @property
    def sample_pooling(self) -> PoolEvents:
        """Sample pooling: stocks poured together."""
        return self.pool_events

    @cached_property
    def primers(self) -> Primers:
        """Primers."""
        from .primers import Primers

        return Primers(self._resource_client)

    @cached_property
    def projects(self) -> Projects:
        """Projects."""
        from .projects import Projects

        return Projects(self._resource_client)

    @cached_property
    def proteins(self) -> Proteins:
        """Proteins."""
        from .proteins import Proteins

        return Proteins(self._resource_client)

    @cached_property
    def recipes(self) -> Recipes:
        """Recipes."""
        from .recipes import Recipes

        return Recipes(self._resource_client)

    @cached_property
    def reports(self) -> Reports:
        """Reports, put together from sections."""
        from .reports import Reports

        return Reports(self._resource_client)

    @cached_property
    def request_templates(self) -> RequestTemplates:
        """Templates of requests."""
        from .request_templates import RequestTemplates

        return RequestTemplates(self._resource_client)

    @cached_property
    def requests(self) -> Requests:
        """Requests from one team to another. Draft, `submit`, Pending, `approve`, Approved, `accept`, Awaiting
        Assignment, `select_performer`, Assigned, `start`, In Progress, `done`; out of this order each is refused
        with a 422."""
        from .requests import Requests

        return Requests(self._resource_client)

    @cached_property
    def rodent_cages(self) -> RodentCages:
        """Cages of rodents."""
        from .rodent_cages import RodentCages

        return RodentCages(self._resource_client)

    @cached_property
    def rodent_specimens(self) -> RodentSpecimens:
        """Rodent specimens."""
        from .rodent_specimens import RodentSpecimens

        return RodentSpecimens(self._resource_client)

    @cached_property
    def rodent_strains(self) -> RodentStrains:
        """Rodent strains."""
        from .rodent_strains import RodentStrains

        return RodentStrains(self._resource_client)

    @cached_property
    def sample_stocks(self) -> SampleStocks:
        """Stocks in elements of type samples."""
        from .sample_stocks import SampleStocks

        return SampleStocks(self._resource_client)

    @cached_property
    def samples(self) -> Samples:
        """Rows of elements of type samples."""
        from .samples import Samples

        return Samples(self._resource_client)

    @cached_property
    def sections(self) -> Sections:
        """Sections of experiments, protocols, documents and reports; responses call them experiment_procedures."""
        from .sections import Sections

        return Sections(self._resource_client)

    @cached_property
    def seeds(self) -> Seeds:
        """Seeds."""
        from .seeds import Seeds

        return Seeds(self._resource_client)

    @cached_property
    def sequences(self) -> Sequences:
        """Sequences."""
        from .sequences import Sequences

        return Sequences(self._resource_client)

    @cached_property
    def shopping_list(self) -> ShoppingList:
        """Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""
        from .shopping_list import ShoppingList

        return ShoppingList(self._resource_client)

    @property
    def orders(self) -> ShoppingList:
        """Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""
        return self.shopping_list

    @cached_property
    def signature_flows(self) -> SignatureFlows:
        """Signature flows."""
        from .signature_flows import SignatureFlows

        return SignatureFlows(self._resource_client)

    @cached_property
    def sops(self) -> Sops:
        """Standard operating procedures."""
        from .sops import Sops

        return Sops(self._resource_client)

    @cached_property
    def stocks(self) -> Stocks:
        """Stocks (tubes) of the inventory."""
        from .stocks import Stocks

        return Stocks(self._resource_client)

    @cached_property
    def storages(self) -> Storages:
        """Storages, such as freezers and shelves."""
        from .storages import Storages

        return Storages(self._resource_client)

    @cached_property
    def tags(self) -> Tags:
        """Tags: `remove` takes one off a record, `delete` deletes it everywhere."""
        from .tags import Tags

        return Tags(self._resource_client)

    @cached_property
    def teams(self) -> Teams:
        """Teams of members."""
        from .teams import Teams

        return Teams(self._resource_client)

    @cached_property
    def tissues(self) -> Tissues:
        """Tissues."""
        from .tissues import Tissues

        return Tissues(self._resource_client)

    @cached_property
    def units(self) -> Units:
        """Units of weight, volume and concentration; `delete` needs to know which of them."""
        from .units import Units

        return Units(self._resource_client)

    @cached_property
    def vectors(self) -> Vectors:
        """Rows of datasets."""
        from .vectors import Vectors

        return Vectors(self._resource_client)

    @cached_property
    def viruses(self) -> Viruses:
        """Viruses."""
        from .viruses import Viruses

        return Viruses(self._resource_client)

    @cached_property
    def visualizations(self) -> Visualizations:
        """Charts of datasets."""
        from .visualizations import Visualizations

        return Visualizations(self._resource_client)

    @cached_property
    def web_notifications(self) -> WebNotifications:
        """Notifications of members in Labguru itself."""
        from .web_notifications import WebNotifications

        return WebNotifications(self._resource_client)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Addresses that Labguru calls when something happens; `triggers` lists what can."""
        from .webhooks import Webhooks

        return Webhooks(self._resource_client)

    @cached_property
    def workflows(self) -> Workflows:
        """Workflows of requests."""
        from .workflows import Workflows

        return Workflows(self._resource_client)

    @cached_property
    def worms(self) -> Worms:
        """Worms."""
        from .worms import Worms

        return Worms(self._resource_client)

    @cached_property
    def yeasts(self) -> Yeasts:
        """Yeasts."""
        from .yeasts import Yeasts

        return Yeasts(self._resource_client)

    @cached_property
    def zebrafishes(self) -> Zebrafishes:
        """Zebrafish."""
        from .zebrafishes import Zebrafishes

        return Zebrafishes(self._resource_client)


class AsyncResources:
    """Every family by the name that its paths have, and by that of the UI where it is another."""

    _resource_client: Client

    @cached_property
    def antibodies(self) -> AsyncAntibodies:
        """Antibodies."""
        from .antibodies import Antibodies, AsyncAntibodies

        return AsyncAntibodies(Antibodies(self._resource_client))

    @cached_property
    def attachments(self) -> AsyncAttachments:
        """Files that belong to experiments, elements, stocks or any other record."""
        from .attachments import AsyncAttachments, Attachments

        return AsyncAttachments(Attachments(self._resource_client))

    @cached_property
    def bacteria(self) -> AsyncBacteria:
        """Bacteria."""
        from .bacteria import AsyncBacteria, Bacteria

        return AsyncBacteria(Bacteria(self._resource_client))

    @cached_property
    def boxes(self) -> AsyncBoxes:
        """Boxes, in which stocks are stored."""
        from .boxes import AsyncBoxes, Boxes

        return AsyncBoxes(Boxes(self._resource_client))

    @cached_property
    def cell_lines(self) -> AsyncCellLines:
        """Cell lines."""
        from .cell_lines import AsyncCellLines, CellLines

        return AsyncCellLines(CellLines(self._resource_client))

    @cached_property
    def comments(self) -> AsyncComments:
        """Comments on records."""
        from .comments import AsyncComments, Comments

        return AsyncComments(Comments(self._resource_client))

    @cached_property
    def companies(self) -> AsyncCompanies:
        """Companies: vendors and producers."""
        from .companies import AsyncCompanies, Companies

        return AsyncCompanies(Companies(self._resource_client))

    @cached_property
    def compound_parent_structures(self) -> AsyncCompoundParentStructures:
        """Structures that compounds are forms of."""
        from .compound_parent_structures import AsyncCompoundParentStructures, CompoundParentStructures

        return AsyncCompoundParentStructures(CompoundParentStructures(self._resource_client))

    @cached_property
    def compounds(self) -> AsyncCompounds:
        """Compounds."""
        from .compounds import AsyncCompounds, Compounds

        return AsyncCompounds(Compounds(self._resource_client))

    @cached_property
    def datasets(self) -> AsyncDatasets:
        """Datasets; `vectors` are their rows."""
        from .datasets import AsyncDatasets, Datasets

        return AsyncDatasets(Datasets(self._resource_client))

    @cached_property
    def documents(self) -> AsyncDocuments:
        """Documents."""
        from .documents import AsyncDocuments, Documents

        return AsyncDocuments(Documents(self._resource_client))

    @cached_property
    def events(self) -> AsyncEvents:
        """Events of equipment, such as bookings."""
        from .events import AsyncEvents, Events

        return AsyncEvents(Events(self._resource_client))

    @cached_property
    def flags(self) -> AsyncFlags:
        """Flags that experiments can carry; see `experiments.set_flag`."""
        from .flags import AsyncFlags, Flags

        return AsyncFlags(Flags(self._resource_client))

    @cached_property
    def flies(self) -> AsyncFlies:
        """Flies."""
        from .flies import AsyncFlies, Flies

        return AsyncFlies(Flies(self._resource_client))

    @cached_property
    def forms(self) -> AsyncForms:
        """Forms."""
        from .forms import AsyncForms, Forms

        return AsyncForms(Forms(self._resource_client))

    @cached_property
    def fungi(self) -> AsyncFungi:
        """Fungi."""
        from .fungi import AsyncFungi, Fungi

        return AsyncFungi(Fungi(self._resource_client))

    @cached_property
    def genes(self) -> AsyncGenes:
        """Genes."""
        from .genes import AsyncGenes, Genes

        return AsyncGenes(Genes(self._resource_client))

    @cached_property
    def histories(self) -> AsyncHistories:
        """The audit trail: who did what, and when."""
        from .histories import AsyncHistories, Histories

        return AsyncHistories(Histories(self._resource_client))

    @cached_property
    def instruments(self) -> AsyncInstruments:
        """Equipment; the API calls it instruments."""
        from .instruments import AsyncInstruments, Instruments

        return AsyncInstruments(Instruments(self._resource_client))

    @property
    def equipment(self) -> AsyncInstruments:
        """Equipment; the API calls it instruments."""
        return self.instruments

    @cached_property
    def links(self) -> AsyncLinks:
        """Links between records."""
        from .links import AsyncLinks, Links

        return AsyncLinks(Links(self._resource_client))

    @cached_property
    def lipids(self) -> AsyncLipids:
        """Lipids."""
        from .lipids import AsyncLipids, Lipids

        return AsyncLipids(Lipids(self._resource_client))

    @cached_property
    def maintenance_events(self) -> AsyncMaintenanceEvents:
        """Maintenance of equipment that was done."""
        from .maintenance_events import AsyncMaintenanceEvents, MaintenanceEvents

        return AsyncMaintenanceEvents(MaintenanceEvents(self._resource_client))

    @cached_property
    def maintenance_templates(self) -> AsyncMaintenanceTemplates:
        """Templates of maintenance."""
        from .maintenance_templates import AsyncMaintenanceTemplates, MaintenanceTemplates

        return AsyncMaintenanceTemplates(MaintenanceTemplates(self._resource_client))

    @cached_property
    def maintenance_types(self) -> AsyncMaintenanceTypes:
        """Types of maintenance."""
        from .maintenance_types import AsyncMaintenanceTypes, MaintenanceTypes

        return AsyncMaintenanceTypes(MaintenanceTypes(self._resource_client))

    @cached_property
    def maintenances(self) -> AsyncMaintenances:
        """Planned maintenance of equipment."""
        from .maintenances import AsyncMaintenances, Maintenances

        return AsyncMaintenances(Maintenances(self._resource_client))

    @cached_property
    def manifests(self) -> AsyncManifests:
        """Manifests of shipments."""
        from .manifests import AsyncManifests, Manifests

        return AsyncManifests(Manifests(self._resource_client))

    @cached_property
    def materials(self) -> AsyncMaterials:
        """Consumables; the API calls them materials."""
        from .materials import AsyncMaterials, Materials

        return AsyncMaterials(Materials(self._resource_client))

    @property
    def consumables(self) -> AsyncMaterials:
        """Consumables; the API calls them materials."""
        return self.materials

    @cached_property
    def measurements(self) -> AsyncMeasurements:
        """Values of the inputs of an experiment."""
        from .measurements import AsyncMeasurements, Measurements

        return AsyncMeasurements(Measurements(self._resource_client))

    @cached_property
    def members(self) -> AsyncMembers:
        """The people of the account."""
        from .members import AsyncMembers, Members

        return AsyncMembers(Members(self._resource_client))

    @cached_property
    def milestones(self) -> AsyncMilestones:
        """Folders of projects; the API calls them milestones."""
        from .milestones import AsyncMilestones, Milestones

        return AsyncMilestones(Milestones(self._resource_client))

    @property
    def folders(self) -> AsyncMilestones:
        """Folders of projects; the API calls them milestones."""
        return self.milestones

    @cached_property
    def notes(self) -> AsyncNotes:
        """Notes."""
        from .notes import AsyncNotes, Notes

        return AsyncNotes(Notes(self._resource_client))

    @cached_property
    def papers(self) -> AsyncPapers:
        """Papers."""
        from .papers import AsyncPapers, Papers

        return AsyncPapers(Papers(self._resource_client))

    @cached_property
    def plants(self) -> AsyncPlants:
        """Plants."""
        from .plants import AsyncPlants, Plants

        return AsyncPlants(Plants(self._resource_client))

    @cached_property
    def plasmids(self) -> AsyncPlasmids:
        """Plasmids."""
        from .plasmids import AsyncPlasmids, Plasmids

        return AsyncPlasmids(Plasmids(self._resource_client))

    @cached_property
    def plates(self) -> AsyncPlates:
        """Plates. For `duplicate` and `update_layer`, the vendor's scripts give the id of an element of type plate."""
        from .plates import AsyncPlates, Plates

        return AsyncPlates(Plates(self._resource_client))

    @cached_property
    def pool_events(self) -> AsyncPoolEvents:
        """Sample pooling: stocks poured together."""
        from .pool_events import AsyncPoolEvents, PoolEvents

        return AsyncPoolEvents(PoolEvents(self._resource_client))

    @property
    def sample_pooling(self) -> AsyncPoolEvents:
        """Sample pooling: stocks poured together."""
        return self.pool_events

    @cached_property
    def primers(self) -> AsyncPrimers:
        """Primers."""
        from .primers import AsyncPrimers, Primers

        return AsyncPrimers(Primers(self._resource_client))

    @cached_property
    def projects(self) -> AsyncProjects:
        """Projects."""
        from .projects import AsyncProjects, Projects

        return AsyncProjects(Projects(self._resource_client))

    @cached_property
    def proteins(self) -> AsyncProteins:
        """Proteins."""
        from .proteins import AsyncProteins, Proteins

        return AsyncProteins(Proteins(self._resource_client))

    @cached_property
    def recipes(self) -> AsyncRecipes:
        """Recipes."""
        from .recipes import AsyncRecipes, Recipes

        return AsyncRecipes(Recipes(self._resource_client))

    @cached_property
    def reports(self) -> AsyncReports:
        """Reports, put together from sections."""
        from .reports import AsyncReports, Reports

        return AsyncReports(Reports(self._resource_client))

    @cached_property
    def request_templates(self) -> AsyncRequestTemplates:
        """Templates of requests."""
        from .request_templates import AsyncRequestTemplates, RequestTemplates

        return AsyncRequestTemplates(RequestTemplates(self._resource_client))

    @cached_property
    def requests(self) -> AsyncRequests:
        """Requests from one team to another. Draft, `submit`, Pending, `approve`, Approved, `accept`, Awaiting
        Assignment, `select_performer`, Assigned, `start`, In Progress, `done`; out of this order each is refused
        with a 422."""
        from .requests import AsyncRequests, Requests

        return AsyncRequests(Requests(self._resource_client))

    @cached_property
    def rodent_cages(self) -> AsyncRodentCages:
        """Cages of rodents."""
        from .rodent_cages import AsyncRodentCages, RodentCages

        return AsyncRodentCages(RodentCages(self._resource_client))

    @cached_property
    def rodent_specimens(self) -> AsyncRodentSpecimens:
        """Rodent specimens."""
        from .rodent_specimens import AsyncRodentSpecimens, RodentSpecimens

        return AsyncRodentSpecimens(RodentSpecimens(self._resource_client))

    @cached_property
    def rodent_strains(self) -> AsyncRodentStrains:
        """Rodent strains."""
        from .rodent_strains import AsyncRodentStrains, RodentStrains

        return AsyncRodentStrains(RodentStrains(self._resource_client))

    @cached_property
    def sample_stocks(self) -> AsyncSampleStocks:
        """Stocks in elements of type samples."""
        from .sample_stocks import AsyncSampleStocks, SampleStocks

        return AsyncSampleStocks(SampleStocks(self._resource_client))

    @cached_property
    def samples(self) -> AsyncSamples:
        """Rows of elements of type samples."""
        from .samples import AsyncSamples, Samples

        return AsyncSamples(Samples(self._resource_client))

    @cached_property
    def sections(self) -> AsyncSections:
        """Sections of experiments, protocols, documents and reports; responses call them experiment_procedures."""
        from .sections import AsyncSections, Sections

        return AsyncSections(Sections(self._resource_client))

    @cached_property
    def seeds(self) -> AsyncSeeds:
        """Seeds."""
        from .seeds import AsyncSeeds, Seeds

        return AsyncSeeds(Seeds(self._resource_client))

    @cached_property
    def sequences(self) -> AsyncSequences:
        """Sequences."""
        from .sequences import AsyncSequences, Sequences

        return AsyncSequences(Sequences(self._resource_client))

    @cached_property
    def shopping_list(self) -> AsyncShoppingList:
        """Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""
        from .shopping_list import AsyncShoppingList, ShoppingList

        return AsyncShoppingList(ShoppingList(self._resource_client))

    @property
    def orders(self) -> AsyncShoppingList:
        """Orders: lines of the shopping list. `add_item` gives the id of the new line as `lineitem_id`."""
        return self.shopping_list

    @cached_property
    def signature_flows(self) -> AsyncSignatureFlows:
        """Signature flows."""
        from .signature_flows import AsyncSignatureFlows, SignatureFlows

        return AsyncSignatureFlows(SignatureFlows(self._resource_client))

    @cached_property
    def sops(self) -> AsyncSops:
        """Standard operating procedures."""
        from .sops import AsyncSops, Sops

        return AsyncSops(Sops(self._resource_client))

    @cached_property
    def stocks(self) -> AsyncStocks:
        """Stocks (tubes) of the inventory."""
        from .stocks import AsyncStocks, Stocks

        return AsyncStocks(Stocks(self._resource_client))

    @cached_property
    def storages(self) -> AsyncStorages:
        """Storages, such as freezers and shelves."""
        from .storages import AsyncStorages, Storages

        return AsyncStorages(Storages(self._resource_client))

    @cached_property
    def tags(self) -> AsyncTags:
        """Tags: `remove` takes one off a record, `delete` deletes it everywhere."""
        from .tags import AsyncTags, Tags

        return AsyncTags(Tags(self._resource_client))

    @cached_property
    def teams(self) -> AsyncTeams:
        """Teams of members."""
        from .teams import AsyncTeams, Teams

        return AsyncTeams(Teams(self._resource_client))

    @cached_property
    def tissues(self) -> AsyncTissues:
        """Tissues."""
        from .tissues import AsyncTissues, Tissues

        return AsyncTissues(Tissues(self._resource_client))

    @cached_property
    def units(self) -> AsyncUnits:
        """Units of weight, volume and concentration; `delete` needs to know which of them."""
        from .units import AsyncUnits, Units

        return AsyncUnits(Units(self._resource_client))

    @cached_property
    def vectors(self) -> AsyncVectors:
        """Rows of datasets."""
        from .vectors import AsyncVectors, Vectors

        return AsyncVectors(Vectors(self._resource_client))

    @cached_property
    def viruses(self) -> AsyncViruses:
        """Viruses."""
        from .viruses import AsyncViruses, Viruses

        return AsyncViruses(Viruses(self._resource_client))

    @cached_property
    def visualizations(self) -> AsyncVisualizations:
        """Charts of datasets."""
        from .visualizations import AsyncVisualizations, Visualizations

        return AsyncVisualizations(Visualizations(self._resource_client))

    @cached_property
    def web_notifications(self) -> AsyncWebNotifications:
        """Notifications of members in Labguru itself."""
        from .web_notifications import AsyncWebNotifications, WebNotifications

        return AsyncWebNotifications(WebNotifications(self._resource_client))

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Addresses that Labguru calls when something happens; `triggers` lists what can."""
        from .webhooks import AsyncWebhooks, Webhooks

        return AsyncWebhooks(Webhooks(self._resource_client))

    @cached_property
    def workflows(self) -> AsyncWorkflows:
        """Workflows of requests."""
        from .workflows import AsyncWorkflows, Workflows

        return AsyncWorkflows(Workflows(self._resource_client))

    @cached_property
    def worms(self) -> AsyncWorms:
        """Worms."""
        from .worms import AsyncWorms, Worms

        return AsyncWorms(Worms(self._resource_client))

    @cached_property
    def yeasts(self) -> AsyncYeasts:
        """Yeasts."""
        from .yeasts import AsyncYeasts, Yeasts

        return AsyncYeasts(Yeasts(self._resource_client))

    @cached_property
    def zebrafishes(self) -> AsyncZebrafishes:
        """Zebrafish."""
        from .zebrafishes import AsyncZebrafishes, Zebrafishes

        return AsyncZebrafishes(Zebrafishes(self._resource_client))
