"""Random bytes of the journal are changed: check says so and names the line, list never shows it."""

from store_files import segment

PROMISE = "check ends with 4 or 2 and names the line, list shows no changed entry"


def run(trial):
    """Random flips end to end; that every byte of a journal is covered is tested inside, in Swift."""
    with trial.row(PROMISE, "one bit of the journal changed") as row:
        flip(trial, row)


def flip(trial, row):
    """Changes one bit of an unharmed store at a time."""
    before = trial.office(people=30)
    whole = segment(before).read_bytes()
    shown = listed(before.run("list"))
    # By its end it is known that the last entry is whole: without it, it is a write that was cut short.
    end = len(whole) - len(',"hash":"' + 64 * "0" + '"}\n')
    torn = 0
    for _ in range(trial.size(30, 200)):
        place = trial.random.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << trial.random.randrange(8)
        line = whole[:place].count(b"\n") + 1
        office = before.copy(trial.path())
        segment(office).write_bytes(changed)
        check = office.check()
        is_torn = place >= end and check.code == 1
        torn += is_torn
        problems = []
        if not is_torn and check.code not in (2, 4):
            problems.append(f"check: {check}")
        elif line not in [finding.get("line") for finding in check.json["findings"]]:
            problems.append(f"line {line} was changed, check names {check.json['findings']}")
        answer = office.run("list")
        for case, what in listed(answer).items():
            if shown[case] != what:
                problems.append(f"list shows case {case} as {what}")
        if office.register().acknowledged and not is_torn:
            problems.append("somebody could write behind the damage")
        row.count(problems, office.folder, f"byte {place} of {len(whole)}, line {line}")
    row.note = f"{torn} at the end of the last entry, taken for a cut write"


def listed(answer):
    """The rows of a list by case; none where it was refused."""
    return {row["case"]: row for row in answer.json} if answer.code == 0 else {}
