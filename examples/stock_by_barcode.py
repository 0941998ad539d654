"""Scan tubes: where does each stand, and what is in it; and, if you like, put them into an experiment.

Needs:   labclients. A scanner that types, or barcodes as arguments:
         stock_by_barcode.py LC100000 LC100037                      shows them
         stock_by_barcode.py                                        scan, one to a line; Ctrl-D (Windows: Ctrl-Z) ends
         stock_by_barcode.py LC100000 --into 2 --yes                adds them to the samples element 2
Reads:   Labguru, at LABGURU_BASE_URL if that is set; LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD.
Writes:  nothing, but with --into and --yes rows of a samples element; it says first in which Labguru. A stock that is
         in there already is not added again.

Exit status: 1 if a barcode is nobody's or that of several stocks.
"""

import argparse
import sys
from typing import Any

from labclients import LabClientsError, Labguru

LINE = "{:<14} {:<34} {:<30} {:<8} {:>12}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Stocks by their barcodes.")
    parser.add_argument("barcodes", nargs="*", help="read from the scanner unless given")
    parser.add_argument("--into", type=int, metavar="ELEMENT", help="add the stocks to this samples element")
    parser.add_argument("--yes", action="store_true", help="do it")
    args = parser.parse_args()
    scanned = dict.fromkeys(args.barcodes or filter(None, map(str.strip, sys.stdin)))
    with Labguru(read_only=not args.yes) as labguru:
        print(LINE.format("barcode", "stock", "box", "place", "amount"))
        found = [stock for code in scanned if (stock := look(labguru, code))]
        if args.into:
            add(labguru, args.into, found, args.yes)
    return 0 if len(found) == len(scanned) else 1


def look(labguru: Labguru, barcode: str) -> Any:
    """Show the stock of a barcode; None if there is not exactly one."""
    stocks = labguru.stocks.by_barcode(barcode)
    if len(stocks) != 1:
        print(f"{barcode:<14} {'no stock has this barcode' if not stocks else f'{len(stocks)} stocks have it'}")
        return None
    stock = stocks[0].to_dict()
    amount = stock.get("volume_to_display", "").strip() or stock.get("weight_to_display", "").strip()
    box = (stock.get("box") or {}).get("name") or "-"
    print(LINE.format(barcode, stock["name"], box, stock.get("position") or "-", amount or "-"))
    return stock


def add(labguru: Labguru, number: int, stocks: list[Any], yes: bool) -> None:
    """Add stocks to a samples element, but those that it has."""
    element: Any = labguru.elements.get(number)
    if element.element_type != "samples":
        sys.exit(f"Element {number} is of type {element.element_type}, not samples.")
    there = {stock["id"] for row in element.value for stock in row.to_dict().get("stocks") or []}
    print(f"{'Adding' if yes else 'Would add'} to {element.name!r} ({number}) in {labguru}:")
    for stock in stocks:
        print(f"  {stock['name']}{' is there' if stock['id'] in there else ''}")
        if yes and stock["id"] not in there:
            labguru.sample_stocks.add_stock_by_barcode(barcode=stock["barcode"], element_id=number)
    print("Done." if yes else "Nothing was written: add --yes.")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
