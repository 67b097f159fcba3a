"""Every state that a power cut can leave on a disk that reorders and tears what it was not told to flush."""

import threading
import uuid

import no_sync
from logged_disk import Log, LoggedDisk
from mounts import Unmountable, command, mounted, require_root
from office import Missing, Office, people_file, registration
from store_files import require_parts

SECTOR = 512
SIZE = 32 << 20
PROMISE = "what was promised before the cut is there, and the next officer just works"


def run(trial):
    """Writers on a logged disk; then states made from its log, each mounted and read."""
    small = {"PAYUNG_SEGMENT_BYTES": "2048", "PAYUNG_SNAPSHOT_BYTES": "1"}
    for name, environment in [("", {}), (", segments of 2 KiB, snapshot after every save", small)]:
        with trial.row(PROMISE, f"block-level crash states of an ext4 disk{name}") as row:
            require_root("mkfs.ext4", "losetup")
            require_parts(trial, environment)
            states(trial, row, environment)
    with trial.row("the harness sees a lost entry", "the same, with fdatasync taken away") as row:
        require_root("mkfs.ext4", "losetup", "cc")
        states(trial, row, no_sync.environment(trial), has_to_lose=True)


def states(trial, row, environment, has_to_lose=False):
    """Records once, replays often."""
    image = trial.path("image")
    with image.open("wb") as file:
        file.truncate(SIZE)
    complaint = command("mkfs.ext4", "-qF", image)
    if complaint:
        raise Missing(f"mkfs.ext4: {complaint}")
    disk = LoggedDisk(trial, image)
    at = trial.path("mount")
    office = Office(trial.program, at / "store")
    office.environment.update(environment)
    with disk.served() as file, mounted(at, "-o", "loop", file):
        office.begin(people=1)
        command("sync", "-f", at)
        promises = work(trial, office, disk)
    log = Log(disk.log)
    base = image.read_bytes()
    crashed, there = trial.path("crashed"), trial.path("mount")
    after = Office(trial.program, there / "store")
    first = min(end for _, _, end in promises)
    points = [index for index, end in enumerate(log.ends) if end >= first]
    lost = unmountable = 0
    for _ in range(20 if has_to_lose else trial.size(10, 200)):
        point = trial.random.choice(points)
        build(trial.random, base, log, point, crashed)
        after.people = 1_000
        after.promised = {name: entry for name, entry, end in promises if end <= log.ends[point]}
        kept = trial.path("kept")
        try:
            with mounted(there, "-o", "loop", crashed):
                problems = after.broken_promises()
                lost += any("was promised" in problem for problem in problems)
                problems += [] if has_to_lose else after.problems()
                if problems and not has_to_lose:
                    after.copy(kept)
        except Unmountable:
            # Sectors of its own records that ext4 did not expect to be torn: nothing to be read at all.
            unmountable += 1
            continue
        if not has_to_lose:
            row.count(problems, kept, f"cut behind {point} of {len(log.records)} records of the disk")
    if has_to_lose:
        row.count([] if lost else ["a program that never synchronises lost nothing"])
    row.note = (
        f"{len(promises)} promised, {len(log.records)} writes and flushes, {lost} states with a loss, "
        f"{unmountable} that ext4 itself does not mount")


def work(trial, office, disk):
    """Three officers at work; answers what was promised, with the length of the log when it was known."""
    promises, lock = [], threading.Lock()

    def write():
        for _ in range(trial.size(5, 15)):
            with lock:
                person = office.person()
            name = str(uuid.uuid4())
            answer = office.run("register", *registration(person), "--id", name)
            promise(name, answer)

    def import_lists():
        for _ in range(trial.size(2, 6)):
            with lock:
                people = [office.person() for _ in range(30)]
            name = str(uuid.uuid4())
            answer = office.run("import", people_file(people, trial.path("list")), "--id", name)
            promise(name, answer)

    def promise(name, answer):
        with lock:
            if answer.acknowledged:
                promises.append((name, answer.json["entry"], disk.log.stat().st_size))

    # A list is an entry over several blocks of the disk.
    writers = [threading.Thread(target=work) for work in (write, write, import_lists)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return promises


def build(random, base, log, point, path):
    """The disk after a power cut behind this record of its log.

    What was written before the last flush is there. Of the rest nothing, a beginning, or any of it, whole or
    some sectors of it.
    """
    records = log.records[: point + 1]
    flushed = max((index for index, record in enumerate(records) if record is None), default=-1)
    content = bytearray(base)
    for record in records[: flushed + 1]:
        if record:
            offset, data = record
            content[offset: offset + len(data)] = data
    rest = [record for record in records[flushed + 1:] if record]
    manner = random.choice(["nothing", "beginning", "some", "torn"])
    if manner == "nothing":
        rest = []
    elif manner == "beginning":
        rest = rest[: random.randint(0, len(rest))]
    else:
        rest = [record for record in rest if random.random() < 0.5]
    for offset, data in rest:
        for start in range(0, len(data), SECTOR):
            if manner != "torn" or random.random() < 0.5:
                content[offset + start: offset + start + SECTOR] = data[start: start + SECTOR]
    path.write_bytes(content)
