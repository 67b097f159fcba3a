"""kill -9 at every system call of a save, rotation, snapshot, erasure, repair, backup, restore, init."""


from injection import calls, killing, require_strace
from office import MAKING, Missing, Office, copying, nik, registration, require_verbs, totals_at, withdraw
from store_files import (
    SMALL_SEGMENTS, SNAPSHOTS, anywhere, contents, journal_bytes, mark_poisoned, require_parts, tear)

SAVED = "what was promised is there once, and the next officer just works"
SOURCE = "the source is unharmed, a half one passes for nothing, and again works"


def run(trial):
    """Each row enumerates the calls of one command and ends it at each of them."""
    saves = [
        ("a save", {}, None),
        ("a save that seals a torn tail", {}, tear),
        ("a rotation", SMALL_SEGMENTS, None),
        ("a rotation behind a torn tail", SMALL_SEGMENTS, tear),
        ("a save with a snapshot", SNAPSHOTS, None),
    ]
    for name, environment, harm in saves:
        with trial.row(SAVED, f"kill -9 at every call of {name}") as row:
            require_strace()
            require_parts(trial, environment)
            save(trial, row, environment, harm)
    for signal in ["TERM", "HUP", "INT"]:
        with trial.row(SAVED, f"SIG{signal} at every call of a save") as row:
            require_strace()
            save(trial, row, {}, None, signal)
    for name, environment in [("", SNAPSHOTS), (" over many segments", SNAPSHOTS | SMALL_SEGMENTS)]:
        fault = f"kill -9 at every call of an erasure{name}"
        with trial.row(SAVED + ", the erased person is gone", fault) as row:
            require_strace()
            require_verbs(trial.program, "erase")
            erase(trial, row, environment)
    with trial.row(SAVED + ", the replaced list is gone", "kill -9 at every call of a new list") as row:
        require_strace()
        require_verbs(trial.program, "erase")
        replace(trial, row)
    for name, harm in [("a torn tail", tear), ("a poisoned store", mark_poisoned)]:
        fault = f"kill -9 at every call of a repair of {name}"
        with trial.row("repaired once more, all is there", fault) as row:
            require_strace()
            require_verbs(trial.program, "repair")
            repair(trial, row, harm)
    with trial.row("it is no store, or a whole one", "kill -9 at every call of init") as row:
        require_strace()
        make(trial, row)
    for verb in ["backup", "restore"]:
        for name, environment in [("", {}), (" of many segments", SMALL_SEGMENTS)]:
            with trial.row(SOURCE, f"kill -9 at every call of a {verb}{name}") as row:
                require_strace()
                require_verbs(trial.program, verb)
                copy(trial, row, verb, environment)


def save(trial, row, environment, harm, signal="KILL"):
    """One registration, ended at each call."""
    before = trial.office(people=3)

    def prepared():
        office = before.copy(trial.path())
        if harm:
            harm(office)
        return office

    first = prepared()
    listed, answer = calls(
        first, trial.path("trace"), "register", *registration(first.person()), environment=environment)
    if not answer.acknowledged:
        raise AssertionError(f"a save without a fault: {answer}")
    for call in chosen(trial, row, listed):
        office = prepared()
        answer = office.register(environment=environment, prefix=killing(call, signal))
        hit(row, answer)
        row.count(office.problems(), office.folder, f"{call}: {answer}")


def make(trial, row):
    """A new store, cut at each call."""
    listed, answer = calls(Office(trial.program, trial.path()), trial.path("trace"), *MAKING, officer=None)
    if answer.code != 0:
        raise AssertionError(f"init without a fault: {answer}")
    for call in chosen(trial, row, listed):
        office = Office(trial.program, trial.path())
        answer = office.run(*MAKING, officer=None, prefix=killing(call))
        hit(row, answer)
        there = office.run("list")
        problems = []
        if there.code == 0:
            problems = office.problems(codes=(0,))
        elif there.code != 2 or answer.code == 0 or office.register().acknowledged:
            problems.append(f"list: {there}")
        row.count(problems, office.folder, f"{call}: {answer}")


def erase(trial, row, environment):
    """The erasure of one person."""
    before = trial.office(people=0)
    before.environment.update(environment)
    for _ in range(3):
        before.register()
    withdraw(before, 2)
    words = ["erase", "2", "--ground", "permintaan warga"]
    gone(trial, row, before, words, "admin", f'"nik":"{nik(2)}"'.encode(), b'"kind":"erased"')


