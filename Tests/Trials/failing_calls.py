"""Every call on the store's files fails once and for ever, with ENOSPC, EIO, EDQUOT, EINTR, EMFILE, EROFS."""

import re

from injection import calls, failing, read_calls, require_strace
from journal import Journal
from office import copying, has_verb, nik, registration, require_verbs, totals_at, withdraw
from store_files import SMALL_SEGMENTS, SNAPSHOTS, anywhere, is_poisoned, require_parts, tear

NAMES = {
    "openat", "read", "pread64", "write", "pwrite64", "fdatasync", "fsync", "flock", "fcntl", "rename",
    "renameat", "renameat2", "fstat", "newfstatat", "statx", "mkdir", "unlink", "unlinkat", "getdents64", "lseek",
}
# What a person is told of each cause.
CAUSES = {
    "ENOSPC": r"full", "EDQUOT": r"full", "EIO": r"code 5\b", "EINTR": r"code 4\b", "EMFILE": r"code 24\b",
    "EROFS": r"read-only",
}
# Calls that a signal can interrupt on a local disk, so that an officer must not notice.
INTERRUPTED = {"openat", "read", "pread64", "write", "pwrite64", "fdatasync", "fsync", "flock", "fcntl"}
PROMISE = "no false promise, the cause is named, then all goes on (a refused sync: after repair)"


def run(trial):
    """A save in its forms, then reading."""
    forms = [
        ("a save", {}, None),
        ("a save that seals a torn tail", {}, tear),
        ("a rotation", SMALL_SEGMENTS, None),
        ("a save with a snapshot", SNAPSHOTS, None),
    ]
    for name, environment, harm in forms:
        for mode in ["once", "for ever"]:
            with trial.row(PROMISE, f"each call of {name} fails {mode}") as row:
                require_strace()
                require_parts(trial, environment)
                save(trial, row, environment, harm, mode)
    for verb in ["erase", "repair", "backup", "restore"]:
        for mode in ["once", "for ever"]:
            promise = "done, or the cause is named; nothing is lost, and once more works"
            with trial.row(promise, f"each call of {verb} fails {mode}") as row:
                require_strace()
                require_verbs(trial.program, verb)
                maintain(trial, row, verb, mode)
    for mode in ["once", "for ever"]:
        with trial.row("right numbers or the cause", f"each call of totals fails {mode}") as row:
            require_strace()
            read(trial, row, mode)


def save(trial, row, environment, harm, mode):
    """One registration for each call, error and mode."""
    before = trial.office(people=3)
    if harm:
        harm(before)
    first = before.copy(trial.path())
    listed, answer = calls(
        first, trial.path("trace"), "register", *registration(first.person()), environment=environment)
    if not answer.acknowledged:
        raise AssertionError(f"a save without a fault: {answer}")
    refused, marked, repairs = 0, 0, has_verb(trial.program, "repair")
    for call, error in chosen(trial, listed, [first.folder], mode):
        office = before.copy(trial.path())
        asked = office.people + 1
        answer = office.register(environment=environment, prefix=injected(call, error, mode, [office.folder]))
        refused += answer.code != 0
        problems = judged(answer, call, error)
        if is_poisoned(office):
            marked += 1
            problems += poisoned(office, call, repairs)
        else:
            failed_sync = call.name == "fdatasync" and "/journal/" in call.line and not answer.acknowledged
            if failed_sync and error != "EINTR":
                problems.append("the disk refused to keep an entry and the store is not marked")
            problems += office.problems()
        if answer.message.startswith("Not saved") and nik(asked) in Journal(office.folder).niks():
            problems.append("it was said not to be saved, and it is")
        row.count(problems, office.folder, f"{call} {error} {mode}: {answer}")
    row.note = f"{refused} refused, {marked} poisoned"
    if marked and not repairs:
        row.note += " and left so: not in this program: repair"


