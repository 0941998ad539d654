"""Laws of the scripts in examples/: they are run as they stand, against the sandbox."""

from __future__ import annotations

import csv
import io
import json
import shutil
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import polars
import pytest
from openpyxl import Workbook
from tests.examples.running import COMMANDS, EXAMPLES, Place, Run

from labclients import F, Labvanced, Study, sandbox

SCRIPTS = sorted(path.name for path in EXAMPLES.glob("*.py"))
ASKING = [script for script in SCRIPTS if script in COMMANDS and COMMANDS[script].asks]
ONLINE = [script for script in SCRIPTS if script in COMMANDS and not COMMANDS[script].reads_a_mirror]
STUDY, SMALL = 61286, 61300
PNG = b"\x89PNG\r\n\x1a\n"


class Story:
    """A script run by the line in the README: without --yes where it asks for that, then twice."""

    def __init__(self, script: str, place: Place) -> None:
        command = COMMANDS[script]
        sure = ["--yes"] if command.asks else []
        environment = {} if command.reads_a_mirror else None
        self.place = place
        self.unasked = place.run(script, *command.arguments) if command.asks else None
        self.first = place.run(script, *command.arguments, *sure, environment=environment)
        self.second = place.run(script, *command.arguments, *sure, environment=environment)


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mirrors of both studies."""
    directory = tmp_path_factory.mktemp("mirrored")
    with sandbox.serve() as box, Labvanced(token=box.token, base_url=box.labvanced_url) as labvanced:
        for study in (STUDY, SMALL):
            labvanced.mirror(study, directory / str(study))
    return directory


@pytest.fixture(scope="module")
def story(
    mirrored: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Story]]:
    """The story of a script. Those that tests ask for are lived two at a time; their sandboxes stay up."""
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:

        def live(script: str, directory: Path, box: sandbox.Box) -> Story:
            if COMMANDS[script].reads_a_mirror:
                shutil.copytree(mirrored, directory / "data")
            return Story(script, Place(directory, box))

        def begin(script: str) -> Future[Story]:
            box = stack.enter_context(sandbox.serve())
            return pool.submit(live, script, tmp_path_factory.mktemp(script[:-3]), box)

        names = " ".join(item.nodeid for item in request.session.items)
        lived = {script: begin(script) for script in COMMANDS if script[:-3] in names}
        yield lambda script: lived[script].result()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A directory and a sandbox of this test alone."""
    with sandbox.serve() as box:
        yield Place(tmp_path, box)


def table(run: Run, name: str) -> list[dict[str, str]]:
    """A CSV file that a run has written."""
    return rows_of(run.files[name])


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def ok(run: Run) -> Run:
    assert run.status == 0, run.out + run.err
    return run


# ---- of all


