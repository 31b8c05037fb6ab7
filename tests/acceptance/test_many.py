"""Many documents: the same whoever does the work, in order, and no failure of one loses the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from dhr_qa.checking import check, merged, prepare
from dhr_qa.cli.progress import Bar, Progress
from dhr_qa.errors import DocumentError, UsageError
from dhr_qa.many import pool
from dhr_qa.many.given import Pack, gather
from dhr_qa.many.job import Checker, Job, Part
from dhr_qa.many.order import MOST_TOGETHER
from dhr_qa.many.pool import Pool
from tests.acceptance.conftest import OWN, Review
from tests.acceptance.test_process import ROOT, run

REPORT = "# Overview report\n\n# Introduction\n\nThe victim, {name}, died in 2024. {name} was 36. Zanzibar.\n"


@pytest.fixture
def library(review: Review) -> Review:
    """Two reports, a pack in a folder, and a file that cannot be read."""
    review.write("maya.md", REPORT.format(name="Maya") + "\nShe could be rung on 07700 900121.\n")
    review.write("hannah.md", REPORT.format(name="Hannah"))
    review.write("bad.docx", "this is no Word file")
    review.write("pack/plan.md", "# Action plan\n\nZanzibar.\n")
    review.write("pack/report.md", REPORT.format(name="Ruth"))
    return review


PATHS = ["maya.md", "bad.docx", "pack", "hannah.md", "none.md"]


@pytest.mark.parametrize("format", ["text", "json", "html", "sarif"])
def test_several_processes_find_the_same_byte_for_byte(library: Review, format: str) -> None:
    waiver = "waivers:\n  - {rule: acceptance-word, text: nowhere, reason: x, by: A. Chair, until: 2027-01-31}\n"
    library.settings(waiver)
    rules = [] if format == "json" else OWN
    given = [*PATHS, *rules, "--format", format, "--as-of", "2026-11-22"]
    alone = library.run("check", *given)
    assert library.run("check", *given, "-j", "2") == alone
    assert alone[0] == 3
    assert alone[2].count("\n") == 2
    assert "07700" not in alone[1]


def test_papers_of_one_review_are_a_pack_in_several_processes_too(library: Review) -> None:
    library.write("summary.md", REPORT.format(name="Maya").replace("Overview report", "Executive summary"))
    given = ["maya.md", "summary.md", "--select", "consistency", "--format", "json", "--as-of", "2026-11-22"]
    alone = library.run("check", *given)[1]
    assert library.run("check", *given, "-j", "2")[1] == alone
    outcomes = Counter(each["rule"] for each in json.loads(alone)["outcomes"])
    assert set(outcomes.values()) == {1, 2}, "rules that compare documents speak once for both"


def test_the_order_is_the_order_given_and_nothing_waits_for_the_end(library: Review) -> None:
    names = [f"r{number}.md" for number in range(MOST_TOGETHER + 2)]
    for name in names:
        library.write(name, "Zanzibar.\n")
    made = prepare(names, select=["acceptance-word"], jobs=2)
    results = made.results()
    first = next(results)
    assert [each.path for each in first.documents] == ["r0.md"]
    assert first.facts == ()
    rest = list(results)
    assert [each.path for result in rest for each in result.documents] == names[1:]
    assert len(rest) == len(names)  # the last one is about the run as a whole


def test_a_file_of_a_folder_that_is_given_too_is_checked_once(library: Review) -> None:
    packs, _ = gather(["pack/plan.md", "pack", "maya.md"])
    assert [pack.name for pack in packs] == ["pack", "maya.md"]


def test_a_process_that_dies_takes_only_its_own_document_with_it(
    library: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs, _ = gather(["maya.md", "hannah.md", "pack"])
    job = Job(*_plain(library))
    started = pool._Worker.give

    def deadly(self: pool._Worker, number: int, pack: Pack) -> None:
        started(self, number, pack)
        if pack.name == "hannah.md":
            os.kill(self.process.pid or 0, signal.SIGKILL)

    monkeypatch.setattr(pool._Worker, "give", deadly)
    with Pool(job, 2) as workers:
        parts = list(workers.work(packs))
    assert [len(part.result.documents) for part in parts] == [1, 0, 2]
    (failure,) = parts[1].result.failures
    assert isinstance(failure, DocumentError)
    assert (failure.code, failure.file) == ("crashed", "hannah.md")
    assert "stopped by signal 9" in failure.message


def test_a_process_gives_way_to_a_new_one_after_many_packs(library: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MOST_PACKS", 1)
    packs, _ = gather(["maya.md", "hannah.md"])
    with Pool(Job(*_plain(library)), 1) as workers:
        parts = workers.work(packs)
        next(parts)
        first = workers._workers[0].process.pid
        next(parts)
        assert workers._workers[0].process.pid != first


def _plain(review: Review) -> tuple[object, ...]:
    checker = prepare("maya.md", select=["acceptance-word"]).checker
    return checker.job.settings, checker.job.run


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_over_one_document_is_exit_code_4_and_the_others_are_checked(library: Review, jobs: str) -> None:
    code = (
        "import sys\n"
        "import dhr_qa.many.job as job\n"
        "from pathlib import Path\n"
        "before = job.facts_of\n"
        "def facts_of(document, *rest):\n"
        "    if document.path == 'hannah.md':\n"
        "        raise TypeError('Hannah')\n"
        "    return before(document, *rest)\n"
        "job.facts_of = facts_of\n"
        "if __name__ == '__main__':\n"
        "    from dhr_qa.cli.main import main\n"
        f"    sys.exit(main(['check', 'maya.md', 'hannah.md', *{OWN!r}, '-j', '{jobs}']))\n"
    )
    library.write("faulty.py", code)
    done = run("faulty.py", folder=library.folder)
    said = done.stderr.decode()
    assert done.returncode == 4, said
    assert "reading a document: TypeError at many/job.py:" in said
    assert "Traceback" not in said
    assert "“………”" not in done.stdout.decode()
    assert "maya.md: 1 major" in " ".join(done.stdout.decode().split())


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of signal there")
def test_ctrl_c_ends_all_processes_at_once_and_says_so(library: Review) -> None:
    for number in range(200):
        library.write(f"r{number}.md", REPORT.format(name="Maya") * 20)
    names = [f"r{number}.md" for number in range(200)]
    with subprocess.Popen(
        [sys.executable, "-m", "dhr_qa", "check", *names, "-j", "2"], cwd=library.folder, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        while not child.stdout.readline().startswith(b"r0.md"):
            pass
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does it: to all of them
        child.stdout.read()
        assert child.wait(20) == 130
        assert child.stderr.read() == b"Stopped.\n"
    until = time.monotonic() + 10
    while _alive(child.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert _alive(child.pid) == []


def _alive(group: int) -> list[str]:
    """The processes of a group that still run; one that has ended but is not yet asked about does not."""
    told = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 2) for line in told.splitlines())
    return [args for pgid, state, args in rows if int(pgid) == group and not state.startswith("Z")]


def test_the_number_of_processes_must_make_sense(library: Review) -> None:
    assert library.run("check", "maya.md", "-j", "-1")[0] == 2
    assert library.run("check", "maya.md", *OWN, "-j", "0")[0] == 1


def test_parts_can_be_merged_only_if_there_are_any() -> None:
    with pytest.raises(ValueError, match="no result"):
        merged(iter(()))


def test_the_python_api_takes_jobs(library: Review) -> None:
    one, two = (check(PATHS, select=["acceptance-word"], jobs=jobs) for jobs in (1, 2))
    assert (one.findings, one.documents, one.outcomes) == (two.findings, two.documents, two.outcomes)
    assert list(map(str, one.failures)) == list(map(str, two.failures))
    assert [each.names for each in one.facts] == [each.names for each in two.facts]


def test_the_bar_is_only_for_terminals_and_for_many(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as line, Bar(100, line) as bar, bar.aside():
        bar.advance()
    assert capsys.readouterr() == ("", "")


# --- Dask ---


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A real scheduler with two worker processes of its own, on this machine only."""
    distributed = pytest.importorskip("distributed")
    import dask

    with (
        dask.config.set({"distributed.worker.daemon": True, "distributed.comm.timeouts.connect": "20s"}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1", silence_logs=50
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_dask_cluster_finds_the_same_byte_for_byte(library: Review, scheduler: str) -> None:
    given = [*PATHS, *OWN, "--format", "json", "--as-of", "2026-11-22"]
    alone = library.run("check", *given)
    assert library.run("check", *given, "--dask", scheduler) == alone
    assert alone[0] == 3


def test_the_private_list_is_never_sent_to_a_cluster(library: Review, scheduler: str) -> None:
    library.write("names.yaml", "people: [{name: Alma Fenwick}]\n")
    code, out, err = library.run("check", "maya.md", "--people", "names.yaml", "--dask", scheduler)
    assert (code, out) == (2, "")
    assert "stays on this computer" in err
    assert "Fenwick" not in err


def test_a_scheduler_that_is_not_there_is_said(library: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("dhr_qa.many.cluster.PATIENCE", 0.3)
    code, out, err = library.run("check", "maya.md", "--dask", "tcp://127.0.0.1:9")
    assert (code, out) == (2, "")
    assert "no Dask scheduler could be reached at tcp://127.0.0.1:9" in err


def test_without_the_extra_it_is_said_what_is_missing(library: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="extra cluster"):
        list(prepare("maya.md", dask="tcp://127.0.0.1:9").results())


def test_a_checker_keeps_nothing_of_a_document(library: Review) -> None:
    checker: Checker = prepare("maya.md").checker
    part: Part = checker.check(gather("maya.md")[0][0])
    assert part.result.facts == ()
    assert set(vars(checker)) == {"job", "rulebook", "private", "notices", "tell", "help", "_ahead"}
    assert not checker._ahead
