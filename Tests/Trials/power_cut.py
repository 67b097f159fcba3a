"""The power fails under load (EXT4_IOC_SHUTDOWN on a loop mount), beside SQLite on the same harness.

Answers that were read before the cut count as promised; one that races with it is no evidence. The last row
is the same program without a working fdatasync: a harness that finds nothing there proves nothing elsewhere.
"""

import collections
import fcntl
import os
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import uuid

import no_sync
from injection import Call, killing, require_strace
from mounts import command, mounted, require_root
from office import MAKING, Missing, Office, registration
from store_files import require_parts

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
WRITERS = 4
PROMISE = "what was promised before the power cut is there, and the next officer just works"


def run(trial):
    """Payung in two forms, SQLite in two settings, and a recipe that has to lose."""
    count = trial.size(3, 25)
    rotation = {"PAYUNG_SEGMENT_BYTES": "4096", "PAYUNG_SNAPSHOT_BYTES": "1"}
    with trial.row(PROMISE, f"power cut, {WRITERS} writers") as row:
        require_root("mkfs.ext4", "losetup")
        cuts(trial, row, count, lambda disk, row: payung(trial, row, disk, {}))
    fault = f"power cut, {WRITERS} writers, segments of 4 KiB, snapshot after every save"
    with trial.row(PROMISE, fault) as row:
        require_root("mkfs.ext4", "losetup")
        require_parts(trial, rotation)
        cuts(trial, row, count, lambda disk, row: payung(trial, row, disk, rotation))
    with trial.row(PROMISE, "power cut behind the first save of a store whose making was killed") as row:
        require_root("mkfs.ext4", "losetup")
        require_strace()
        row.promised = row.lost = row.losing = 0
        # Behind each of its synchronisations, and without a kill.
        for ordinal in range(1, 10):
            killed = young(trial, row, Call("fsync", ordinal, ""))
            if not killed:
                break
        row.note = f"{row.promised} promised, {row.lost} lost, {ordinal - 1} kills"
    for mode in ["DELETE", "WAL"]:
        with trial.row("for comparison, no promise of ours", f"power cut, SQLite {mode}+FULL") as row:
            require_root("mkfs.ext4", "losetup")
            cuts(trial, row, count, lambda disk, row: sqlite(trial, row, disk, mode))
    with trial.row("the harness sees a lost entry", "power cut, payung with fdatasync taken away") as row:
        require_root("mkfs.ext4", "losetup", "cc")
        wrong = no_sync.environment(trial)
        cuts(trial, row, trial.size(2, 5), lambda disk, row: without_sync(trial, row, disk, wrong))
        row.count([] if row.losing else ["a program that never synchronises lost nothing"])


