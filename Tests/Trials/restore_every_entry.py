"""A store is restored at every entry of its history and compared with what it says of that moment."""

from linearisability import LEVELS, SIGNATURE, VERIFIERS
from office import Office, numbers, require_verbs
from store_files import require_parts


def run(trial):
    """From the store itself, which is as good as any copy, and from a backup."""
    promise = "the restored store has the totals of that entry, is clean, and the source is what it was"
    small = {"PAYUNG_SEGMENT_BYTES": "8192"}
    for name, environment in [("", {}), (", segments of 8 KiB", small)]:
        with trial.row(promise, f"restored at every entry{name}") as row:
            require_verbs(trial.program, "restore")
            require_parts(trial, environment)
            restore(trial, row, environment, backup=False)
    with trial.row(promise, "restored at some entries from a backup") as row:
        require_verbs(trial.program, "backup", "restore")
        restore(trial, row, {}, backup=True)


def restore(trial, row, environment, backup):
    """Makes a history and restores it entry by entry."""
    office = trial.office(people=0)
    office.environment.update(environment)
    entries = trial.size(25, 200 if backup else 1_000)
    history(trial, office, entries)
    source = office.folder
    if backup:
        source = trial.path("backup")
        answer = office.run("backup", source, officer=None)
        if answer.code != 0:
            raise AssertionError(f"backup: {answer}")
    for entry in range(1, entries + 1, 7 if backup else 1):
        there = Office(trial.program, trial.path("restored"))
        there.seconds = office.seconds
        answer = office.run("restore", source, there.folder, "--until", f"#{entry}", officer=None)
        problems = [] if answer.code == 0 else [f"restore: {answer}"]
        before, after = office.run("totals", "--as-of", f"#{entry}"), there.run("totals")
        if before.code != 0 or after.code != 0:
            problems.append(f"totals: {before}; {after}")
        elif numbers(before) != numbers(after):
            problems.append(f"totals of entry {entry}: {before}; restored: {after}")
        if entry % 10 == 1:
            there.people = entries
            problems += there.problems(codes=(0,))
        row.count(problems, there.folder, f"entry {entry} of {office.folder}")
    row.count(office.problems(codes=(0,)), None, "the source afterwards")


def history(trial, office, entries):
    """Registrations, approvals, enrolments and what is taken back, an entry each."""
    stages, last = {}, 1
    while last < entries:
        case = trial.random.choice(sorted(stages)) if stages else None
        stage = stages.get(case)
        if case is None or trial.random.random() < 0.3:
            answer = office.register()
            case, stage = None, None
        elif stage in LEVELS:
            signed = SIGNATURE if stage == "rt-rw" else []
            answer = office.run("approve", case, "--level", stage, *signed, officer=VERIFIERS[stage])
        elif stage == "qualified":
            answer = office.run("enrol", case, officer="dewi")
        elif trial.random.random() < 0.2:
            answer = office.run("undo", case, officer="dewi")
        else:
            continue
        if answer.acknowledged:
            last = answer.json["entry"]
            stages[answer.json["case"]] = answer.json.get("level", answer.json["stage"])