def replace(trial, row):
    """A list of participants that another one replaces."""
    before = trial.office(people=2)
    before.environment.update(SNAPSHOTS)
    lists = [trial.path("list"), trial.path("list")]
    for number, path in enumerate(lists):
        path.write_text(f"NIK\n{nik(9_000 + number)}\n{nik(9_100 + number)}\n")
    before.run("participants import", lists[0], officer="dewi")
    words = ["participants import", lists[1], "--replace"]
    gone(trial, row, before, words, "dewi", nik(9_000).encode(), b'"replacing":true')


def gone(trial, row, before, words, officer, text, decision):
    """An erasure, cut at each call: whoever writes next finishes it once the decision is in the journal."""
    first = before.copy(trial.path())
    listed, answer = calls(first, trial.path("trace"), *words, officer=officer)
    if answer.code != 0:
        raise AssertionError(f"an erasure without a fault: {answer}")
    if anywhere(first, text):
        raise Missing("not in this program: what it replaces or erases stays in the files")
    for call in chosen(trial, row, listed):
        office = before.copy(trial.path())
        answer = office.run(*words, officer=officer, prefix=killing(call))
        hit(row, answer)
        problems = []
        if answer.acknowledged and anywhere(office, text):
            problems.append("the erasure was promised and the text is still there")
        problems += office.problems()
        is_decided = decision in journal_bytes(office.folder)
        if is_decided and anywhere(office, text):
            problems.append("the erasure was recorded, another officer wrote, and the text is still there")
        if not is_decided and not anywhere(office, text):
            problems.append("the text is gone and nothing says why")
        row.count(problems, office.folder, f"{call}: {answer}")


def repair(trial, row, harm):
    """A repair, cut at each call; the next one finishes it."""
    before = trial.office(people=3)
    harm(before)
    first = before.copy(trial.path())
    listed, answer = calls(first, trial.path("trace"), "repair", officer=None)
    if answer.code != 0:
        raise AssertionError(f"a repair without a fault: {answer}")
    for call in chosen(trial, row, listed):
        office = before.copy(trial.path())
        answer = office.run("repair", officer=None, prefix=killing(call))
        hit(row, answer)
        problems = office.broken_promises()
        again = office.run("repair", officer=None)
        if again.code != 0:
            problems.append(f"repair once more: {again}")
        row.count(problems + office.problems(codes=(0,)), office.folder, f"{call}: {answer}")


def copy(trial, row, verb, environment):
    """A backup of a store, or a restore of a copy, cut at each call."""
    before = trial.office(people=2)
    before.environment.update(environment)
    for _ in range(2):
        before.register()
    whole = trial.path("whole")
    listed, answer = calls(
        before, trial.path("trace"), *copying(verb, before, whole), officer=None, above=[whole])
    if answer.code != 0:
        raise AssertionError(f"a {verb} without a fault: {answer}")
    expected = totals_at(before, before.folder)
    for call in chosen(trial, row, listed):
        source = before.copy(trial.path())
        held = contents(source.folder)
        half, again = trial.path("half"), trial.path("again")
        answer = source.run(*copying(verb, source, half), officer=None, prefix=killing(call))
        hit(row, answer)
        problems = []
        if contents(source.folder) != held:
            problems.append("the source is no longer what it was")
        if totals_at(source, half) not in (None, expected):
            problems.append("a half one passes for a store with other totals")
        if verb == "restore" and totals_at(source, half) and b'"kind":"restored"' not in journal_bytes(half):
            problems.append("a half one passes for a store and does not say that it was restored")
        if answer.code == 0 and totals_at(source, half) is None:
            problems.append("it was promised and is not there")
        result = source.run(*copying(verb, source, again), officer=None)
        if result.code != 0:
            problems.append(f"once more into a fresh folder: {result}")
        elif totals_at(source, again) != expected:
            problems.append("once more, and it has other totals")
        row.count(problems, None, f"{call}: {answer}; {source.folder} {half} {again}")


def chosen(trial, row, listed):
    """Every call, or for a quick run every n-th from a random one on."""
    step = max(1, len(listed) // 12) if trial.quick else 1
    some = listed[trial.random.randrange(step)::step]
    row.note = f"{len(some)} of {len(listed)} calls"
    row.missed = 0
    return some


def hit(row, answer):
    """Notes a run that ended before the call came."""
    if answer.code >= 0:
        row.missed += 1
        row.note = row.note.split(", not reached")[0] + f", not reached {row.missed}"
