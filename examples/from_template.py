"""Give an experiment in Labguru the sections, texts and steps of a template.

Needs:   labclients, and a template like eye_tracking.json: sections of elements, which are a text (HTML) or steps.
         from_template.py 966 eye_tracking.json          shows what would be made, and where
         from_template.py 966 eye_tracking.json --yes    makes it
Reads:   Labguru, at LABGURU_BASE_URL if that is set; LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD.
Writes:  sections and elements at the end of the experiment, and only with --yes; it says first in which Labguru.

What the experiment has already, a section of this name and in it an element of this name, is left as it is. So a run
that was cut short is finished by the next one.
"""

import argparse
import html
import json
import sys
from pathlib import Path
from typing import Any

from labclients import LabClientsError, Labguru

TIMER = {"hours": "00", "minutes": "00", "seconds": "00"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Sections and steps from a template.")
    parser.add_argument("experiment", type=int, help="the number of the experiment")
    parser.add_argument("template", type=Path, help="a JSON file")
    parser.add_argument("--yes", action="store_true", help="do it")
    args = parser.parse_args()
    template = json.loads(args.template.read_text(encoding="utf-8"))
    with Labguru(read_only=not args.yes) as labguru:
        one = next(iter(labguru.experiments.contents([args.experiment])))
        if one.error or not one.experiment:
            raise one.error or LabClientsError("There is no such experiment.")
        print(f"{'Writing' if args.yes else 'Would write'} to {one.experiment.title!r} ({one.id}) in {labguru}:")
        there = {section.name: section for section in one.sections}
        for wanted in template["sections"]:
            fill(labguru, one.id, there.get(wanted["name"]), wanted, args.yes)
    print("Done." if args.yes else "Nothing was written: add --yes.")


def fill(labguru: Labguru, experiment: int, section: Any, wanted: dict[str, Any], yes: bool) -> None:
    """Make the section if it is not there, and those of its elements that are not there."""
    names = {element.name for element in section.elements} if section else set()
    print(f"  {wanted['name']}{' (is there)' if section else ''}")
    if yes and not section:
        section = labguru.sections.create(
            name=wanted["name"], container_id=experiment, container_type="Projects::Experiment"
        )
    for element in wanted["elements"]:
        print(f"    {element['name']}{' (is there)' if element['name'] in names else ''}")
        if yes and element["name"] not in names:
            labguru.elements.create(
                name=element["name"],
                container_id=section.id,
                container_type="ExperimentProcedure",
                element_type="steps" if "steps" in element else "text",
                data=steps(element["steps"]) if "steps" in element else element["text"],
            )


def steps(texts: list[str]) -> str:
    """Steps as Labguru keeps them: JSON in a text."""
    return json.dumps([{"title": f"<p>{html.escape(text)}</p>", "timer": TIMER, "completed": False} for text in texts])


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError, ValueError) as error:
        sys.exit(str(error))
