from pathlib import Path

from labclients import Labvanced


def main(url, token, study, folder, at_once):
    with Labvanced(token=token, base_url=url) as labvanced:
        report = labvanced.mirror(int(study), folder, at_once=int(at_once))
    return [len(report.added), sum(file.stat().st_size for file in Path(folder, "zips").glob("*.zip"))]
