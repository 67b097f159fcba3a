"""A save's write is cut short at every byte (RLIMIT_FSIZE), then the seal of what it left, too."""

import shutil

from journal import Journal
from office import Missing, nik
from store_files import segment

PROMISE = "not promised and said why, nothing lost, the next officer seals it and just works"


def run(trial):
    """Every length of one write; then pairs of a cut write and a cut repair of it."""
    with trial.row(PROMISE, "a write cut short at every byte") as row:
        require_limits()
        before = trial.office(people=3)
        length = entry_length(trial, before)
        for count in range(0, length, trial.size(40, 1)):
            cut(trial, row, before, [count])
        cut(trial, row, before, [length - 1])
        row.note = f"an entry of {length} bytes"
    with trial.row(PROMISE, "a write cut short, then its seal cut short, then that one's") as row:
        require_limits()
        before = trial.office(people=3)
        length = entry_length(trial, before)
        for _ in range(trial.size(10, 300)):
            cut(trial, row, before, [trial.random.randrange(length)] + [
                trial.random.choice([trial.random.randrange(1, 140), trial.random.randrange(length)])
                for _ in range(trial.random.randint(1, 3))])


def require_limits():
    """Ends a trial where a write cannot be limited from outside."""
    if not shutil.which("prlimit"):
        raise Missing("no prlimit here")


def entry_length(trial, office):
    """How many bytes one registration writes."""
    other = office.copy(trial.path())
    before = segment(other).stat().st_size
    other.register()
    return segment(other).stat().st_size - before


def cut(trial, row, before, counts):
    """Writers one after the other, each of whom can add only so many bytes; then one without a limit."""
    office = before.copy(trial.path())
    problems, answers, unsaved = [], [], []
    for count in counts:
        limit = segment(office).stat().st_size + count
        # The signal that comes with the limit is for programs that do not look at what write answers.
        answer = office.register(prefix=["env", "--ignore-signal=XFSZ", "prlimit", f"--fsize={limit}"])
        answers.append(str(answer))
        if answer.message.startswith("Not saved"):
            unsaved.append(nik(office.people))
        if segment(office).stat().st_size > limit:
            raise AssertionError("the limit did not hold")
        if not answer.acknowledged and (answer.code != 2 or not answer.message):
            problems.append(f"not saved, and the officer was told: {answer}")
    problems += office.problems()
    for saved in set(unsaved) & set(Journal(office.folder).niks()):
        problems.append(f"{saved} was said not to be saved, and is")
    row.count(problems, office.folder, f"cut behind {counts}: {answers}")
