"""The stocks of Labguru that expire soon, or have expired, as a table for whoever tidies the freezer.

Needs:   labclients.
         expiring_stocks.py expiring.csv                        those of the next 30 days
         expiring_stocks.py expiring.csv --before 2027-01-01    those before a day
Reads:   Labguru, at LABGURU_BASE_URL if that is set; LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD.
Writes:  the file: expiration date, stock, lot, owner, box, place, address in Labguru; the oldest first. Nothing in
         Labguru.
"""

import argparse
import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from labclients import LabClientsError, Labguru

COLUMNS = ("expires", "stock", "lot", "owner", "box", "place", "url")


def main() -> None:
    parser = argparse.ArgumentParser(description="Stocks that expire soon.")
    parser.add_argument("file", type=Path, help="the CSV file to write")
    parser.add_argument("--before", type=date.fromisoformat, help="YYYY-MM-DD; in 30 days unless given")
    args = parser.parse_args()
    before = args.before or date.today() + timedelta(days=30)
    with Labguru(read_only=True) as labguru:
        # All are read, page by page: Labguru's description names no filter for this field.
        stocks = [stock.to_dict() for stock in labguru.stocks.list()]
        print(f"{len(stocks)} stocks in {labguru}")
    # Labguru writes days as YYYY-MM-DD, so that text compares as time does.
    due = [stock for stock in stocks if (stock.get("expiration_date") or "9999")[:10] < before.isoformat()]
    with args.file.open("w", newline="", encoding="utf-8") as opened:
        table = csv.writer(opened)
        table.writerow(COLUMNS)
        table.writerows(sorted(map(line, due)))
    print(f"{len(due)} expire before {before}: see {args.file}")


def line(stock: dict[str, Any]) -> tuple[str, ...]:
    box, owner = stock.get("box") or {}, stock.get("owner") or {}
    told = (stock["expiration_date"], stock["name"], stock.get("lot"), owner.get("name"), box.get("name"))
    return tuple(str(one or "") for one in (*told, stock.get("position"), stock.get("url")))


if __name__ == "__main__":
    try:
        main()
    except (LabClientsError, OSError) as error:
        sys.exit(str(error))
