"""A study converted by more than one process."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.studies import export, folder, stamps, tree

from labclients.errors import LabClientsError, UsageError
from labclients.study.parquet import run_tasks
from labclients.study.study import Study

EXPORTS = {n: export(n, trials={"answer": [str(n), "text"], f"only_{n % 3}": ["1", "true"]}) for n in range(1, 13)}


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    """Two."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield executor


@pytest.fixture(scope="module")
def dask() -> Iterator[Executor]:
    """A cluster of two workers on this machine."""
    from distributed import Client, LocalCluster

    options: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "host": "127.0.0.1"}
    nowhere: dict[str, Any] = {"dashboard_address": None, "worker_dashboard_address": None}
    with LocalCluster(**options, **nowhere) as cluster, Client(cluster) as client:
        yield client.get_executor()


def pid(task: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def moment(task: int) -> int:
    return time.time_ns()


def failing(task: int) -> int:
    if task == 3:
        raise LabClientsError("three")
    return task


def dying(task: int) -> int:
    os._exit(1)


def waiting(done: list[int]) -> Any:
    def call(task: int) -> int:
        time.sleep(0.02)
        done.append(task)
        return task

    return call


@pytest.mark.parametrize("kind", ["processes", "dask"])
class TestAnyExecutor:
    def test_the_dataset_is_that_of_the_serial_run(
        self, tmp_path: Path, request: pytest.FixtureRequest, kind: str
    ) -> None:
        """Byte for byte; and so it stays when it is converted again, here or there."""
        executor = request.getfixturevalue(kind)
        study = Study(folder(tmp_path / "study", EXPORTS))
        study.to_parquet(tmp_path / "serial")
        done = study.to_parquet(tmp_path / "parallel", executor=executor)

        assert done.written == [*EXPORTS]
        assert tree(tmp_path / "parallel") == tree(tmp_path / "serial")
        before = stamps(tmp_path / "parallel")
        study.to_parquet(tmp_path / "parallel", executor=executor)
        study.to_parquet(tmp_path / "parallel")
        assert stamps(tmp_path / "parallel") == before

    def test_no_call_is_answered_from_memory(self, request: pytest.FixtureRequest, kind: str) -> None:
        """Dask takes calls that look the same for one, while it knows of the first; but files may have changed."""
        executor: Executor = request.getfixturevalue(kind)
        first = executor.submit(moment, 1)
        before = first.result()

        assert [*run_tasks(moment, [1], executor)] > [before]

    def test_what_was_removed_is_made_again(self, tmp_path: Path, request: pytest.FixtureRequest, kind: str) -> None:
        """As in the serial run."""
        executor = request.getfixturevalue(kind)
        study = Study(folder(tmp_path / "study", EXPORTS))
        study.to_parquet(tmp_path / "parquet", executor=executor)
        first = tree(tmp_path / "parquet")
        for path in (tmp_path / "parquet" / "trials").rglob("*.parquet"):
            path.unlink()
        study.to_parquet(tmp_path / "parquet", executor=executor)

        assert tree(tmp_path / "parquet") == first

    def test_it_is_done_elsewhere(self, request: pytest.FixtureRequest, kind: str) -> None:
        """By both of the two."""
        found = set(run_tasks(pid, range(20), request.getfixturevalue(kind)))

        assert len(found) == 2
        assert os.getpid() not in found

    def test_an_error_of_ours_arrives_as_it_is(self, request: pytest.FixtureRequest, kind: str) -> None:
        """And the results before it."""
        results = run_tasks(failing, range(100), request.getfixturevalue(kind))

        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(LabClientsError, match=r"^three$"):
            next(results)


class TestRunTasks:
    def test_results_stand_in_the_order_of_the_tasks(self) -> None:
        """Whatever is ready first."""
        with ThreadPoolExecutor(8) as executor:
            assert [*run_tasks(lambda n: time.sleep(0.01 * (n % 3)) or n, range(100), executor)] == [*range(100)]

    def test_few_are_under_way_at_a_time(self) -> None:
        """However many tasks there are."""
        asked: list[int] = []

        class Never(Executor):
            def submit(self, function: Any, *args: Any, **options: Any) -> Future[Any]:  # type: ignore[override]
                future: Future[Any] = Future()
                future.set_result(function(*args, **options))
                return future

        next(run_tasks(lambda task: task, (asked.append(n) or n for n in range(10_000)), Never()))
        assert len(asked) < 100

    @pytest.mark.parametrize("ending", ["close", "error"])
    def test_when_it_ends_early_nothing_goes_on_behind(self, ending: str) -> None:
        """No file is written after the lock is given back."""
        done: list[int] = []
        with ThreadPoolExecutor(4) as executor:
            results = run_tasks(waiting(done), range(1_000), executor)
            next(results)
            if ending == "close":
                results.close()
            else:
                with pytest.raises(KeyboardInterrupt):
                    results.throw(KeyboardInterrupt)
            ended = len(done)
            time.sleep(0.1)
            assert len(done) == ended < 100

    def test_a_worker_that_dies_is_one_sentence(self) -> None:
        """Of our tree."""
        failed = pytest.raises(LabClientsError, match=r"The executor failed \(BrokenProcessPool\)")
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor, failed:
            next(run_tasks(dying, range(3), executor))

    def test_without_an_executor_it_is_done_here_one_by_one(self) -> None:
        """In this thread, and only as far as asked."""
        done: list[int] = []
        results = run_tasks(lambda n: done.append(n) or threading.get_ident(), range(10), None)

        assert next(results) == threading.get_ident()
        assert done == [0]


def test_processes_that_fork_are_refused(tmp_path: Path) -> None:
    """They would hang for ever; before anything is written."""
    study = Study(folder(tmp_path / "study", EXPORTS))
    refused = pytest.raises(UsageError, match="Forked processes hang")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as executor, refused:
        study.to_parquet(tmp_path / "parquet", executor=executor)
    assert not (tmp_path / "parquet").exists()