def maintain(trial, row, verb, mode):
    """What an administrator does, for each call, error and mode."""
    before = trial.office(people=3)
    before.environment.update(SNAPSHOTS)
    before.register()
    withdraw(before, 2)
    if verb == "repair":
        tear(before)
    person = f'"nik":"{nik(2)}"'.encode()

    def carry_out(office, to, prefix=()):
        if verb == "erase":
            return office.run("erase", "2", "--ground", "permintaan warga", officer="admin", prefix=prefix)
        words = ["repair"] if verb == "repair" else copying(verb, office, to)
        return office.run(*words, officer=None, prefix=prefix)

    first, whole = before.copy(trial.path()), trial.path("whole")
    prefix = ["strace", "-f", "-y", "-s", "64", "-o", str(trial.folder / "trace")]
    answer = carry_out(first, whole, prefix)
    if answer.code != 0:
        raise AssertionError(f"{verb} without a fault: {answer}")
    listed = read_calls(trial.folder / "trace", [first.folder, whole])
    expected, refused = totals_at(first, first.folder), 0
    for call, error in chosen(trial, listed, [first.folder, whole], mode):
        office, to = before.copy(trial.path()), trial.path("to")
        answer = carry_out(office, to, injected(call, error, mode, [office.folder, to]))
        refused += answer.code != 0
        problems = [] if answer.code == 0 else judged(answer, call, error)
        if is_poisoned(office):
            office.run("repair", officer=None)
        if verb in ("backup", "restore"):
            if answer.code == 0 and totals_at(office, to) != expected:
                problems.append("done, and it has other totals")
            to = trial.path("again")
        if verb == "erase" and answer.code == 0 and anywhere(office, person):
            problems.append("the erasure was promised and the person is still there")
        again = carry_out(office, to)
        is_done = verb == "erase" and again.code == 1
        if again.code != 0 and not is_done:
            problems.append(f"once more: {again}")
        if verb == "erase" and anywhere(office, person):
            problems.append("erased once more, and the person is still there")
        if verb in ("backup", "restore") and totals_at(office, to) != expected:
            problems.append("once more, and it has other totals")
        problems += office.problems()
        row.count(problems, office.folder, f"{call} {error} {mode}: {answer}")
    row.note = f"{refused} refused"


def read(trial, row, mode):
    """Totals for each call, error and mode."""
    office = trial.office(people=3)
    listed, right = calls(office, trial.path("trace"), "totals")
    refused = 0
    for call, error in chosen(trial, listed, [office.folder], mode):
        answer = office.run("totals", prefix=injected(call, error, mode, [office.folder]))
        refused += answer.code != 0
        problems = judged(answer, call, error)
        if answer.code == 0 and answer.json["registered"] != right.json["registered"]:
            problems.append("the numbers are wrong")
        row.count(problems, None, f"{call} {error} {mode}: {answer}")
    row.note = f"{refused} refused"


def chosen(trial, listed, folders, mode):
    """The calls on files of these folders with the errors that they get; some of them for a quick run."""
    # A call that is interrupted for ever never returns, here or anywhere.
    errors = [error for error in CAUSES if mode == "once" or error != "EINTR"]
    calls = [call for call in listed if call.name in NAMES]
    calls = [call for call in calls if any(str(folder) in call.line for folder in folders)]
    if mode == "for ever":
        for call in calls:
            call.on_paths = ordinal_on_paths(call, listed, folders)
        calls = [call for call in calls if call.on_paths]
    pairs = [(call, error) for call in calls for error in errors]
    if trial.quick:
        pairs = sorted(trial.random.sample(pairs, min(10, len(pairs))), key=pairs.index)
    return pairs


def paths(folders):
    """The files of stores by the names that strace can be told before they exist."""
    names = ["", "lock", "journal", "snapshot.jsonl", "manifest.json"]
    names += [f"journal/{number:06}.jsonl" for number in (1, 2, 3)]
    return [folder / name for folder in folders for name in names]


def ordinal_on_paths(call, listed, folders):
    """The how-manieth call of its name on these paths it is; 0 where it is on another file."""
    def named(line):
        return any(f'"{path}"' in line or f"<{path}>" in line for path in paths(folders))

    before = listed[: listed.index(call) + 1]
    return sum(other.name == call.name and named(other.line) for other in before) if named(call.line) else 0


def injected(call, error, mode, folders):
    """The prefix that makes the call fail."""
    if mode == "once":
        return failing(call.name, error, call.ordinal)
    # Only on the store's files: the message is a write too.
    return failing(call.name, error, f"{call.on_paths}+", paths(folders))


def judged(answer, call, error):
    """What is wrong with the answer alone."""
    if answer.code == 0:
        return [] if answer.json else ["exit 0 and no answer"]
    if error == "EINTR" and call.name in INTERRUPTED and "O_DIRECTORY" not in call.line:
        return ["a signal that interrupted a call made it fail"]
    if answer.code not in (2, 3):
        return ["neither done, nor refused with 2 or 3"]
    return [] if re.search(CAUSES[error], answer.message) else ["the cause is not named"]


def poisoned(office, call, repairs):
    """A store whose disk refused to keep a write: nobody is promised anything until it is repaired."""
    problems = office.broken_promises()
    if call.name not in ("fdatasync", "fsync"):
        problems.append("the store is marked although the disk kept everything")
    check = office.check()
    if check.code != 1:
        problems.append(f"check of a store that is marked: {check}")
    for _ in range(2):
        later = office.register()
        if later.acknowledged or later.code != 2 or not later.message:
            problems.append(f"a later writer: {later}")
    if repairs:
        repair = office.run("repair", officer=None)
        if repair.code != 0:
            problems.append(f"repair: {repair}")
        problems += office.problems(codes=(0,))
    return problems