def test_every_script_has_a_command_line_and_a_test_of_its_own() -> None:
    """A script that the README leaves out, or that no test here is named after, is not an example yet."""
    tested = {script for script in SCRIPTS if any(name.startswith(f"test_{script[:-3]}_") for name in globals())}
    assert sorted(COMMANDS) == SCRIPTS == sorted(tested)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_says_at_its_top_what_it_does_needs_reads_and_writes(script: str) -> None:
    """The docstring is all that people read."""
    text = (EXAMPLES / script).read_text(encoding="utf-8").split('"""')[1]
    assert all(f"\n{word}:" in text for word in ("Needs", "Reads", "Writes"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_ends_well_both_times(script: str, story: Callable[[str], Story]) -> None:
    """Exit status 0, and nothing on standard error."""
    told = story(script)
    assert [(run.status, run.err) for run in (told.first, told.second)] == [(0, ""), (0, "")]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_second_run_does_no_harm(script: str, story: Callable[[str], Story]) -> None:
    """It sends no write, and leaves the same files."""
    told = story(script)
    assert told.second.writes == []
    assert told.second.files == told.first.files


@pytest.mark.parametrize("script", ASKING)
def test_nothing_is_written_without_yes(script: str, story: Callable[[str], Story]) -> None:
    """The server is named first; with --yes, the script does write."""
    told = story(script)
    assert told.unasked is not None
    assert (ok(told.unasked).writes, told.place.box.labguru_url in told.unasked.out) == ([], True)
    assert told.first.writes


@pytest.mark.parametrize("script", ONLINE)
def test_a_missing_token_is_one_sentence(script: str, place: Place) -> None:
    """No traceback, nothing sent, and a line for each variable that is missing."""
    run = place.run(script, *COMMANDS[script].arguments, environment=place.servers)
    lines = run.err.splitlines()
    assert (run.status, place.box.requests, run.out) == (1, [], "")
    assert lines
    assert all("set" in line and ("LABVANCED_TOKEN" in line or "LABGURU_TOKEN" in line) for line in lines)
    assert len(lines) == (2 if script == "mirror_studies.py" else 1)  # one for each study


@pytest.mark.parametrize("script", [script for script in SCRIPTS if script not in ONLINE])
def test_a_mirror_is_read_without_network(script: str, story: Callable[[str], Story]) -> None:
    """Who evaluates needs no token, and no server."""
    told = story(script)
    assert (ok(told.first).status, told.place.box.requests) == (0, [])


# ---- one by one


def test_mirror_studies_has_every_session_as_it_was_sent(story: Callable[[str], Story], tmp_path: Path) -> None:
    """Each ZIP is that which a download of the session gives."""
    told = story("mirror_studies.py")
    with told.place.labvanced() as labvanced:
        for study, count in ((STUDY, 24), (SMALL, 3)):
            numbers = [session.rec_session_id for session in labvanced.sessions(study)]
            paths = {number: labvanced.download(study, number, tmp_path) for number in numbers}
            kept = {name for name in told.first.files if name.startswith(f"data/{study}/zips/")}
            assert len(kept) == count
            for number, path in paths.items():
                assert told.first.files[f"data/{study}/zips/{number}.zip"] == path.read_bytes()


def test_mirror_studies_goes_on_after_a_study_whose_token_is_refused(place: Place) -> None:
    """Each study has its own token; the other one is whole, and the status tells cron."""
    run = place.run("mirror_studies.py", "studies.csv", environment=place.environment | {"LABVANCED_TOKEN_ADA": "old"})
    assert (run.status, run.err.startswith(f"study {STUDY}: ")) == (1, True)
    assert len([name for name in run.files if name.startswith(f"data/{SMALL}/zips/")]) == 3


def test_mirror_studies_tells_of_a_failed_session_once(place: Place) -> None:
    """Status 1 in the first night, 0 in the second: cron sends one mail."""
    place.box.fail("/api/*/download/4200008", status=403, times=None)
    nights = [place.run("mirror_studies.py", "studies.csv") for _ in range(2)]
    assert [(night.status, "4200008" in night.err) for night in nights] == [(1, True), (0, False)]


def test_gaze_plot_keeps_every_sample(story: Callable[[str], Story], mirrored: Path) -> None:
    """The Parquet file is the time series, row by row; the picture is one."""
    told = story("gaze_plot.py")
    expected = Study(mirrored / str(STUDY)).timeseries("gaze_data", columns=("x", "y", "t", "c")).to_polars()
    assert polars.read_parquet(io.BytesIO(told.first.files["results/gaze.parquet"])).equals(expected)
    assert told.first.files["results/gaze.png"].startswith(PNG)


def test_reaction_times_has_the_medians_of_the_trials(story: Callable[[str], Story]) -> None:
    """As counted by hand from the exports of single sessions."""
    told, times = story("reaction_times.py"), dict[tuple[str, str], list[int]]()
    with told.place.labvanced() as labvanced:
        for session in labvanced.sessions(STUDY):
            for trial in labvanced.export(STUDY, session.rec_session_id).trials.rows():
                if trial["Task_Name"] == "sentence":
                    where = times.setdefault((trial["Rec_Session_Id"], trial["Frequency"]), [])
                    where.append(int(trial["trial_end"]) - int(trial["trial_start"]))
    found = table(told.first, "results/reaction_times.csv")
    assert {(row["Rec_Session_Id"], row["Frequency"]): float(row["median_ms"]) for row in found} == {
        where: statistics.median(values) for where, values in times.items()
    }
    assert told.first.files["results/reaction_times.png"].startswith(PNG)


def test_dropouts_has_every_session_and_who_finished(story: Callable[[str], Story]) -> None:
    """Those that Labvanced lists, completed where they have an end."""
    told = story("dropouts.py")
    with told.place.labvanced() as labvanced:
        listed = {str(one.rec_session_id): str(one.end_time is not None) for one in labvanced.sessions(STUDY)}
    found = table(told.first, "results/completeness.csv")
    assert {row["rec_session_id"]: row["completed"] for row in found} == listed
    assert told.first.files["results/completeness.png"].startswith(PNG)


def test_join_prolific_says_who_is_missing_on_either_side(story: Callable[[str], Story]) -> None:
    """Everybody is in one of the two tables, once, and nobody's id is on the screen."""
    told = story("join_prolific.py")
    joined, missing = (table(told.first, f"results/{name}.csv") for name in ("joined", "missing"))
    submitted = {row["Participant id"] for row in rows_of((EXAMPLES / "prolific.csv").read_bytes())}
    with told.place.labvanced() as labvanced:
        exports = [labvanced.export(SMALL, one.rec_session_id) for one in labvanced.sessions(SMALL)]
        took_part = {export.sessions.rows()[0]["Crowdsourcing_SubjId"] for export in exports}
    assert {row["Crowdsourcing_SubjId"] for row in joined} == took_part & submitted
    lone = {(row["found"], row["Crowdsourcing_SubjId"] or row["Prolific Participant id"]) for row in missing}
    ours, theirs = took_part - submitted, submitted - took_part
    assert lone == {("only in Labvanced", one) for one in ours} | {("only in Prolific", one) for one in theirs}
    assert not any(one in told.first.out for one in took_part | submitted)


def test_join_prolific_keeps_what_prolific_wrote(story: Callable[[str], Story]) -> None:
    """An age of NA is the text NA."""
    joined = table(story("join_prolific.py").first, "results/joined.csv")
    assert sorted(row["Prolific Age"] for row in joined) == ["31", "NA"]


def test_collection_table_reads_every_item(story: Callable[[str], Story]) -> None:
    """Its id, name and the columns asked for."""
    told = story("collection_table.py")
    with told.place.labguru() as labguru:
        items = labguru.collection("Our Primers").list().all()
    expected = [(str(item.id), item.name, item["Tm (°C)"]) for item in items]
    assert [(row["id"], row["name"], row["Tm (°C)"]) for row in table(told.first, "primers.csv")] == expected


def edited(place: Place, changes: dict[int, dict[str, str]]) -> None:
    """Read the collection, and change cells of some rows in the file."""
    run = ok(place.run("collection_table.py", *COMMANDS["collection_table.py"].arguments))
    rows = [row | changes.get(index, {}) for index, row in enumerate(table(run, "primers.csv"))]
    with (place.directory / "primers.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)


BACK = ("collection_table.py", "write", "Our Primers", "primers.csv")


def test_collection_table_writes_the_cells_that_changed_and_no_others(place: Place) -> None:
    """Two rows, three cells; then, nothing is left to write, and without --yes nothing is written."""
    edited(place, {0: {"Tm (°C)": "60.5"}, 2: {"name": "renamed", "Tm (°C)": ""}})
    assert ok(place.run(*BACK)).writes == []
    run = ok(place.run(*BACK, "--yes"))
    bodies = [json.loads(seen.body)["item"] for seen in place.box.requests if seen.method == "PUT"]
    assert (len(run.writes), bodies) == (2, [{"Tm (°C)": "60.5"}, {"name": "renamed", "Tm (°C)": ""}])
    assert ok(place.run(*BACK, "--yes")).writes == []


def test_collection_table_leaves_what_others_changed_meanwhile(place: Place) -> None:
    """Their row stays, ours is written, and the status says that one was left out."""
    edited(place, {0: {"Tm (°C)": "60.5"}, 1: {"Tm (°C)": "61"}})
    with place.labguru() as labguru:
        first = next(iter(labguru.collection("Our Primers").list()))
        labguru.collection("Our Primers").update(first.id, extra={"Tm (°C)": "theirs"})
        run = place.run(*BACK, "--yes")
        now = labguru.collection("Our Primers").list().all()
    assert [item["Tm (°C)"] for item in now[:2]] == ["theirs", "61"]
    assert (run.status, f"item {first.id}: changed in Labguru" in run.out) == (1, True)


IMPORT = ("import_rows.py", "Our Primers", "new_primers.csv", "--yes")


def imported(place: Place) -> list[tuple[Any, ...]]:
    """The items that have the names of the file, by name and columns."""
    rows = rows_of((EXAMPLES / "new_primers.csv").read_bytes())
    with place.labguru() as labguru:
        items = labguru.collection("Our Primers").list().all()
    names = {row["name"] for row in rows}
    found = [tuple(item[column] for column in rows[0]) for item in items if item.name in names]
    assert sorted(found) == sorted(tuple(row.values()) for row in rows)
    return found


def test_import_rows_adds_each_row_once(story: Callable[[str], Story]) -> None:
    """With all its columns; what was there before is not added."""
    told = story("import_rows.py")
    assert (len(imported(told.place)), len(told.first.writes)) == (4, 3)


@pytest.mark.parametrize("handled", [True, False])
def test_import_rows_goes_on_after_a_failure_without_duplicates(place: Place, handled: bool) -> None:
    """Whether or not Labguru had taken the row when the line went down."""
    spoil = place.box.cut if handled else place.box.html
    spoil("POST /api/v1/biocollections/*")
    failed = place.run(*IMPORT)
    assert (failed.status, len(failed.err.splitlines())) == (1, 1)
    ok(place.run(*IMPORT))
    assert len(imported(place)) == 4


def test_import_rows_reads_workbooks_like_csv(place: Place) -> None:
    """The same rows from the first sheet, empty rows left out."""
    book = Workbook()
    with (EXAMPLES / "new_primers.csv").open(encoding="utf-8") as file:
        for row in csv.reader(file):
            book.active.append(row)
    book.active.append([None, None])
    book.save(place.directory / "new.xlsx")
    ok(place.run("import_rows.py", "Our Primers", "new.xlsx", "--yes"))
    assert len(imported(place)) == 4


def test_import_rows_takes_a_description_for_what_it_is(place: Place) -> None:
    """It is no column of the collection's own, but a field of every item."""
    (place.directory / "new.csv").write_text("name,description\nnew,of the second kind\n")
    ok(place.run("import_rows.py", "Our Primers", "new.csv", "--yes"))
    with place.labguru() as labguru:
        assert labguru.collection("Our Primers").find(name="new").description == "of the second kind"


def test_import_rows_refuses_a_sheet_that_cannot_be_resumed(place: Place) -> None:
    """Two rows of one name, or a row without: nothing is written of the others either."""
    for text in ("name\none\ntwo\ntwo\n", "name,Length\none,1\n,2\n"):
        (place.directory / "odd.csv").write_text(text)
        run = place.run("import_rows.py", "Our Primers", "odd.csv", "--yes")
        assert (run.status, run.writes, len(run.err.splitlines())) == (1, [], 1)


def test_import_rows_refuses_a_column_that_the_collection_lacks(place: Place) -> None:
    """Labguru would drop it without a word."""
    (place.directory / "odd.csv").write_text("name,Melting\nnew,53\n")
    run = place.run("import_rows.py", "Our Primers", "odd.csv", "--yes")
    assert (run.status, run.writes, "no column Melting" in run.err) == (1, [], True)


def test_export_project_has_every_experiment_with_steps_and_files(
    story: Callable[[str], Story], tmp_path: Path
) -> None:
    """As the service has them: titles of steps, bytes of attachments."""
    told = story("export_project.py")
    files = told.first.files
    with told.place.labguru() as labguru:
        experiments = labguru.experiments.list(where=F.project_id == 4).all()
        whole = {json.loads(files[name])["id"]: name for name in files if name.endswith("/experiment.json")}
        assert sorted(whole) == sorted(one.id for one in experiments)
        for one in experiments[:5]:
            folder = whole[one.id].removesuffix("/experiment.json")
            [steps] = labguru.experiments.elements(one.id, element_type="steps")
            [name] = [name for name in files if name.startswith(f"{folder}/") and f"/{steps.id} Steps" in name]
            titles = [row["title"] for row in table(told.first, name)]
            assert titles == [step["title"] for step in json.loads(steps.data)]
        for file in labguru.attachments.list():
            if file.attachable_id in whole:
                folder = whole[file.attachable_id].removesuffix("/experiment.json")
                content = labguru.attachments.download(file.id, tmp_path).read_bytes()
                assert files[f"{folder}/files/{file.id}/{file.filename}"] == content


def test_export_project_names_an_experiment_that_cannot_be_had_and_goes_on(place: Place) -> None:
    """A 500 is no rarity with old experiments."""
    place.box.break_experiment(966)
    run = place.run("export_project.py", "4", "archive")
    folders = {name.split("/")[1] for name in run.files if name.startswith("archive/")}
    assert (run.status, len(run.err.splitlines()), run.err.startswith("experiment 966: ")) == (1, 1, True)
    assert (len(folders), any(name.startswith("966 ") for name in folders)) == (44, False)


def attached(told: Story, directory: Path) -> dict[str, list[dict[str, str]]]:
    """The tables that are attached to experiment 966."""
    with told.place.labguru() as labguru:
        files = [one for one in labguru.attachments.list(attachable_id=966) if (one.title or "").startswith("study")]
        paths = [labguru.attachments.download(one.id, directory) for one in files]
    return {path.name: rows_of(path.read_bytes()) for path in paths}


def test_attach_study_attaches_each_table_once(story: Callable[[str], Story], tmp_path: Path) -> None:
    """All rows of the study; the mirror is there, too."""
    told = story("attach_study.py")
    study = Study(told.place.directory / "data" / str(SMALL))
    counts = {name: len(rows) for name, rows in attached(told, tmp_path).items()}
    tables = {table.name: len(table) for table in (study.sessions, study.trials, study.completeness)}
    assert counts == {f"study {SMALL} {name}.csv": count for name, count in tables.items()}
    assert told.first.writes == ["attachments.create"] * 3


def test_attach_study_leaves_out_what_names_a_person_elsewhere(story: Callable[[str], Story], tmp_path: Path) -> None:
    """No id of Prolific's and no token of a session gets into the notebook."""
    tables = attached(story("attach_study.py"), tmp_path)
    columns = {column.casefold() for rows in tables.values() for column in rows[0]}
    assert columns.isdisjoint({"crowdsourcing_subjid", "crowdsourcing_code", "session_token"})
    assert "rec_session_id" in columns


def test_stock_by_barcode_shows_stocks_and_adds_each_once(story: Callable[[str], Story]) -> None:
    """The rows of the element are those of before, and the two scanned ones."""
    told = story("stock_by_barcode.py")
    with told.place.labguru() as labguru:
        stocks = [labguru.stocks.by_barcode(code)[0] for code in ("LC100000", "LC100037")]
        samples: Any = labguru.elements.get(2).value
    assert all(one.name in told.first.out and one["position"] in told.first.out for one in stocks)
    assert [row["stocks"][0]["id"] for row in samples][-2:] == [one.id for one in stocks]
    assert told.first.writes == ["sample_stocks.add_stock_by_barcode"] * 2


def test_stock_by_barcode_says_what_is_nobodys(place: Place) -> None:
    """An id is no barcode, though Labguru itself would take it for one."""
    run = place.run("stock_by_barcode.py", "1600", "LC100000")
    assert (run.status, run.err) == (1, "")
    assert "1600           no stock has this barcode" in run.out


def test_expiring_stocks_has_those_before_the_day_oldest_first(place: Place) -> None:
    """No more, no less, whatever their order in Labguru."""
    with place.labguru() as labguru:
        first = next(stock for stock in labguru.stocks.list() if stock["expiration_date"])
        labguru.stocks.update(first.id, expiration_date="2028-12-31")
        due = [str(stock["expiration_date"]) for stock in labguru.stocks.list() if stock["expiration_date"]]
    run = ok(place.run("expiring_stocks.py", *COMMANDS["expiring_stocks.py"].arguments))
    expected = sorted(day for day in due if day < "2029-01-01")
    assert (expected[-1], [row["expires"] for row in table(run, "expiring.csv")]) == ("2028-12-31", expected)


def made(place: Place) -> dict[str, dict[str | None, Any]]:
    """The sections of experiment 966, and in each what its elements hold."""
    with place.labguru() as labguru:
        [whole] = labguru.experiments.contents([966])
    return {str(section.name): {one.name: one.value for one in section.elements or []} for section in whole.sections}


def as_told(found: dict[str, dict[str | None, Any]]) -> None:
    """The experiment has what the template says."""
    for section in json.loads((EXAMPLES / "eye_tracking.json").read_text(encoding="utf-8"))["sections"]:
        for element in section["elements"]:
            value = found[section["name"]][element["name"]]
            if "steps" in element:
                escaped = [f"<p>{text.replace('&', '&amp;')}</p>" for text in element["steps"]]
                assert [step.title for step in value] == escaped
            else:
                assert value == element["text"]


def test_from_template_makes_the_sections_texts_and_steps(story: Callable[[str], Story]) -> None:
    """Behind those that the experiment had, which are still there."""
    told = story("from_template.py")
    as_told(found := made(told.place))
    assert (len(found), len(told.first.writes)) == (6, 6)


def test_from_template_finishes_what_was_cut_short(place: Place) -> None:
    """The second section was made when the line went down; nothing comes twice."""
    arguments = ("from_template.py", "966", "eye_tracking.json", "--yes")
    place.box.html("POST /api/v1/elements*")
    assert place.run(*arguments).status == 1
    assert len(ok(place.run(*arguments)).writes) == 5  # one section stands: the other one, and four elements
    as_told(found := made(place))
    assert len(found) == 6
