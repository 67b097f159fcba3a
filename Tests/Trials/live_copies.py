"""Copies of a store that is being written, by cp -r, tar and rsync."""

import re
import shutil
import subprocess
import threading
import uuid

from office import Missing, Office, registration
from store_files import require_parts

TOOLS = {
    "cp -r": "cp -r {store} {copy}",
    "cp -a": "cp -a {store} {copy}",
    "tar": "mkdir -m 700 {copy} && tar -C {store} -cf - . | tar -C {copy} -xf -",
    "rsync": "rsync -a {store}/ {copy}/",
}
WRITERS = 3


def run(trial):
    """Each tool on a store with one segment, then with small segments and a snapshot after every save."""
    small = {"PAYUNG_SEGMENT_BYTES": "4096", "PAYUNG_SNAPSHOT_BYTES": "1"}
    for name, environment in [("", {}), (", segments of 4 KiB, snapshot after every save", small)]:
        for tool, words in TOOLS.items():
            promise = "all that was promised before is in the copy, which can be written to at once"
            with trial.row(promise, f"copied by {tool} under {WRITERS} writers{name}") as row:
                if not shutil.which(tool.split()[0]):
                    raise Missing(f"no {tool} here")
                require_parts(trial, environment)
                copies(trial, row, words, environment)


def copies(trial, row, words, environment):
    """Copies while others write."""
    office = trial.office(people=20)
    office.environment.update(environment)
    lock, over = threading.Lock(), threading.Event()

    def write():
        while not over.is_set():
            with lock:
                person = office.person()
            name = str(uuid.uuid4())
            answer = office.run("register", *registration(person), "--id", name)
            with lock:
                office.remember(name, answer)

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(trial.size(3, 14)):
            copy = Office(trial.program, trial.path("copy"))
            with lock:
                copy.promised = dict(office.promised)
            line = words.format(store=office.folder, copy=copy.folder)
            result = subprocess.run(line, shell=True, capture_output=True, text=True, umask=0o077)
            # Somebody whom the live store knows by then may be in the copy already.
            copy.people, copy.seconds = 300_000, office.seconds
            is_whole = result.returncode == 0 or only_vanished(result.stderr)
            copying = [] if is_whole else [f"{line}: {result.stderr}"]
            row.count(copying + copy.problems(), copy.folder)
    finally:
        over.set()
        for writer in writers:
            writer.join()
    row.count(office.problems(), office.folder, "the store that was copied")
    row.note = f"{len(office.promised)} promised"


def only_vanished(errors):
    """Whether a tool missed nothing but snapshots that were being written and got their name meanwhile."""
    named = [line for line in errors.splitlines() if "/" in line]
    return bool(named) and all(re.search(r"/snapshot\.jsonl\.[0-9a-f]{16}\.new", line) for line in named)
