"""A store that may only be read, or whose disk cannot be relied on."""

import contextlib
import re

from injection import require_strace
from mounts import command, mounted, require_root, unmount
from office import Missing, Office

FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
CHANGING = {
    "mkdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "chmod", "fchmod", "fchmodat", "truncate",
    "ftruncate", "utimensat", "link", "linkat", "symlink", "symlinkat", "chown", "fchown", "fchownat",
}
READING = {"check": None, "list": "siti", "totals": "siti", "history": "siti", "seal": None}


def run(trial):
    """A read-only mount, then a file system of another machine."""
    with trial.row("reading works and asks for no writing, a save is refused", "read-only mount") as row:
        require_root("mount")
        require_strace()
        read_only(trial, row)
    with trial.row("reading works, a save is refused", "a FUSE file system (bindfs)") as row:
        require_root("bindfs")
        remote(trial, row)


def read_only(trial, row):
    """What an auditor does."""
    office = trial.office(people=5)
    with bound_read_only(office.folder, trial.path("mount")) as folder:
        there = Office(trial.program, folder)
        for verb, officer in READING.items():
            record = trial.path("trace")
            answer = there.run(verb, officer=officer, prefix=["strace", "-f", "-o", str(record)])
            if answer.code == 64:
                continue
            problems = [] if answer.code == 0 else [f"{verb}: {answer}"]
            for line in record.read_text(errors="replace").splitlines():
                name = line.split("(")[0].split()[-1]
                writes = name in CHANGING or name in ("open", "openat") and FOR_WRITING.search(line)
                if str(folder) in line and writes:
                    problems.append(line)
            row.count(problems, None, verb)
        there.people = office.people
        answer = there.register()
        is_told = answer.code == 2 and "read-only" in answer.message
        row.count([] if is_told else [f"a save: {answer}"], None, "register")
    row.count(office.problems(), office.folder, "writable again")


@contextlib.contextmanager
def bound_read_only(folder, at):
    """The store at another place, where nothing can be written."""
    with mounted(at, "--bind", folder):
        complaint = command("mount", "-o", "remount,ro,bind", at)
        if complaint:
            raise Missing(f"no read-only mount: {complaint}")
        yield at


def remote(trial, row):
    """A file system on which neither locks nor synchronisation can be relied on."""
    office = trial.office(people=3)
    at = trial.path("mount")
    at.mkdir()
    complaint = command("bindfs", office.folder, at)
    if complaint:
        raise Missing(f"bindfs: {complaint}")
    try:
        there = Office(trial.program, at)
        for verb in ("list", "totals"):
            answer = there.run(verb)
            row.count([] if answer.code == 0 else [f"{verb}: {answer}"], None, verb)
        there.people = office.people
        answer = there.register()
        office.people = there.people
        is_told = answer.code == 2 and "fuse" in answer.message.lower()
        row.count([] if is_told else [f"a save: {answer}"], None, "register")
    finally:
        unmount(at)
    row.count(office.problems(), office.folder, "on its own disk")