class Disk:
    """An ext4 file system in a file, whose power can be cut."""

    def __init__(self, trial):
        self.image, self.folder = trial.path("disk"), trial.path("mount")
        with self.image.open("wb") as file:
            file.truncate(96 << 20)
        complaint = command("mkfs.ext4", "-qF", self.image)
        if complaint:
            raise Missing(f"mkfs.ext4: {complaint}")

    def mounted(self):
        """The file system for a `with` block."""
        return mounted(self.folder, "-o", "loop", self.image)

    def cut_power(self):
        """Nothing that is not on the disk gets there any more."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(handle)


def cuts(trial, row, count, once):
    """Repeats a trial on fresh disks."""
    row.promised = row.lost = row.losing = 0
    for _ in range(count):
        disk = Disk(trial)
        once(disk, row)
        disk.image.unlink()
        row.note = f"{row.promised} promised, {row.lost} lost in {row.losing} trials"


def load(trial, row, disk, office):
    """Writers on a store until the power fails; answers what was promised before."""
    lock, over, before = threading.Lock(), threading.Event(), len(office.promised)

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
    time.sleep(trial.random.uniform(0.1, 1.2))
    # On a slow machine nobody may have been promised anything by then.
    ends = time.monotonic() + 10
    while len(office.promised) == before and time.monotonic() < ends:
        time.sleep(0.01)
    with lock:
        promised = dict(office.promised)
    disk.cut_power()
    over.set()
    for writer in writers:
        writer.join()
    office.promised = promised
    row.promised += len(promised)


def settled_office(trial, disk):
    """A store on the disk, whose beginning is no part of the trial."""
    office = Office(trial.program, disk.folder / "store").begin(people=2)
    command("sync", "-f", disk.folder)
    return office


def payung(trial, row, disk, environment):
    """One power cut under the program."""
    with disk.mounted():
        office = settled_office(trial, disk)
        office.environment.update(environment)
        load(trial, row, disk, office)
    with disk.mounted():
        problems = office.broken_promises()
        lost = sum("was promised" in problem for problem in problems)
        row.lost += lost
        row.losing += lost > 0
        problems += office.problems()
        kept = trial.path("kept")
        if problems:
            office.copy(kept)
        row.count(problems, kept)


def young(trial, row, call):
    """A store whose making ends at a call, a save if it takes one, a power cut; whether it ended there."""
    disk = Disk(trial)
    with disk.mounted():
        office = Office(trial.program, disk.folder / "store")
        killed = office.run(*MAKING, officer=None, prefix=killing(call)).code < 0
        for _ in range(2):
            office.register()
        disk.cut_power()
    with disk.mounted():
        problems = office.broken_promises() if office.promised else []
        row.promised += len(office.promised)
        row.lost += sum("was promised" in problem for problem in problems)
        if office.promised:
            problems += office.problems()
        row.count(problems, None, f"killed at {call}" if killed else "not killed")
    disk.image.unlink()
    return killed


def without_sync(trial, row, disk, wrong):
    """One power cut under the program with a disk that is never told to keep anything."""
    with disk.mounted():
        office = settled_office(trial, disk)
        office.environment.update(wrong)
        load(trial, row, disk, office)
    with disk.mounted():
        lost = sum("was promised" in problem for problem in office.broken_promises())
        row.lost += lost
        row.losing += lost > 0


def sqlite(trial, row, disk, mode):
    """One power cut under SQLite: the same writers, each a process, one row a commit."""
    promises = trial.path("promises")
    with disk.mounted():
        base = disk.folder / "base.db"
        connection = sqlite3.connect(base)
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("CREATE TABLE person (id TEXT PRIMARY KEY, text TEXT)")
        connection.commit()
        connection.close()
        command("sync", "-f", disk.folder)
        promises.touch()
        writers = [
            subprocess.Popen(
                [sys.executable, __file__, str(base), mode, str(promises)], stderr=subprocess.DEVNULL)
            for _ in range(WRITERS)
        ]
        while promises.stat().st_size == 0 and any(writer.poll() is None for writer in writers):
            time.sleep(0.01)
        time.sleep(trial.random.uniform(0.1, 1.2))
        promised = promises.read_text().splitlines()
        disk.cut_power()
        for writer in writers:
            writer.kill()
            writer.wait()
    with disk.mounted():
        connection = sqlite3.connect(base)
        found = collections.Counter(id for (id,) in connection.execute("SELECT id FROM person"))
        connection.close()
    lost = sum(found[name] != 1 for name in promised)
    row.promised += len(promised)
    row.lost += lost
    row.losing += lost > 0
    # What SQLite does is shown, not judged.
    row.count([])


def write_rows(base, mode, promises):
    """A writer of SQLite: a row, a commit, a line in the file of promises, until the end."""
    connection = sqlite3.connect(base, timeout=30)
    connection.execute(f"PRAGMA journal_mode={mode}")
    connection.execute("PRAGMA synchronous=FULL")
    with open(promises, "ab", buffering=0) as file:
        while True:
            name = str(uuid.uuid4())
            connection.execute("INSERT INTO person VALUES (?, ?)", (name, "x" * 600))
            connection.commit()
            file.write(f"{name}\n".encode())


if __name__ == "__main__":
    write_rows(*sys.argv[1:])
