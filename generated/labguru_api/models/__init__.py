"""Records (what comes) and bodies (what is sent). Each is imported when first used."""

from typing import TYPE_CHECKING

from ..types import lazy

if TYPE_CHECKING:
    from .acknowledgement import Acknowledgement as Acknowledgement
    from .added_shopping_list_item import AddedShoppingListItem as AddedShoppingListItem
    from .antibody import Antibody as Antibody
    from .antibody_create import AntibodyCreate as AntibodyCreate
    from .antibody_create_request import AntibodyCreateRequest as AntibodyCreateRequest
    from .antibody_page import AntibodyPage as AntibodyPage
    from .antibody_update import AntibodyUpdate as AntibodyUpdate
    from .antibody_update_request import AntibodyUpdateRequest as AntibodyUpdateRequest
    from .attachment import Attachment as Attachment
    from .attachment_create import AttachmentCreate as AttachmentCreate
    from .attachment_create_request import AttachmentCreateRequest as AttachmentCreateRequest
    from .attachment_file_create import AttachmentFileCreate as AttachmentFileCreate
    from .attachment_multipart_finish_create import AttachmentMultipartFinishCreate as AttachmentMultipartFinishCreate
    from .attachment_multipart_upload import AttachmentMultipartUpload as AttachmentMultipartUpload
    from .attachment_multipart_upload_create import AttachmentMultipartUploadCreate as AttachmentMultipartUploadCreate
    from .attachment_page import AttachmentPage as AttachmentPage
    from .attachment_update import AttachmentUpdate as AttachmentUpdate
    from .attachment_update_request import AttachmentUpdateRequest as AttachmentUpdateRequest
    from .attachment_upload import AttachmentUpload as AttachmentUpload
    from .attachment_upload_create import AttachmentUploadCreate as AttachmentUploadCreate
    from .attachment_upload_create_request import AttachmentUploadCreateRequest as AttachmentUploadCreateRequest
    from .bacterium import Bacterium as Bacterium
    from .bacterium_create import BacteriumCreate as BacteriumCreate
    from .bacterium_create_request import BacteriumCreateRequest as BacteriumCreateRequest
    from .bacterium_page import BacteriumPage as BacteriumPage
    from .bacterium_update import BacteriumUpdate as BacteriumUpdate
    from .bacterium_update_request import BacteriumUpdateRequest as BacteriumUpdateRequest
    from .box import Box as Box
    from .box_create import BoxCreate as BoxCreate
    from .box_create_request import BoxCreateRequest as BoxCreateRequest
    from .box_page import BoxPage as BoxPage
    from .box_update import BoxUpdate as BoxUpdate
    from .box_update_request import BoxUpdateRequest as BoxUpdateRequest
    from .cell_line import CellLine as CellLine
    from .cell_line_create import CellLineCreate as CellLineCreate
    from .cell_line_create_request import CellLineCreateRequest as CellLineCreateRequest
    from .cell_line_page import CellLinePage as CellLinePage
    from .cell_line_update import CellLineUpdate as CellLineUpdate
    from .cell_line_update_request import CellLineUpdateRequest as CellLineUpdateRequest
    from .comment import Comment as Comment
    from .comment_create import CommentCreate as CommentCreate
    from .comment_create_request import CommentCreateRequest as CommentCreateRequest
    from .comment_page import CommentPage as CommentPage
    from .company import Company as Company
    from .company_create import CompanyCreate as CompanyCreate
    from .company_create_request import CompanyCreateRequest as CompanyCreateRequest
    from .company_page import CompanyPage as CompanyPage
    from .company_update import CompanyUpdate as CompanyUpdate
    from .company_update_request import CompanyUpdateRequest as CompanyUpdateRequest
    from .compound import Compound as Compound
    from .compound_create import CompoundCreate as CompoundCreate
    from .compound_create_request import CompoundCreateRequest as CompoundCreateRequest
    from .compound_page import CompoundPage as CompoundPage
    from .compound_parent_structure import CompoundParentStructure as CompoundParentStructure
    from .compound_parent_structure_page import CompoundParentStructurePage as CompoundParentStructurePage
    from .compound_parent_structure_update import CompoundParentStructureUpdate as CompoundParentStructureUpdate
    from .compound_parent_structure_update_request import (
        CompoundParentStructureUpdateRequest as CompoundParentStructureUpdateRequest,
    )
    from .compound_update import CompoundUpdate as CompoundUpdate
    from .compound_update_request import CompoundUpdateRequest as CompoundUpdateRequest
    from .created_flag import CreatedFlag as CreatedFlag
    from .custom_collection import CustomCollection as CustomCollection
    from .custom_collection_page import CustomCollectionPage as CustomCollectionPage
    from .dataset import Dataset as Dataset
    from .dataset_create import DatasetCreate as DatasetCreate
    from .dataset_create_request import DatasetCreateRequest as DatasetCreateRequest
    from .dataset_page import DatasetPage as DatasetPage
    from .derived_collection import DerivedCollection as DerivedCollection
    from .derived_collections import DerivedCollections as DerivedCollections
    from .document import Document as Document
    from .document_create import DocumentCreate as DocumentCreate
    from .document_create_request import DocumentCreateRequest as DocumentCreateRequest
    from .document_page import DocumentPage as DocumentPage
    from .document_update import DocumentUpdate as DocumentUpdate
    from .document_update_request import DocumentUpdateRequest as DocumentUpdateRequest
    from .element import Element as Element
    from .element_create import ElementCreate as ElementCreate
    from .element_create_request import ElementCreateRequest as ElementCreateRequest
    from .element_create_v2 import ElementCreateV2 as ElementCreateV2
    from .element_sort_create import ElementSortCreate as ElementSortCreate
    from .element_update import ElementUpdate as ElementUpdate
    from .error import Error as Error
    from .event import Event as Event
    from .event_create import EventCreate as EventCreate
    from .event_create_request import EventCreateRequest as EventCreateRequest
    from .event_page import EventPage as EventPage
    from .event_update import EventUpdate as EventUpdate
    from .event_update_request import EventUpdateRequest as EventUpdateRequest
    from .experiment import Experiment as Experiment
    from .experiment_create import ExperimentCreate as ExperimentCreate
    from .experiment_create_request import ExperimentCreateRequest as ExperimentCreateRequest
    from .experiment_create_v2 import ExperimentCreateV2 as ExperimentCreateV2
    from .experiment_create_v2_request import ExperimentCreateV2Request as ExperimentCreateV2Request
    from .experiment_flag import ExperimentFlag as ExperimentFlag
    from .experiment_flag_create import ExperimentFlagCreate as ExperimentFlagCreate
    from .experiment_page import ExperimentPage as ExperimentPage
    from .experiment_procedure import ExperimentProcedure as ExperimentProcedure
    from .experiment_update import ExperimentUpdate as ExperimentUpdate
    from .experiment_update_request import ExperimentUpdateRequest as ExperimentUpdateRequest
    from .flag import Flag as Flag
    from .flag_create import FlagCreate as FlagCreate
    from .flag_create_request import FlagCreateRequest as FlagCreateRequest
    from .flag_page import FlagPage as FlagPage
    from .flag_update import FlagUpdate as FlagUpdate
    from .flag_update_request import FlagUpdateRequest as FlagUpdateRequest
    from .flagged_experiment import FlaggedExperiment as FlaggedExperiment
    from .fly import Fly as Fly
    from .fly_create import FlyCreate as FlyCreate
    from .fly_create_request import FlyCreateRequest as FlyCreateRequest
    from .fly_page import FlyPage as FlyPage
    from .fly_update import FlyUpdate as FlyUpdate
    from .fly_update_request import FlyUpdateRequest as FlyUpdateRequest
    from .fungus import Fungus as Fungus
    from .fungus_create import FungusCreate as FungusCreate
    from .fungus_create_request import FungusCreateRequest as FungusCreateRequest
    from .fungus_page import FungusPage as FungusPage
    from .fungus_update import FungusUpdate as FungusUpdate
    from .fungus_update_request import FungusUpdateRequest as FungusUpdateRequest
    from .gene import Gene as Gene
    from .gene_create import GeneCreate as GeneCreate
    from .gene_create_request import GeneCreateRequest as GeneCreateRequest
    from .gene_page import GenePage as GenePage
    from .gene_update import GeneUpdate as GeneUpdate
    from .gene_update_request import GeneUpdateRequest as GeneUpdateRequest
    from .generic_item import GenericItem as GenericItem
    from .generic_item_create import GenericItemCreate as GenericItemCreate
    from .generic_item_create_request import GenericItemCreateRequest as GenericItemCreateRequest
    from .generic_item_page import GenericItemPage as GenericItemPage
    from .generic_item_update import GenericItemUpdate as GenericItemUpdate
    from .generic_item_update_request import GenericItemUpdateRequest as GenericItemUpdateRequest
    from .history import History as History
    from .history_page import HistoryPage as HistoryPage
    from .instrument import Instrument as Instrument
    from .instrument_create import InstrumentCreate as InstrumentCreate
    from .instrument_create_request import InstrumentCreateRequest as InstrumentCreateRequest
    from .instrument_page import InstrumentPage as InstrumentPage
    from .instrument_update import InstrumentUpdate as InstrumentUpdate
    from .instrument_update_request import InstrumentUpdateRequest as InstrumentUpdateRequest
    from .lab_request import LabRequest as LabRequest
    from .lab_request_accept_update import LabRequestAcceptUpdate as LabRequestAcceptUpdate
    from .lab_request_accept_update_request import LabRequestAcceptUpdateRequest as LabRequestAcceptUpdateRequest
    from .lab_request_approve_update import LabRequestApproveUpdate as LabRequestApproveUpdate
    from .lab_request_approve_update_request import LabRequestApproveUpdateRequest as LabRequestApproveUpdateRequest
    from .lab_request_create import LabRequestCreate as LabRequestCreate
    from .lab_request_create_request import LabRequestCreateRequest as LabRequestCreateRequest
    from .lab_request_page import LabRequestPage as LabRequestPage
    from .lab_request_performer_create import LabRequestPerformerCreate as LabRequestPerformerCreate
    from .lab_request_performer_create_request import (
        LabRequestPerformerCreateRequest as LabRequestPerformerCreateRequest,
    )
    from .lab_request_start_update import LabRequestStartUpdate as LabRequestStartUpdate
    from .lab_request_start_update_request import LabRequestStartUpdateRequest as LabRequestStartUpdateRequest
    from .lab_request_submit_update import LabRequestSubmitUpdate as LabRequestSubmitUpdate
    from .lab_request_submit_update_request import LabRequestSubmitUpdateRequest as LabRequestSubmitUpdateRequest
    from .lab_request_update import LabRequestUpdate as LabRequestUpdate
    from .lab_request_update_request import LabRequestUpdateRequest as LabRequestUpdateRequest
    from .link import Link as Link
    from .link_create import LinkCreate as LinkCreate
    from .link_create_request import LinkCreateRequest as LinkCreateRequest
    from .link_page import LinkPage as LinkPage
    from .link_update import LinkUpdate as LinkUpdate
    from .link_update_request import LinkUpdateRequest as LinkUpdateRequest
    from .lipid import Lipid as Lipid
    from .lipid_create import LipidCreate as LipidCreate
    from .lipid_create_request import LipidCreateRequest as LipidCreateRequest
    from .lipid_page import LipidPage as LipidPage
    from .lipid_update import LipidUpdate as LipidUpdate
    from .lipid_update_request import LipidUpdateRequest as LipidUpdateRequest
    from .maintenance import Maintenance as Maintenance
    from .maintenance_create import MaintenanceCreate as MaintenanceCreate
    from .maintenance_create_request import MaintenanceCreateRequest as MaintenanceCreateRequest
    from .maintenance_event import MaintenanceEvent as MaintenanceEvent
    from .maintenance_event_create import MaintenanceEventCreate as MaintenanceEventCreate
    from .maintenance_event_create_request import MaintenanceEventCreateRequest as MaintenanceEventCreateRequest
    from .maintenance_event_page import MaintenanceEventPage as MaintenanceEventPage
    from .maintenance_event_update import MaintenanceEventUpdate as MaintenanceEventUpdate
    from .maintenance_event_update_request import MaintenanceEventUpdateRequest as MaintenanceEventUpdateRequest
    from .maintenance_page import MaintenancePage as MaintenancePage
    from .maintenance_template import MaintenanceTemplate as MaintenanceTemplate
    from .maintenance_template_create import MaintenanceTemplateCreate as MaintenanceTemplateCreate
    from .maintenance_template_create_request import (
        MaintenanceTemplateCreateRequest as MaintenanceTemplateCreateRequest,
    )
    from .maintenance_template_page import MaintenanceTemplatePage as MaintenanceTemplatePage
    from .maintenance_template_update import MaintenanceTemplateUpdate as MaintenanceTemplateUpdate
    from .maintenance_template_update_request import (
        MaintenanceTemplateUpdateRequest as MaintenanceTemplateUpdateRequest,
    )
    from .maintenance_type import MaintenanceType as MaintenanceType
    from .maintenance_type_create import MaintenanceTypeCreate as MaintenanceTypeCreate
    from .maintenance_type_create_request import MaintenanceTypeCreateRequest as MaintenanceTypeCreateRequest
    from .maintenance_type_page import MaintenanceTypePage as MaintenanceTypePage
    from .maintenance_type_update import MaintenanceTypeUpdate as MaintenanceTypeUpdate
    from .maintenance_type_update_request import MaintenanceTypeUpdateRequest as MaintenanceTypeUpdateRequest
    from .maintenance_update import MaintenanceUpdate as MaintenanceUpdate
    from .maintenance_update_request import MaintenanceUpdateRequest as MaintenanceUpdateRequest
    from .manifest import Manifest as Manifest
    from .manifest_page import ManifestPage as ManifestPage
    from .material import Material as Material
    from .material_create import MaterialCreate as MaterialCreate
    from .material_create_request import MaterialCreateRequest as MaterialCreateRequest
    from .material_page import MaterialPage as MaterialPage
    from .material_update import MaterialUpdate as MaterialUpdate
    from .material_update_request import MaterialUpdateRequest as MaterialUpdateRequest
    from .measurement import Measurement as Measurement
    from .measurement_create import MeasurementCreate as MeasurementCreate
    from .measurement_value_create import MeasurementValueCreate as MeasurementValueCreate
    from .member import Member as Member
    from .member_page import MemberPage as MemberPage
    from .member_reference import MemberReference as MemberReference
    from .milestone import Milestone as Milestone
    from .milestone_create import MilestoneCreate as MilestoneCreate
    from .milestone_create_request import MilestoneCreateRequest as MilestoneCreateRequest
    from .milestone_page import MilestonePage as MilestonePage
    from .milestone_update import MilestoneUpdate as MilestoneUpdate
    from .milestone_update_request import MilestoneUpdateRequest as MilestoneUpdateRequest
    from .note import Note as Note
    from .note_create import NoteCreate as NoteCreate
    from .note_create_request import NoteCreateRequest as NoteCreateRequest
    from .note_page import NotePage as NotePage
    from .note_update import NoteUpdate as NoteUpdate
    from .note_update_request import NoteUpdateRequest as NoteUpdateRequest
    from .page_meta import PageMeta as PageMeta
    from .paper import Paper as Paper
    from .paper_create import PaperCreate as PaperCreate
    from .paper_create_request import PaperCreateRequest as PaperCreateRequest
    from .paper_page import PaperPage as PaperPage
    from .paper_update import PaperUpdate as PaperUpdate
    from .paper_update_request import PaperUpdateRequest as PaperUpdateRequest
    from .plant import Plant as Plant
    from .plant_create import PlantCreate as PlantCreate
    from .plant_create_request import PlantCreateRequest as PlantCreateRequest
    from .plant_page import PlantPage as PlantPage
    from .plant_update import PlantUpdate as PlantUpdate
    from .plant_update_request import PlantUpdateRequest as PlantUpdateRequest
    from .plasmid import Plasmid as Plasmid
    from .plasmid_create import PlasmidCreate as PlasmidCreate
    from .plasmid_create_request import PlasmidCreateRequest as PlasmidCreateRequest
    from .plasmid_page import PlasmidPage as PlasmidPage
    from .plasmid_update import PlasmidUpdate as PlasmidUpdate
    from .plasmid_update_request import PlasmidUpdateRequest as PlasmidUpdateRequest
    from .plate import Plate as Plate
    from .plate_data import PlateData as PlateData
    from .plate_duplicate_create import PlateDuplicateCreate as PlateDuplicateCreate
    from .plate_file_create import PlateFileCreate as PlateFileCreate
    from .plate_file_create_request import PlateFileCreateRequest as PlateFileCreateRequest
    from .plate_layer_create import PlateLayerCreate as PlateLayerCreate
    from .plate_page import PlatePage as PlatePage
    from .pool_event import PoolEvent as PoolEvent
    from .pool_event_create import PoolEventCreate as PoolEventCreate
    from .pool_event_create_request import PoolEventCreateRequest as PoolEventCreateRequest
    from .primer import Primer as Primer
    from .primer_create import PrimerCreate as PrimerCreate
    from .primer_create_request import PrimerCreateRequest as PrimerCreateRequest
    from .primer_page import PrimerPage as PrimerPage
    from .primer_update import PrimerUpdate as PrimerUpdate
    from .primer_update_request import PrimerUpdateRequest as PrimerUpdateRequest
    from .project import Project as Project
    from .project_create import ProjectCreate as ProjectCreate
    from .project_create_request import ProjectCreateRequest as ProjectCreateRequest
    from .project_page import ProjectPage as ProjectPage
    from .project_update import ProjectUpdate as ProjectUpdate
    from .project_update_request import ProjectUpdateRequest as ProjectUpdateRequest
    from .protein import Protein as Protein
    from .protein_create import ProteinCreate as ProteinCreate
    from .protein_create_request import ProteinCreateRequest as ProteinCreateRequest
    from .protein_page import ProteinPage as ProteinPage
    from .protein_update import ProteinUpdate as ProteinUpdate
    from .protein_update_request import ProteinUpdateRequest as ProteinUpdateRequest
    from .protocol import Protocol as Protocol
    from .protocol_create import ProtocolCreate as ProtocolCreate
    from .protocol_create_request import ProtocolCreateRequest as ProtocolCreateRequest
    from .protocol_page import ProtocolPage as ProtocolPage
    from .protocol_update import ProtocolUpdate as ProtocolUpdate
    from .protocol_update_request import ProtocolUpdateRequest as ProtocolUpdateRequest
    from .reference import Reference as Reference
    from .related_item import RelatedItem as RelatedItem
    from .related_items import RelatedItems as RelatedItems
    from .report import Report as Report
    from .report_cover_create import ReportCoverCreate as ReportCoverCreate
    from .report_cover_create_request import ReportCoverCreateRequest as ReportCoverCreateRequest
    from .report_create import ReportCreate as ReportCreate
    from .report_create_request import ReportCreateRequest as ReportCreateRequest
    from .report_page import ReportPage as ReportPage
    from .report_section_create import ReportSectionCreate as ReportSectionCreate
    from .report_section_create_request import ReportSectionCreateRequest as ReportSectionCreateRequest
    from .report_update import ReportUpdate as ReportUpdate
    from .report_update_request import ReportUpdateRequest as ReportUpdateRequest
    from .request_template import RequestTemplate as RequestTemplate
    from .request_template_create import RequestTemplateCreate as RequestTemplateCreate
    from .request_template_create_request import RequestTemplateCreateRequest as RequestTemplateCreateRequest
    from .request_template_page import RequestTemplatePage as RequestTemplatePage
    from .request_template_update import RequestTemplateUpdate as RequestTemplateUpdate
    from .request_template_update_request import RequestTemplateUpdateRequest as RequestTemplateUpdateRequest
    from .rodent_cage import RodentCage as RodentCage
    from .rodent_cage_create import RodentCageCreate as RodentCageCreate
    from .rodent_cage_create_request import RodentCageCreateRequest as RodentCageCreateRequest
    from .rodent_cage_page import RodentCagePage as RodentCagePage
    from .rodent_cage_update import RodentCageUpdate as RodentCageUpdate
    from .rodent_cage_update_request import RodentCageUpdateRequest as RodentCageUpdateRequest
    from .rodent_specimen import RodentSpecimen as RodentSpecimen
    from .rodent_specimen_create import RodentSpecimenCreate as RodentSpecimenCreate
    from .rodent_specimen_create_request import RodentSpecimenCreateRequest as RodentSpecimenCreateRequest
    from .rodent_specimen_page import RodentSpecimenPage as RodentSpecimenPage
    from .rodent_specimen_update import RodentSpecimenUpdate as RodentSpecimenUpdate
    from .rodent_specimen_update_request import RodentSpecimenUpdateRequest as RodentSpecimenUpdateRequest
    from .rodent_strain import RodentStrain as RodentStrain
    from .rodent_strain_create import RodentStrainCreate as RodentStrainCreate
    from .rodent_strain_create_request import RodentStrainCreateRequest as RodentStrainCreateRequest
    from .rodent_strain_page import RodentStrainPage as RodentStrainPage
    from .rodent_strain_update import RodentStrainUpdate as RodentStrainUpdate
    from .rodent_strain_update_request import RodentStrainUpdateRequest as RodentStrainUpdateRequest
    from .sample import Sample as Sample
    from .sample_create import SampleCreate as SampleCreate
    from .sample_create_request import SampleCreateRequest as SampleCreateRequest
    from .sample_item import SampleItem as SampleItem
    from .sample_page import SamplePage as SamplePage
    from .sample_row import SampleRow as SampleRow
    from .sample_stock import SampleStock as SampleStock
    from .search_result import SearchResult as SearchResult
    from .search_result_page import SearchResultPage as SearchResultPage
    from .section import Section as Section
    from .section_copy import SectionCopy as SectionCopy
    from .section_copy_create import SectionCopyCreate as SectionCopyCreate
    from .section_copy_create_request import SectionCopyCreateRequest as SectionCopyCreateRequest
    from .section_create import SectionCreate as SectionCreate
    from .section_create_request import SectionCreateRequest as SectionCreateRequest
    from .section_create_v2 import SectionCreateV2 as SectionCreateV2
    from .section_page import SectionPage as SectionPage
    from .section_sort_create import SectionSortCreate as SectionSortCreate
    from .section_update import SectionUpdate as SectionUpdate
    from .section_update_request import SectionUpdateRequest as SectionUpdateRequest
    from .seed import Seed as Seed
    from .seed_create import SeedCreate as SeedCreate
    from .seed_create_request import SeedCreateRequest as SeedCreateRequest
    from .seed_page import SeedPage as SeedPage
    from .seed_update import SeedUpdate as SeedUpdate
    from .seed_update_request import SeedUpdateRequest as SeedUpdateRequest
    from .sequence import Sequence as Sequence
    from .sequence_create import SequenceCreate as SequenceCreate
    from .sequence_create_request import SequenceCreateRequest as SequenceCreateRequest
    from .sequence_page import SequencePage as SequencePage
    from .sequence_update import SequenceUpdate as SequenceUpdate
    from .sequence_update_request import SequenceUpdateRequest as SequenceUpdateRequest
    from .session import Session as Session
    from .session_create import SessionCreate as SessionCreate
    from .shopping_list_item import ShoppingListItem as ShoppingListItem
    from .shopping_list_item_create import ShoppingListItemCreate as ShoppingListItemCreate
    from .shopping_list_item_create_request import ShoppingListItemCreateRequest as ShoppingListItemCreateRequest
    from .shopping_list_item_page import ShoppingListItemPage as ShoppingListItemPage
    from .shopping_list_item_update import ShoppingListItemUpdate as ShoppingListItemUpdate
    from .shopping_list_item_update_request import ShoppingListItemUpdateRequest as ShoppingListItemUpdateRequest
    from .shopping_list_material import ShoppingListMaterial as ShoppingListMaterial
    from .sop import Sop as Sop
    from .sop_create import SopCreate as SopCreate
    from .sop_create_request import SopCreateRequest as SopCreateRequest
    from .sop_page import SopPage as SopPage
    from .sop_update import SopUpdate as SopUpdate
    from .sop_update_request import SopUpdateRequest as SopUpdateRequest
    from .step import Step as Step
    from .stock import Stock as Stock
    from .stock_amount_update import StockAmountUpdate as StockAmountUpdate
    from .stock_box import StockBox as StockBox
    from .stock_create import StockCreate as StockCreate
    from .stock_create_request import StockCreateRequest as StockCreateRequest
    from .stock_output_update import StockOutputUpdate as StockOutputUpdate
    from .stock_page import StockPage as StockPage
    from .stock_update import StockUpdate as StockUpdate
    from .stock_update_request import StockUpdateRequest as StockUpdateRequest
    from .storage import Storage as Storage
    from .storage_create import StorageCreate as StorageCreate
    from .storage_create_request import StorageCreateRequest as StorageCreateRequest
    from .storage_page import StoragePage as StoragePage
    from .storage_update import StorageUpdate as StorageUpdate
    from .storage_update_request import StorageUpdateRequest as StorageUpdateRequest
    from .tag import Tag as Tag
    from .tag_create import TagCreate as TagCreate
    from .tag_create_request import TagCreateRequest as TagCreateRequest
    from .tag_removal_create import TagRemovalCreate as TagRemovalCreate
    from .tag_removal_create_request import TagRemovalCreateRequest as TagRemovalCreateRequest
    from .team import Team as Team
    from .team_page import TeamPage as TeamPage
    from .tissue import Tissue as Tissue
    from .tissue_create import TissueCreate as TissueCreate
    from .tissue_create_request import TissueCreateRequest as TissueCreateRequest
    from .tissue_page import TissuePage as TissuePage
    from .tissue_update import TissueUpdate as TissueUpdate
    from .tissue_update_request import TissueUpdateRequest as TissueUpdateRequest
    from .unit import Unit as Unit
    from .unit_create import UnitCreate as UnitCreate
    from .unit_create_request import UnitCreateRequest as UnitCreateRequest
    from .unit_deletion_create import UnitDeletionCreate as UnitDeletionCreate
    from .unit_page import UnitPage as UnitPage
    from .vector import Vector as Vector
    from .vector_create import VectorCreate as VectorCreate
    from .vector_page import VectorPage as VectorPage
    from .vector_update import VectorUpdate as VectorUpdate
    from .virus import Virus as Virus
    from .virus_create import VirusCreate as VirusCreate
    from .virus_create_request import VirusCreateRequest as VirusCreateRequest
    from .virus_page import VirusPage as VirusPage
    from .virus_update import VirusUpdate as VirusUpdate
    from .virus_update_request import VirusUpdateRequest as VirusUpdateRequest
    from .visualization import Visualization as Visualization
    from .visualization_create import VisualizationCreate as VisualizationCreate
    from .visualization_create_request import VisualizationCreateRequest as VisualizationCreateRequest
    from .web_notification_content_create import WebNotificationContentCreate as WebNotificationContentCreate
    from .web_notification_create import WebNotificationCreate as WebNotificationCreate
    from .webhook import Webhook as Webhook
    from .webhook_create import WebhookCreate as WebhookCreate
    from .webhook_create_request import WebhookCreateRequest as WebhookCreateRequest
    from .webhook_page import WebhookPage as WebhookPage
    from .webhook_trigger import WebhookTrigger as WebhookTrigger
    from .webhook_triggers import WebhookTriggers as WebhookTriggers
    from .webhook_update import WebhookUpdate as WebhookUpdate
    from .webhook_update_request import WebhookUpdateRequest as WebhookUpdateRequest
    from .well import Well as Well
    from .workflow import Workflow as Workflow
    from .workflow_page import WorkflowPage as WorkflowPage
    from .worm import Worm as Worm
    from .worm_create import WormCreate as WormCreate
    from .worm_create_request import WormCreateRequest as WormCreateRequest
    from .worm_page import WormPage as WormPage
    from .worm_update import WormUpdate as WormUpdate
    from .worm_update_request import WormUpdateRequest as WormUpdateRequest
    from .yeast import Yeast as Yeast
    from .yeast_create import YeastCreate as YeastCreate
    from .yeast_create_request import YeastCreateRequest as YeastCreateRequest
    from .yeast_page import YeastPage as YeastPage
    from .yeast_update import YeastUpdate as YeastUpdate
    from .yeast_update_request import YeastUpdateRequest as YeastUpdateRequest
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "Acknowledgement": "acknowledgement",
            "AddedShoppingListItem": "added_shopping_list_item",
            "Antibody": "antibody",
            "AntibodyCreate": "antibody_create",
            "AntibodyCreateRequest": "antibody_create_request",
            "AntibodyPage": "antibody_page",
            "AntibodyUpdate": "antibody_update",
            "AntibodyUpdateRequest": "antibody_update_request",
            "Attachment": "attachment",
            "AttachmentCreate": "attachment_create",
            "AttachmentCreateRequest": "attachment_create_request",
            "AttachmentFileCreate": "attachment_file_create",
            "AttachmentMultipartFinishCreate": "attachment_multipart_finish_create",
            "AttachmentMultipartUpload": "attachment_multipart_upload",
            "AttachmentMultipartUploadCreate": "attachment_multipart_upload_create",
            "AttachmentPage": "attachment_page",
            "AttachmentUpdate": "attachment_update",
            "AttachmentUpdateRequest": "attachment_update_request",
            "AttachmentUpload": "attachment_upload",
            "AttachmentUploadCreate": "attachment_upload_create",
            "AttachmentUploadCreateRequest": "attachment_upload_create_request",
            "Bacterium": "bacterium",
            "BacteriumCreate": "bacterium_create",
            "BacteriumCreateRequest": "bacterium_create_request",
            "BacteriumPage": "bacterium_page",
            "BacteriumUpdate": "bacterium_update",
            "BacteriumUpdateRequest": "bacterium_update_request",
            "Box": "box",
            "BoxCreate": "box_create",
            "BoxCreateRequest": "box_create_request",
            "BoxPage": "box_page",
            "BoxUpdate": "box_update",
            "BoxUpdateRequest": "box_update_request",
            "CellLine": "cell_line",
            "CellLineCreate": "cell_line_create",
            "CellLineCreateRequest": "cell_line_create_request",
            "CellLinePage": "cell_line_page",
            "CellLineUpdate": "cell_line_update",
            "CellLineUpdateRequest": "cell_line_update_request",
            "Comment": "comment",
            "CommentCreate": "comment_create",
            "CommentCreateRequest": "comment_create_request",
            "CommentPage": "comment_page",
            "Company": "company",
            "CompanyCreate": "company_create",
            "CompanyCreateRequest": "company_create_request",
            "CompanyPage": "company_page",
            "CompanyUpdate": "company_update",
            "CompanyUpdateRequest": "company_update_request",
            "Compound": "compound",
            "CompoundCreate": "compound_create",
            "CompoundCreateRequest": "compound_create_request",
            "CompoundPage": "compound_page",
            "CompoundParentStructure": "compound_parent_structure",
            "CompoundParentStructurePage": "compound_parent_structure_page",
            "CompoundParentStructureUpdate": "compound_parent_structure_update",
            "CompoundParentStructureUpdateRequest": "compound_parent_structure_update_request",
            "CompoundUpdate": "compound_update",
            "CompoundUpdateRequest": "compound_update_request",
            "CreatedFlag": "created_flag",
            "CustomCollection": "custom_collection",
            "CustomCollectionPage": "custom_collection_page",
            "Dataset": "dataset",
            "DatasetCreate": "dataset_create",
            "DatasetCreateRequest": "dataset_create_request",
            "DatasetPage": "dataset_page",
            "DerivedCollection": "derived_collection",
            "DerivedCollections": "derived_collections",
            "Document": "document",
            "DocumentCreate": "document_create",
            "DocumentCreateRequest": "document_create_request",
            "DocumentPage": "document_page",
            "DocumentUpdate": "document_update",
            "DocumentUpdateRequest": "document_update_request",
            "Element": "element",
            "ElementCreate": "element_create",
            "ElementCreateRequest": "element_create_request",
            "ElementCreateV2": "element_create_v2",
            "ElementSortCreate": "element_sort_create",
            "ElementUpdate": "element_update",
            "Error": "error",
            "Event": "event",
            "EventCreate": "event_create",
            "EventCreateRequest": "event_create_request",
            "EventPage": "event_page",
            "EventUpdate": "event_update",
            "EventUpdateRequest": "event_update_request",
            "Experiment": "experiment",
            "ExperimentCreate": "experiment_create",
            "ExperimentCreateRequest": "experiment_create_request",
            "ExperimentCreateV2": "experiment_create_v2",
            "ExperimentCreateV2Request": "experiment_create_v2_request",
            "ExperimentFlag": "experiment_flag",
            "ExperimentFlagCreate": "experiment_flag_create",
            "ExperimentPage": "experiment_page",
            "ExperimentProcedure": "experiment_procedure",
            "ExperimentUpdate": "experiment_update",
            "ExperimentUpdateRequest": "experiment_update_request",
            "Flag": "flag",
            "FlagCreate": "flag_create",
            "FlagCreateRequest": "flag_create_request",
            "FlagPage": "flag_page",
            "FlagUpdate": "flag_update",
            "FlagUpdateRequest": "flag_update_request",
            "FlaggedExperiment": "flagged_experiment",
            "Fly": "fly",
            "FlyCreate": "fly_create",
            "FlyCreateRequest": "fly_create_request",
            "FlyPage": "fly_page",
            "FlyUpdate": "fly_update",
            "FlyUpdateRequest": "fly_update_request",
            "Fungus": "fungus",
            "FungusCreate": "fungus_create",
            "FungusCreateRequest": "fungus_create_request",
            "FungusPage": "fungus_page",
            "FungusUpdate": "fungus_update",
            "FungusUpdateRequest": "fungus_update_request",
            "Gene": "gene",
            "GeneCreate": "gene_create",
            "GeneCreateRequest": "gene_create_request",
            "GenePage": "gene_page",
            "GeneUpdate": "gene_update",
            "GeneUpdateRequest": "gene_update_request",
            "GenericItem": "generic_item",
            "GenericItemCreate": "generic_item_create",
            "GenericItemCreateRequest": "generic_item_create_request",
            "GenericItemPage": "generic_item_page",
            "GenericItemUpdate": "generic_item_update",
            "GenericItemUpdateRequest": "generic_item_update_request",
            "History": "history",
            "HistoryPage": "history_page",
            "Instrument": "instrument",
            "InstrumentCreate": "instrument_create",
            "InstrumentCreateRequest": "instrument_create_request",
            "InstrumentPage": "instrument_page",
            "InstrumentUpdate": "instrument_update",
            "InstrumentUpdateRequest": "instrument_update_request",
            "LabRequest": "lab_request",
            "LabRequestAcceptUpdate": "lab_request_accept_update",
            "LabRequestAcceptUpdateRequest": "lab_request_accept_update_request",
            "LabRequestApproveUpdate": "lab_request_approve_update",
            "LabRequestApproveUpdateRequest": "lab_request_approve_update_request",
            "LabRequestCreate": "lab_request_create",
            "LabRequestCreateRequest": "lab_request_create_request",
            "LabRequestPage": "lab_request_page",
            "LabRequestPerformerCreate": "lab_request_performer_create",
            "LabRequestPerformerCreateRequest": "lab_request_performer_create_request",
            "LabRequestStartUpdate": "lab_request_start_update",
            "LabRequestStartUpdateRequest": "lab_request_start_update_request",
            "LabRequestSubmitUpdate": "lab_request_submit_update",
            "LabRequestSubmitUpdateRequest": "lab_request_submit_update_request",
            "LabRequestUpdate": "lab_request_update",
            "LabRequestUpdateRequest": "lab_request_update_request",
            "Link": "link",
            "LinkCreate": "link_create",
            "LinkCreateRequest": "link_create_request",
            "LinkPage": "link_page",
            "LinkUpdate": "link_update",
            "LinkUpdateRequest": "link_update_request",
            "Lipid": "lipid",
            "LipidCreate": "lipid_create",
            "LipidCreateRequest": "lipid_create_request",
            "LipidPage": "lipid_page",
            "LipidUpdate": "lipid_update",
            "LipidUpdateRequest": "lipid_update_request",
            "Maintenance": "maintenance",
            "MaintenanceCreate": "maintenance_create",
            "MaintenanceCreateRequest": "maintenance_create_request",
            "MaintenanceEvent": "maintenance_event",
            "MaintenanceEventCreate": "maintenance_event_create",
            "MaintenanceEventCreateRequest": "maintenance_event_create_request",
            "MaintenanceEventPage": "maintenance_event_page",
            "MaintenanceEventUpdate": "maintenance_event_update",
            "MaintenanceEventUpdateRequest": "maintenance_event_update_request",
            "MaintenancePage": "maintenance_page",
            "MaintenanceTemplate": "maintenance_template",
            "MaintenanceTemplateCreate": "maintenance_template_create",
            "MaintenanceTemplateCreateRequest": "maintenance_template_create_request",
            "MaintenanceTemplatePage": "maintenance_template_page",
            "MaintenanceTemplateUpdate": "maintenance_template_update",
            "MaintenanceTemplateUpdateRequest": "maintenance_template_update_request",
            "MaintenanceType": "maintenance_type",
            "MaintenanceTypeCreate": "maintenance_type_create",
            "MaintenanceTypeCreateRequest": "maintenance_type_create_request",
            "MaintenanceTypePage": "maintenance_type_page",
            "MaintenanceTypeUpdate": "maintenance_type_update",
            "MaintenanceTypeUpdateRequest": "maintenance_type_update_request",
            "MaintenanceUpdate": "maintenance_update",
            "MaintenanceUpdateRequest": "maintenance_update_request",
            "Manifest": "manifest",
            "ManifestPage": "manifest_page",
            "Material": "material",
            "MaterialCreate": "material_create",
            "MaterialCreateRequest": "material_create_request",
            "MaterialPage": "material_page",
            "MaterialUpdate": "material_update",
            "MaterialUpdateRequest": "material_update_request",
            "Measurement": "measurement",
            "MeasurementCreate": "measurement_create",
            "MeasurementValueCreate": "measurement_value_create",
            "Member": "member",
            "MemberPage": "member_page",
            "MemberReference": "member_reference",
            "Milestone": "milestone",
            "MilestoneCreate": "milestone_create",
            "MilestoneCreateRequest": "milestone_create_request",
            "MilestonePage": "milestone_page",
            "MilestoneUpdate": "milestone_update",
            "MilestoneUpdateRequest": "milestone_update_request",
            "Note": "note",
            "NoteCreate": "note_create",
            "NoteCreateRequest": "note_create_request",
            "NotePage": "note_page",
            "NoteUpdate": "note_update",
            "NoteUpdateRequest": "note_update_request",
            "PageMeta": "page_meta",
            "Paper": "paper",
            "PaperCreate": "paper_create",
            "PaperCreateRequest": "paper_create_request",
            "PaperPage": "paper_page",
            "PaperUpdate": "paper_update",
            "PaperUpdateRequest": "paper_update_request",
            "Plant": "plant",
            "PlantCreate": "plant_create",
            "PlantCreateRequest": "plant_create_request",
            "PlantPage": "plant_page",
            "PlantUpdate": "plant_update",
            "PlantUpdateRequest": "plant_update_request",
            "Plasmid": "plasmid",
            "PlasmidCreate": "plasmid_create",
            "PlasmidCreateRequest": "plasmid_create_request",
            "PlasmidPage": "plasmid_page",
            "PlasmidUpdate": "plasmid_update",
            "PlasmidUpdateRequest": "plasmid_update_request",
            "Plate": "plate",
            "PlateData": "plate_data",
            "PlateDuplicateCreate": "plate_duplicate_create",
            "PlateFileCreate": "plate_file_create",
            "PlateFileCreateRequest": "plate_file_create_request",
            "PlateLayerCreate": "plate_layer_create",
            "PlatePage": "plate_page",
            "PoolEvent": "pool_event",
            "PoolEventCreate": "pool_event_create",
            "PoolEventCreateRequest": "pool_event_create_request",
            "Primer": "primer",
            "PrimerCreate": "primer_create",
            "PrimerCreateRequest": "primer_create_request",
            "PrimerPage": "primer_page",
            "PrimerUpdate": "primer_update",
            "PrimerUpdateRequest": "primer_update_request",
            "Project": "project",
            "ProjectCreate": "project_create",
            "ProjectCreateRequest": "project_create_request",
            "ProjectPage": "project_page",
            "ProjectUpdate": "project_update",
            "ProjectUpdateRequest": "project_update_request",
            "Protein": "protein",
            "ProteinCreate": "protein_create",
            "ProteinCreateRequest": "protein_create_request",
            "ProteinPage": "protein_page",
            "ProteinUpdate": "protein_update",
            "ProteinUpdateRequest": "protein_update_request",
            "Protocol": "protocol",
            "ProtocolCreate": "protocol_create",
            "ProtocolCreateRequest": "protocol_create_request",
            "ProtocolPage": "protocol_page",
            "ProtocolUpdate": "protocol_update",
            "ProtocolUpdateRequest": "protocol_update_request",
            "Reference": "reference",
            "RelatedItem": "related_item",
            "RelatedItems": "related_items",
            "Report": "report",
            "ReportCoverCreate": "report_cover_create",
            "ReportCoverCreateRequest": "report_cover_create_request",
            "ReportCreate": "report_create",
            "ReportCreateRequest": "report_create_request",
            "ReportPage": "report_page",
            "ReportSectionCreate": "report_section_create",
            "ReportSectionCreateRequest": "report_section_create_request",
            "ReportUpdate": "report_update",
            "ReportUpdateRequest": "report_update_request",
            "RequestTemplate": "request_template",
            "RequestTemplateCreate": "request_template_create",
            "RequestTemplateCreateRequest": "request_template_create_request",
            "RequestTemplatePage": "request_template_page",
            "RequestTemplateUpdate": "request_template_update",
            "RequestTemplateUpdateRequest": "request_template_update_request",
            "RodentCage": "rodent_cage",
            "RodentCageCreate": "rodent_cage_create",
            "RodentCageCreateRequest": "rodent_cage_create_request",
            "RodentCagePage": "rodent_cage_page",
            "RodentCageUpdate": "rodent_cage_update",
            "RodentCageUpdateRequest": "rodent_cage_update_request",
            "RodentSpecimen": "rodent_specimen",
            "RodentSpecimenCreate": "rodent_specimen_create",
            "RodentSpecimenCreateRequest": "rodent_specimen_create_request",
            "RodentSpecimenPage": "rodent_specimen_page",
            "RodentSpecimenUpdate": "rodent_specimen_update",
            "RodentSpecimenUpdateRequest": "rodent_specimen_update_request",
            "RodentStrain": "rodent_strain",
            "RodentStrainCreate": "rodent_strain_create",
            "RodentStrainCreateRequest": "rodent_strain_create_request",
            "RodentStrainPage": "rodent_strain_page",
            "RodentStrainUpdate": "rodent_strain_update",
            "RodentStrainUpdateRequest": "rodent_strain_update_request",
            "Sample": "sample",
            "SampleCreate": "sample_create",
            "SampleCreateRequest": "sample_create_request",
            "SampleItem": "sample_item",
            "SamplePage": "sample_page",
            "SampleRow": "sample_row",
            "SampleStock": "sample_stock",
            "SearchResult": "search_result",
            "SearchResultPage": "search_result_page",
            "Section": "section",
            "SectionCopy": "section_copy",
            "SectionCopyCreate": "section_copy_create",
            "SectionCopyCreateRequest": "section_copy_create_request",
            "SectionCreate": "section_create",
            "SectionCreateRequest": "section_create_request",
            "SectionCreateV2": "section_create_v2",
            "SectionPage": "section_page",
            "SectionSortCreate": "section_sort_create",
            "SectionUpdate": "section_update",
            "SectionUpdateRequest": "section_update_request",
            "Seed": "seed",
            "SeedCreate": "seed_create",
            "SeedCreateRequest": "seed_create_request",
            "SeedPage": "seed_page",
            "SeedUpdate": "seed_update",
            "SeedUpdateRequest": "seed_update_request",
            "Sequence": "sequence",
            "SequenceCreate": "sequence_create",
            "SequenceCreateRequest": "sequence_create_request",
            "SequencePage": "sequence_page",
            "SequenceUpdate": "sequence_update",
            "SequenceUpdateRequest": "sequence_update_request",
            "Session": "session",
            "SessionCreate": "session_create",
            "ShoppingListItem": "shopping_list_item",
            "ShoppingListItemCreate": "shopping_list_item_create",
            "ShoppingListItemCreateRequest": "shopping_list_item_create_request",
            "ShoppingListItemPage": "shopping_list_item_page",
            "ShoppingListItemUpdate": "shopping_list_item_update",
            "ShoppingListItemUpdateRequest": "shopping_list_item_update_request",
            "ShoppingListMaterial": "shopping_list_material",
            "Sop": "sop",
            "SopCreate": "sop_create",
            "SopCreateRequest": "sop_create_request",
            "SopPage": "sop_page",
            "SopUpdate": "sop_update",
            "SopUpdateRequest": "sop_update_request",
            "Step": "step",
            "Stock": "stock",
            "StockAmountUpdate": "stock_amount_update",
            "StockBox": "stock_box",
            "StockCreate": "stock_create",
            "StockCreateRequest": "stock_create_request",
            "StockOutputUpdate": "stock_output_update",
            "StockPage": "stock_page",
            "StockUpdate": "stock_update",
            "StockUpdateRequest": "stock_update_request",
            "Storage": "storage",
            "StorageCreate": "storage_create",
            "StorageCreateRequest": "storage_create_request",
            "StoragePage": "storage_page",
            "StorageUpdate": "storage_update",
            "StorageUpdateRequest": "storage_update_request",
            "Tag": "tag",
            "TagCreate": "tag_create",
            "TagCreateRequest": "tag_create_request",
            "TagRemovalCreate": "tag_removal_create",
            "TagRemovalCreateRequest": "tag_removal_create_request",
            "Team": "team",
            "TeamPage": "team_page",
            "Tissue": "tissue",
            "TissueCreate": "tissue_create",
            "TissueCreateRequest": "tissue_create_request",
            "TissuePage": "tissue_page",
            "TissueUpdate": "tissue_update",
            "TissueUpdateRequest": "tissue_update_request",
            "Unit": "unit",
            "UnitCreate": "unit_create",
            "UnitCreateRequest": "unit_create_request",
            "UnitDeletionCreate": "unit_deletion_create",
            "UnitPage": "unit_page",
            "Vector": "vector",
            "VectorCreate": "vector_create",
            "VectorPage": "vector_page",
            "VectorUpdate": "vector_update",
            "Virus": "virus",
            "VirusCreate": "virus_create",
            "VirusCreateRequest": "virus_create_request",
            "VirusPage": "virus_page",
            "VirusUpdate": "virus_update",
            "VirusUpdateRequest": "virus_update_request",
            "Visualization": "visualization",
            "VisualizationCreate": "visualization_create",
            "VisualizationCreateRequest": "visualization_create_request",
            "WebNotificationContentCreate": "web_notification_content_create",
            "WebNotificationCreate": "web_notification_create",
            "Webhook": "webhook",
            "WebhookCreate": "webhook_create",
            "WebhookCreateRequest": "webhook_create_request",
            "WebhookPage": "webhook_page",
            "WebhookTrigger": "webhook_trigger",
            "WebhookTriggers": "webhook_triggers",
            "WebhookUpdate": "webhook_update",
            "WebhookUpdateRequest": "webhook_update_request",
            "Well": "well",
            "Workflow": "workflow",
            "WorkflowPage": "workflow_page",
            "Worm": "worm",
            "WormCreate": "worm_create",
            "WormCreateRequest": "worm_create_request",
            "WormPage": "worm_page",
            "WormUpdate": "worm_update",
            "WormUpdateRequest": "worm_update_request",
            "Yeast": "yeast",
            "YeastCreate": "yeast_create",
            "YeastCreateRequest": "yeast_create_request",
            "YeastPage": "yeast_page",
            "YeastUpdate": "yeast_update",
            "YeastUpdateRequest": "yeast_update_request",
        },
    )

