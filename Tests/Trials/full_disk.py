"""The disk is full 0 to 400 bytes too early for the next entry (tmpfs)."""

import shutil
import subprocess

from mounts import mounted, require_root
from office import PROGRAMME, Office
from store_files import PAGE, end_at, segment


def run(trial):
    """A save for each number of bytes that are missing, once with another save before the room is there."""
    promise = "refused with the cause, reading works, with room the next save works, no repair"
    with trial.row(promise, "disk full, each number of bytes short of room from 1 to 400") as row:
        require_root()
        with mounted(trial.path("mount"), "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs") as disk:
            fill(trial, row, disk)
    with trial.row("refused with the cause, or whole", "disk full while a store is made") as row:
        require_root()
        for pages in range(0, 6):
            room = f"size={max(1, pages) * 4}k,mode=700"
            with mounted(trial.path("mount"), "-t", "tmpfs", "-o", room, "tmpfs") as disk:
                make(trial, row, disk, pages)


def fill(trial, row, disk):
    """The page that the entry begins on has some bytes too few, and no other page is free."""
    template = trial.office(people=2)
    first = template.copy(trial.path())
    begins = end_at(first, 0)
    first.register()
    length = segment(first).stat().st_size - begins
    for short in range(1, 401, trial.size(40, 1)):
        office = template.copy(disk / "store")
        end_at(office, PAGE - length + short)
        problems = []
        occupy(disk / "filler")
        for _ in range(2):
            answer = office.register()
            if answer.acknowledged or answer.code != 2 or "full" not in answer.message:
                problems.append(f"a save without room: {answer}")
        for verb in ["list", "totals"]:
            answer = office.run(verb)
            if answer.code != 0:
                problems.append(f"{verb} on a full disk: {answer}")
        if office.check().code not in (0, 1):
            problems.append(f"check on a full disk: {office.check()}")
        (disk / "filler").unlink()
        problems += office.problems()
        if problems:
            shutil.copytree(office.folder, trial.path("kept"))
        row.count(problems, office.folder, f"{short} bytes short, kept in {trial.folder}")
        shutil.rmtree(office.folder, ignore_errors=True)
    row.note = f"an entry of {length} bytes"


def occupy(filler):
    """Takes all the room there is."""
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(PAGE)):
                pass
        except OSError:
            pass


def make(trial, row, disk, pages):
    """A new store where there is too little room."""
    problems = []
    if pages == 0:
        occupy(disk / "filler")
    words = [trial.program, "init", str(disk / "store"), "--simulated", "--programme", str(PROGRAMME)]
    result = subprocess.run(words, env={"LANG": "en_US.UTF-8"}, capture_output=True, text=True)
    if result.returncode == 0:
        problems += Office(trial.program, disk / "store").broken_promises()
    elif result.returncode != 2 or "full" not in result.stderr:
        problems.append(f"init without room: exit {result.returncode}, {result.stderr}{result.stdout}")
    row.count(problems, None, f"{pages} pages of room")
