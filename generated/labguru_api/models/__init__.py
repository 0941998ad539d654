"""Records (what comes) and bodies (what is sent). Each is imported when first used."""

from typing import TYPE_CHECKING

from ..types import lazy

if TYPE_CHECKING:
    from .acknowledgement import Acknowledgement as Acknowledgement
    from .attachment import Attachment as Attachment
    from .attachment_create import AttachmentCreate as AttachmentCreate
    from .attachment_create_request import AttachmentCreateRequest as AttachmentCreateRequest
    from .attachment_page import AttachmentPage as AttachmentPage
    from .attachment_update import AttachmentUpdate as AttachmentUpdate
    from .attachment_update_request import AttachmentUpdateRequest as AttachmentUpdateRequest
    from .element import Element as Element
    from .element_create import ElementCreate as ElementCreate
    from .element_create_request import ElementCreateRequest as ElementCreateRequest
    from .element_create_v2 import ElementCreateV2 as ElementCreateV2
    from .element_sort_create import ElementSortCreate as ElementSortCreate
    from .element_update import ElementUpdate as ElementUpdate
    from .error import Error as Error
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
    from .flagged_experiment import FlaggedExperiment as FlaggedExperiment
    from .generic_item import GenericItem as GenericItem
    from .generic_item_create import GenericItemCreate as GenericItemCreate
    from .generic_item_create_request import GenericItemCreateRequest as GenericItemCreateRequest
    from .generic_item_page import GenericItemPage as GenericItemPage
    from .generic_item_update import GenericItemUpdate as GenericItemUpdate
    from .generic_item_update_request import GenericItemUpdateRequest as GenericItemUpdateRequest
    from .member_reference import MemberReference as MemberReference
    from .milestone import Milestone as Milestone
    from .milestone_create import MilestoneCreate as MilestoneCreate
    from .milestone_create_request import MilestoneCreateRequest as MilestoneCreateRequest
    from .milestone_page import MilestonePage as MilestonePage
    from .milestone_update import MilestoneUpdate as MilestoneUpdate
    from .milestone_update_request import MilestoneUpdateRequest as MilestoneUpdateRequest
    from .page_meta import PageMeta as PageMeta
    from .project import Project as Project
    from .project_create import ProjectCreate as ProjectCreate
    from .project_create_request import ProjectCreateRequest as ProjectCreateRequest
    from .project_page import ProjectPage as ProjectPage
    from .project_update import ProjectUpdate as ProjectUpdate
    from .project_update_request import ProjectUpdateRequest as ProjectUpdateRequest
    from .reference import Reference as Reference
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
    from .session import Session as Session
    from .session_create import SessionCreate as SessionCreate
    from .stock import Stock as Stock
    from .stock_amount_update import StockAmountUpdate as StockAmountUpdate
    from .stock_box import StockBox as StockBox
    from .stock_create import StockCreate as StockCreate
    from .stock_create_request import StockCreateRequest as StockCreateRequest
    from .stock_output_update import StockOutputUpdate as StockOutputUpdate
    from .stock_page import StockPage as StockPage
    from .stock_update import StockUpdate as StockUpdate
    from .stock_update_request import StockUpdateRequest as StockUpdateRequest
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "Acknowledgement": "acknowledgement",
            "Attachment": "attachment",
            "AttachmentCreate": "attachment_create",
            "AttachmentCreateRequest": "attachment_create_request",
            "AttachmentPage": "attachment_page",
            "AttachmentUpdate": "attachment_update",
            "AttachmentUpdateRequest": "attachment_update_request",
            "Element": "element",
            "ElementCreate": "element_create",
            "ElementCreateRequest": "element_create_request",
            "ElementCreateV2": "element_create_v2",
            "ElementSortCreate": "element_sort_create",
            "ElementUpdate": "element_update",
            "Error": "error",
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
            "FlaggedExperiment": "flagged_experiment",
            "GenericItem": "generic_item",
            "GenericItemCreate": "generic_item_create",
            "GenericItemCreateRequest": "generic_item_create_request",
            "GenericItemPage": "generic_item_page",
            "GenericItemUpdate": "generic_item_update",
            "GenericItemUpdateRequest": "generic_item_update_request",
            "MemberReference": "member_reference",
            "Milestone": "milestone",
            "MilestoneCreate": "milestone_create",
            "MilestoneCreateRequest": "milestone_create_request",
            "MilestonePage": "milestone_page",
            "MilestoneUpdate": "milestone_update",
            "MilestoneUpdateRequest": "milestone_update_request",
            "PageMeta": "page_meta",
            "Project": "project",
            "ProjectCreate": "project_create",
            "ProjectCreateRequest": "project_create_request",
            "ProjectPage": "project_page",
            "ProjectUpdate": "project_update",
            "ProjectUpdateRequest": "project_update_request",
            "Reference": "reference",
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
            "Session": "session",
            "SessionCreate": "session_create",
            "Stock": "stock",
            "StockAmountUpdate": "stock_amount_update",
            "StockBox": "stock_box",
            "StockCreate": "stock_create",
            "StockCreateRequest": "stock_create_request",
            "StockOutputUpdate": "stock_output_update",
            "StockPage": "stock_page",
            "StockUpdate": "stock_update",
            "StockUpdateRequest": "stock_update_request",
        },
    )

__all__ = (
    "Acknowledgement",
    "Attachment",
    "AttachmentCreate",
    "AttachmentCreateRequest",
    "AttachmentPage",
    "AttachmentUpdate",
    "AttachmentUpdateRequest",
    "Element",
    "ElementCreate",
    "ElementCreateRequest",
    "ElementCreateV2",
    "ElementSortCreate",
    "ElementUpdate",
    "Error",
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
    "FlaggedExperiment",
    "GenericItem",
    "GenericItemCreate",
    "GenericItemCreateRequest",
    "GenericItemPage",
    "GenericItemUpdate",
    "GenericItemUpdateRequest",
    "MemberReference",
    "Milestone",
    "MilestoneCreate",
    "MilestoneCreateRequest",
    "MilestonePage",
    "MilestoneUpdate",
    "MilestoneUpdateRequest",
    "PageMeta",
    "Project",
    "ProjectCreate",
    "ProjectCreateRequest",
    "ProjectPage",
    "ProjectUpdate",
    "ProjectUpdateRequest",
    "Reference",
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
    "Session",
    "SessionCreate",
    "Stock",
    "StockAmountUpdate",
    "StockBox",
    "StockCreate",
    "StockCreateRequest",
    "StockOutputUpdate",
    "StockPage",
    "StockUpdate",
    "StockUpdateRequest",
)