__all__ = (
    "Acknowledgement",
    "AddedShoppingListItem",
    "Antibody",
    "AntibodyCreate",
    "AntibodyCreateRequest",
    "AntibodyPage",
    "AntibodyUpdate",
    "AntibodyUpdateRequest",
    "Attachment",
    "AttachmentCreate",
    "AttachmentCreateRequest",
    "AttachmentFileCreate",
    "AttachmentMultipartFinishCreate",
    "AttachmentMultipartUpload",
    "AttachmentMultipartUploadCreate",
    "AttachmentPage",
    "AttachmentUpdate",
    "AttachmentUpdateRequest",
    "AttachmentUpload",
    "AttachmentUploadCreate",
    "AttachmentUploadCreateRequest",
    "Bacterium",
    "BacteriumCreate",
    "BacteriumCreateRequest",
    "BacteriumPage",
    "BacteriumUpdate",
    "BacteriumUpdateRequest",
    "Box",
    "BoxCreate",
    "BoxCreateRequest",
    "BoxPage",
    "BoxUpdate",
    "BoxUpdateRequest",
    "CellLine",
    "CellLineCreate",
    "CellLineCreateRequest",
    "CellLinePage",
    "CellLineUpdate",
    "CellLineUpdateRequest",
    "Comment",
    "CommentCreate",
    "CommentCreateRequest",
    "CommentPage",
    "Company",
    "CompanyCreate",
    "CompanyCreateRequest",
    "CompanyPage",
    "CompanyUpdate",
    "CompanyUpdateRequest",
    "Compound",
    "CompoundCreate",
    "CompoundCreateRequest",
    "CompoundPage",
    "CompoundParentStructure",
    "CompoundParentStructurePage",
    "CompoundParentStructureUpdate",
    "CompoundParentStructureUpdateRequest",
    "CompoundUpdate",
    "CompoundUpdateRequest",
    "CreatedFlag",
    "CustomCollection",
    "CustomCollectionPage",
    "Dataset",
    "DatasetCreate",
    "DatasetCreateRequest",
    "DatasetPage",
    "DerivedCollection",
    "DerivedCollections",
    "Document",
    "DocumentCreate",
    "DocumentCreateRequest",
    "DocumentPage",
    "DocumentUpdate",
    "DocumentUpdateRequest",
    "Element",
    "ElementCreate",
    "ElementCreateRequest",
    "ElementCreateV2",
    "ElementSortCreate",
    "ElementUpdate",
    "Error",
    "Event",
    "EventCreate",
    "EventCreateRequest",
    "EventPage",
    "EventUpdate",
    "EventUpdateRequest",
    "Experiment",
    "ExperimentCreate",
    "ExperimentCreateRequest",
    "ExperimentCreateV2",
    "ExperimentCreateV2Request",
    "ExperimentFlag",
    "ExperimentFlagCreate",
    "ExperimentPage",
    "ExperimentProcedure",
    "ExperimentUpdate",
    "ExperimentUpdateRequest",
    "Flag",
    "FlagCreate",
    "FlagCreateRequest",
    "FlaggedExperiment",
    "FlagPage",
    "FlagUpdate",
    "FlagUpdateRequest",
    "Fly",
    "FlyCreate",
    "FlyCreateRequest",
    "FlyPage",
    "FlyUpdate",
    "FlyUpdateRequest",
    "Fungus",
    "FungusCreate",
    "FungusCreateRequest",
    "FungusPage",
    "FungusUpdate",
    "FungusUpdateRequest",
    "Gene",
    "GeneCreate",
    "GeneCreateRequest",
    "GenePage",
    "GenericItem",
    "GenericItemCreate",
    "GenericItemCreateRequest",
    "GenericItemPage",
    "GenericItemUpdate",
    "GenericItemUpdateRequest",
    "GeneUpdate",
    "GeneUpdateRequest",
    "History",
    "HistoryPage",
    "Instrument",
    "InstrumentCreate",
    "InstrumentCreateRequest",
    "InstrumentPage",
    "InstrumentUpdate",
    "InstrumentUpdateRequest",
    "LabRequest",
    "LabRequestAcceptUpdate",
    "LabRequestAcceptUpdateRequest",
    "LabRequestApproveUpdate",
    "LabRequestApproveUpdateRequest",
    "LabRequestCreate",
    "LabRequestCreateRequest",
    "LabRequestPage",
    "LabRequestPerformerCreate",
    "LabRequestPerformerCreateRequest",
    "LabRequestStartUpdate",
    "LabRequestStartUpdateRequest",
    "LabRequestSubmitUpdate",
    "LabRequestSubmitUpdateRequest",
    "LabRequestUpdate",
    "LabRequestUpdateRequest",
    "Link",
    "LinkCreate",
    "LinkCreateRequest",
    "LinkPage",
    "LinkUpdate",
    "LinkUpdateRequest",
    "Lipid",
    "LipidCreate",
    "LipidCreateRequest",
    "LipidPage",
    "LipidUpdate",
    "LipidUpdateRequest",
    "Maintenance",
    "MaintenanceCreate",
    "MaintenanceCreateRequest",
    "MaintenanceEvent",
    "MaintenanceEventCreate",
    "MaintenanceEventCreateRequest",
    "MaintenanceEventPage",
    "MaintenanceEventUpdate",
    "MaintenanceEventUpdateRequest",
    "MaintenancePage",
    "MaintenanceTemplate",
    "MaintenanceTemplateCreate",
    "MaintenanceTemplateCreateRequest",
    "MaintenanceTemplatePage",
    "MaintenanceTemplateUpdate",
    "MaintenanceTemplateUpdateRequest",
    "MaintenanceType",
    "MaintenanceTypeCreate",
    "MaintenanceTypeCreateRequest",
    "MaintenanceTypePage",
    "MaintenanceTypeUpdate",
    "MaintenanceTypeUpdateRequest",
    "MaintenanceUpdate",
    "MaintenanceUpdateRequest",
    "Manifest",
    "ManifestPage",
    "Material",
    "MaterialCreate",
    "MaterialCreateRequest",
    "MaterialPage",
    "MaterialUpdate",
    "MaterialUpdateRequest",
    "Measurement",
    "MeasurementCreate",
    "MeasurementValueCreate",
    "Member",
    "MemberPage",
    "MemberReference",
    "Milestone",
    "MilestoneCreate",
    "MilestoneCreateRequest",
    "MilestonePage",
    "MilestoneUpdate",
    "MilestoneUpdateRequest",
    "Note",
    "NoteCreate",
    "NoteCreateRequest",
    "NotePage",
    "NoteUpdate",
    "NoteUpdateRequest",
    "PageMeta",
    "Paper",
    "PaperCreate",
    "PaperCreateRequest",
    "PaperPage",
    "PaperUpdate",
    "PaperUpdateRequest",
    "Plant",
    "PlantCreate",
    "PlantCreateRequest",
    "PlantPage",
    "PlantUpdate",
    "PlantUpdateRequest",
    "Plasmid",
    "PlasmidCreate",
    "PlasmidCreateRequest",
    "PlasmidPage",
    "PlasmidUpdate",
    "PlasmidUpdateRequest",
    "Plate",
    "PlateData",
    "PlateDuplicateCreate",
    "PlateFileCreate",
    "PlateFileCreateRequest",
    "PlateLayerCreate",
    "PlatePage",
    "PoolEvent",
    "PoolEventCreate",
    "PoolEventCreateRequest",
    "Primer",
    "PrimerCreate",
    "PrimerCreateRequest",
    "PrimerPage",
    "PrimerUpdate",
    "PrimerUpdateRequest",
    "Project",
    "ProjectCreate",
    "ProjectCreateRequest",
    "ProjectPage",
    "ProjectUpdate",
    "ProjectUpdateRequest",
    "Protein",
    "ProteinCreate",
    "ProteinCreateRequest",
    "ProteinPage",
    "ProteinUpdate",
    "ProteinUpdateRequest",
    "Protocol",
    "ProtocolCreate",
    "ProtocolCreateRequest",
    "ProtocolPage",
    "ProtocolUpdate",
    "ProtocolUpdateRequest",
    "Reference",
    "RelatedItem",
    "RelatedItems",
    "Report",
    "ReportCoverCreate",
    "ReportCoverCreateRequest",
    "ReportCreate",
    "ReportCreateRequest",
    "ReportPage",
    "ReportSectionCreate",
    "ReportSectionCreateRequest",
    "ReportUpdate",
    "ReportUpdateRequest",
    "RequestTemplate",
    "RequestTemplateCreate",
    "RequestTemplateCreateRequest",
    "RequestTemplatePage",
    "RequestTemplateUpdate",
    "RequestTemplateUpdateRequest",
    "RodentCage",
    "RodentCageCreate",
    "RodentCageCreateRequest",
    "RodentCagePage",
    "RodentCageUpdate",
    "RodentCageUpdateRequest",
    "RodentSpecimen",
    "RodentSpecimenCreate",
    "RodentSpecimenCreateRequest",
    "RodentSpecimenPage",
    "RodentSpecimenUpdate",
    "RodentSpecimenUpdateRequest",
    "RodentStrain",
    "RodentStrainCreate",
    "RodentStrainCreateRequest",
    "RodentStrainPage",
    "RodentStrainUpdate",
    "RodentStrainUpdateRequest",
    "Sample",
    "SampleCreate",
    "SampleCreateRequest",
    "SampleItem",
    "SamplePage",
    "SampleRow",
    "SampleStock",
    "SearchResult",
    "SearchResultPage",
    "Section",
    "SectionCopy",
    "SectionCopyCreate",
    "SectionCopyCreateRequest",
    "SectionCreate",
    "SectionCreateRequest",
    "SectionCreateV2",
    "SectionPage",
    "SectionSortCreate",
    "SectionUpdate",
    "SectionUpdateRequest",
    "Seed",
    "SeedCreate",
    "SeedCreateRequest",
    "SeedPage",
    "SeedUpdate",
    "SeedUpdateRequest",
    "Sequence",
    "SequenceCreate",
    "SequenceCreateRequest",
    "SequencePage",
    "SequenceUpdate",
    "SequenceUpdateRequest",
    "Session",
    "SessionCreate",
    "ShoppingListItem",
    "ShoppingListItemCreate",
    "ShoppingListItemCreateRequest",
    "ShoppingListItemPage",
    "ShoppingListItemUpdate",
    "ShoppingListItemUpdateRequest",
    "ShoppingListMaterial",
    "Sop",
    "SopCreate",
    "SopCreateRequest",
    "SopPage",
    "SopUpdate",
    "SopUpdateRequest",
    "Step",
    "Stock",
    "StockAmountUpdate",
    "StockBox",
    "StockCreate",
    "StockCreateRequest",
    "StockOutputUpdate",
    "StockPage",
    "StockUpdate",
    "StockUpdateRequest",
    "Storage",
    "StorageCreate",
    "StorageCreateRequest",
    "StoragePage",
    "StorageUpdate",
    "StorageUpdateRequest",
    "Tag",
    "TagCreate",
    "TagCreateRequest",
    "TagRemovalCreate",
    "TagRemovalCreateRequest",
    "Team",
    "TeamPage",
    "Tissue",
    "TissueCreate",
    "TissueCreateRequest",
    "TissuePage",
    "TissueUpdate",
    "TissueUpdateRequest",
    "Unit",
    "UnitCreate",
    "UnitCreateRequest",
    "UnitDeletionCreate",
    "UnitPage",
    "Vector",
    "VectorCreate",
    "VectorPage",
    "VectorUpdate",
    "Virus",
    "VirusCreate",
    "VirusCreateRequest",
    "VirusPage",
    "VirusUpdate",
    "VirusUpdateRequest",
    "Visualization",
    "VisualizationCreate",
    "VisualizationCreateRequest",
    "Webhook",
    "WebhookCreate",
    "WebhookCreateRequest",
    "WebhookPage",
    "WebhookTrigger",
    "WebhookTriggers",
    "WebhookUpdate",
    "WebhookUpdateRequest",
    "WebNotificationContentCreate",
    "WebNotificationCreate",
    "Well",
    "Workflow",
    "WorkflowPage",
    "Worm",
    "WormCreate",
    "WormCreateRequest",
    "WormPage",
    "WormUpdate",
    "WormUpdateRequest",
    "Yeast",
    "YeastCreate",
    "YeastCreateRequest",
    "YeastPage",
    "YeastUpdate",
    "YeastUpdateRequest",
)
