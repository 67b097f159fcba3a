"""The files of a store, looked at and harmed from outside."""

import json
import shutil

from office import Missing

PAGE = 4_096
SMALL_SEGMENTS = {"PAYUNG_SEGMENT_BYTES": "1"}
SNAPSHOTS = {"PAYUNG_SNAPSHOT_BYTES": "1"}


def require_parts(trial, environment):
    """Ends a trial of a program that makes no segments or no snapshots, where the trial asks for them."""
    if not environment:
        return
    office = trial.office(people=1)
    office.register(environment=SMALL_SEGMENTS | SNAPSHOTS)
    office.register(environment=SMALL_SEGMENTS | SNAPSHOTS)
    if "PAYUNG_SEGMENT_BYTES" in environment and not (office.folder / "journal/000002.jsonl").exists():
        raise Missing("not in this program: segments")
    if "PAYUNG_SNAPSHOT_BYTES" in environment and not (office.folder / "snapshot.jsonl").exists():
        raise Missing("not in this program: snapshots")


def contents(folder):
    """Every file's bytes by its name in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def anywhere(office, text):
    """Whether any file of the store has this text."""
    return any(text in content for content in contents(office.folder).values())


def journal_bytes(folder):
    """All bytes of a store's journal."""
    return b"".join(file.read_bytes() for file in sorted((folder / "journal").glob("*.jsonl")))


def segment(office):
    """The file that entries go to."""
    return sorted((office.folder / "journal").glob("*.jsonl"))[-1]


def append(office, text):
    """Puts bytes behind the journal, as a write that was cut short leaves them."""
    with segment(office).open("ab") as file:
        file.write(text)


def tear(office):
    """Leaves the first half of an entry behind the journal."""
    append(office, b'{"salt":"000102030405060708090a0b0c0d0e0f","case":4,"kind":"person","nik":"21020')


def end_at(office, place):
    """Makes the journal end at this place of a page, by torn bytes that the next officer seals."""
    # The seal names the number of torn bytes; with four digits it keeps its length.
    office_copy = office.copy(office.folder.with_name(office.folder.name + "-measured"))
    torn = 5_000 + (place - _sealed(office_copy, 5_000)) % PAGE
    shutil.rmtree(office_copy.folder)
    if _sealed(office, torn) % PAGE != place % PAGE:
        raise AssertionError("the journal does not end where the trial needs it")
    return segment(office).stat().st_size


def _sealed(office, torn):
    """Leaves torn bytes, has them sealed, and answers where the journal then ends."""
    append(office, b"x" * torn)
    answer = office.register()
    if not answer.acknowledged:
        raise AssertionError(f"a save that seals torn bytes: {answer}")
    return segment(office).stat().st_size


def mark_poisoned(office):
    """Sets the mark that a failed fdatasync leaves in the lock file."""
    mark = {"poisoned": "2026-11-26T00:00:00.000Z", "entry": 5, "call": "fdatasync", "code": 5}
    with (office.folder / "lock").open("r+b") as file:
        file.seek(512)
        file.write(json.dumps(mark, separators=(",", ":")).encode().ljust(511) + b"\n")


def is_poisoned(office):
    """Whether the mark stands that forbids everybody to write."""
    return (office.folder / "lock").read_bytes()[512:1024].strip(b" \n\0") != b""
