"""Importing, each in a fresh process."""

from __future__ import annotations

from benchmarks.lab import Lab
from benchmarks.measure import Bench, Row, Side, ratio

GOAL = "<= 1.2"


def bench(lab: Lab) -> Bench:
    sides = {
        "labclients": Side("import:import labclients"),
        "clients": Side("import:from labclients import Labguru, Labvanced"),
        "httpx": Side("import:import httpx"),
    }
    rows = [
        Row("`import labclients`", "`import httpx`", ratio("labclients", "httpx"), GOAL),
        Row("`from labclients import Labguru, Labvanced`", "`import httpx`", ratio("clients", "httpx"), GOAL),
    ]
    return Bench(sides, rows)
