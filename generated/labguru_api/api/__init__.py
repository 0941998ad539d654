"""Endpoints by family: ``api.<family>.<verb>``. Each is imported when first used."""

from typing import TYPE_CHECKING

from ..types import lazy

if TYPE_CHECKING:
    from . import antibodies as antibodies
    from . import attachments as attachments
    from . import bacteria as bacteria
    from . import biocollections as biocollections
    from . import boxes as boxes
    from . import cell_lines as cell_lines
    from . import comments as comments
    from . import companies as companies
    from . import compound_parent_structures as compound_parent_structures
    from . import compounds as compounds
    from . import datasets as datasets
    from . import documents as documents
    from . import elements as elements
    from . import events as events
    from . import experiments as experiments
    from . import flags as flags
    from . import flies as flies
    from . import forms as forms
    from . import fungi as fungi
    from . import genes as genes
    from . import histories as histories
    from . import instruments as instruments
    from . import links as links
    from . import lipids as lipids
    from . import maintenance_events as maintenance_events
    from . import maintenance_templates as maintenance_templates
    from . import maintenance_types as maintenance_types
    from . import maintenances as maintenances
    from . import manifests as manifests
    from . import materials as materials
    from . import measurements as measurements
    from . import members as members
    from . import milestones as milestones
    from . import notes as notes
    from . import papers as papers
    from . import plants as plants
    from . import plasmids as plasmids
    from . import plates as plates
    from . import pool_events as pool_events
    from . import primers as primers
    from . import projects as projects
    from . import proteins as proteins
    from . import protocols as protocols
    from . import recipes as recipes
    from . import reports as reports
    from . import request_templates as request_templates
    from . import requests as requests
    from . import rodent_cages as rodent_cages
    from . import rodent_specimens as rodent_specimens
    from . import rodent_strains as rodent_strains
    from . import sample_stocks as sample_stocks
    from . import samples as samples
    from . import searches as searches
    from . import sections as sections
    from . import seeds as seeds
    from . import sequences as sequences
    from . import sessions as sessions
    from . import shopping_list as shopping_list
    from . import signature_flows as signature_flows
    from . import sops as sops
    from . import stocks as stocks
    from . import storages as storages
    from . import submodules as submodules
    from . import tags as tags
    from . import teams as teams
    from . import tissues as tissues
    from . import units as units
    from . import vectors as vectors
    from . import viruses as viruses
    from . import visualizations as visualizations
    from . import web_notifications as web_notifications
    from . import webhooks as webhooks
    from . import workflows as workflows
    from . import worms as worms
    from . import yeasts as yeasts
    from . import zebrafishes as zebrafishes
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "antibodies": "antibodies",
            "attachments": "attachments",
            "bacteria": "bacteria",
            "biocollections": "biocollections",
            "boxes": "boxes",
            "cell_lines": "cell_lines",
            "comments": "comments",
            "companies": "companies",
            "compound_parent_structures": "compound_parent_structures",
            "compounds": "compounds",
            "datasets": "datasets",
            "documents": "documents",
            "elements": "elements",
            "events": "events",
            "experiments": "experiments",
            "flags": "flags",
            "flies": "flies",
            "forms": "forms",
            "fungi": "fungi",
            "genes": "genes",
            "histories": "histories",
            "instruments": "instruments",
            "links": "links",
            "lipids": "lipids",
            "maintenance_events": "maintenance_events",
            "maintenance_templates": "maintenance_templates",
            "maintenance_types": "maintenance_types",
            "maintenances": "maintenances",
            "manifests": "manifests",
            "materials": "materials",
            "measurements": "measurements",
            "members": "members",
            "milestones": "milestones",
            "notes": "notes",
            "papers": "papers",
            "plants": "plants",
            "plasmids": "plasmids",
            "plates": "plates",
            "pool_events": "pool_events",
            "primers": "primers",
            "projects": "projects",
            "proteins": "proteins",
            "protocols": "protocols",
            "recipes": "recipes",
            "reports": "reports",
            "request_templates": "request_templates",
            "requests": "requests",
            "rodent_cages": "rodent_cages",
            "rodent_specimens": "rodent_specimens",
            "rodent_strains": "rodent_strains",
            "sample_stocks": "sample_stocks",
            "samples": "samples",
            "searches": "searches",
            "sections": "sections",
            "seeds": "seeds",
            "sequences": "sequences",
            "sessions": "sessions",
            "shopping_list": "shopping_list",
            "signature_flows": "signature_flows",
            "sops": "sops",
            "stocks": "stocks",
            "storages": "storages",
            "submodules": "submodules",
            "tags": "tags",
            "teams": "teams",
            "tissues": "tissues",
            "units": "units",
            "vectors": "vectors",
            "viruses": "viruses",
            "visualizations": "visualizations",
            "web_notifications": "web_notifications",
            "webhooks": "webhooks",
            "workflows": "workflows",
            "worms": "worms",
            "yeasts": "yeasts",
            "zebrafishes": "zebrafishes",
        },
        "",
    )

__all__ = (
    "antibodies",
    "attachments",
    "bacteria",
    "biocollections",
    "boxes",
    "cell_lines",
    "comments",
    "companies",
    "compound_parent_structures",
    "compounds",
    "datasets",
    "documents",
    "elements",
    "events",
    "experiments",
    "flags",
    "flies",
    "forms",
    "fungi",
    "genes",
    "histories",
    "instruments",
    "links",
    "lipids",
    "maintenance_events",
    "maintenance_templates",
    "maintenance_types",
    "maintenances",
    "manifests",
    "materials",
    "measurements",
    "members",
    "milestones",
    "notes",
    "papers",
    "plants",
    "plasmids",
    "plates",
    "pool_events",
    "primers",
    "projects",
    "proteins",
    "protocols",
    "recipes",
    "reports",
    "request_templates",
    "requests",
    "rodent_cages",
    "rodent_specimens",
    "rodent_strains",
    "sample_stocks",
    "samples",
    "searches",
    "sections",
    "seeds",
    "sequences",
    "sessions",
    "shopping_list",
    "signature_flows",
    "sops",
    "stocks",
    "storages",
    "submodules",
    "tags",
    "teams",
    "tissues",
    "units",
    "vectors",
    "viruses",
    "visualizations",
    "web_notifications",
    "webhooks",
    "workflows",
    "worms",
    "yeasts",
    "zebrafishes",
)
