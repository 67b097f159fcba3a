"""A wrong clock: a year back, ten years ahead, zones and their changes of the hour."""

import datetime
import re
import shutil

from journal import Journal
from office import Missing, Office, registration

PROMISE = "order is the number, times never run backwards, the officer is told"
ZONES = [
    "UTC", "Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "America/New_York", ":nowhere", "X-26",
]
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def run(trial):
    """In a simulated store by PAYUNG_NOW; in a real one with libfaketime."""
    with trial.row(PROMISE, "simulated clock back a year, 5 minutes, ahead ten years") as row:
        simulated(trial, row)
    with trial.row("the same bytes in every zone", "TZ with and without a changing hour") as row:
        zones(trial, row)
    with trial.row(PROMISE, "faketime: clock back a year, 5 minutes, 1 minute") as row:
        for back, told in (("-1y", True), ("-5m", True), ("-60s", False)):
            behind(trial, row, back, told)
    with trial.row("refused until somebody says that it is right", "faketime: clock ahead ten years") as row:
        for ahead, refused in (("+10y", True), ("+33d", True), ("+29d", False)):
            far_ahead(trial, row, ahead, refused)


def simulated(trial, row):
    """Moments that jump about."""
    office = Office(trial.program, trial.path())
    office.environment["PAYUNG_NOW"] = "2025-11-13T09:00:00+07:00"
    office.begin(people=1)
    problems = []
    moments = [
        "2024-11-13T09:00:00+07:00", "2025-11-13T08:55:00+07:00", "2035-11-13T09:00:00+07:00",
        "2025-11-14T09:00:00+07:00",
    ]
    latest = "2025-11-13T02:00:00.000Z"
    for moment in moments:
        answer = office.register(environment={"PAYUNG_NOW": moment})
        if not answer.acknowledged:
            problems.append(f"at {moment}: {answer}")
        utc = datetime.datetime.fromisoformat(moment).astimezone(datetime.timezone.utc)
        is_behind = utc.strftime("%Y-%m-%dT%H:%M:%S.000Z") < latest
        if is_behind != ("behind" in answer.error):
            problems.append(f"at {moment}, behind is {is_behind}, the officer was told: {answer.error!r}")
        latest = Journal(office.folder).entries[-1].at
        problems += wrong_times(office)
        row.count(problems + office.broken_promises(), None, moment)
    row.note = f"{len(moments)} moments"


def zones(trial, row):
    """The hour that is there twice and the one that is not, in zones that have them and Indonesia's."""
    bytes_of_first = None
    for zone in ZONES:
        office = Office(trial.program, trial.path())
        office.environment.update(TZ=zone, PAYUNG_SEED="seed")
        moments = [
            "2025-03-30T00:59:59Z", "2025-03-30T01:30:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z",
        ]
        office.environment["PAYUNG_NOW"] = moments[0]
        office.begin()
        problems = []
        for number, moment in enumerate(moments):
            answer = office.run(
                "register", *registration(number + 1), environment={"PAYUNG_NOW": moment})
            if not answer.acknowledged:
                problems.append(f"at {moment} in {zone}: {answer}")
        journal = Journal(office.folder)
        problems += wrong_times(office) + journal.faults
        times = [entry.at for entry in journal.entries[1:]]
        if times != [moment.replace("Z", ".000Z") for moment in moments]:
            problems.append(f"in {zone} the times are {times}")
        lines = [entry.line for entry in journal.entries]
        bytes_of_first = bytes_of_first or lines
        if lines != bytes_of_first:
            problems.append(f"in {zone} the journal has other bytes than in UTC")
        row.count(problems, office.folder, zone)


def behind(trial, row, back, told):
    """A real store whose next officer has a clock that is behind."""
    office = real(trial)
    answer = office.register(prefix=faketime(back))
    problems = [] if answer.acknowledged else [f"{back}: {answer}"]
    if told != ("behind" in answer.error):
        problems.append(f"{back}, and the officer was told: {answer.error!r}")
    row.count(problems + wrong_times(office) + office.problems() + wrong_times(office), office.folder, back)


def far_ahead(trial, row, ahead, refused):
    """A real store whose next officer has a clock that is ahead."""
    office = real(trial)
    problems = []
    answer = office.register(prefix=faketime(ahead))
    if refused:
        if answer.code != 1 or "--clock-is-right" not in answer.message:
            problems.append(f"{ahead}: {answer}")
        answer = office.register(prefix=faketime(ahead), options=["--clock-is-right"])
    if not answer.acknowledged:
        problems.append(f"{ahead}: {answer}")
    # Back at the true time: told that the clock is behind, and served.
    answer = office.register()
    if not answer.acknowledged or "behind" not in answer.error:
        problems.append(f"after {ahead}: {answer}")
    row.count(problems + wrong_times(office) + office.problems(), office.folder, ahead)


def real(trial):
    """A store with the machine's clock, if that can be bent here."""
    if not shutil.which("faketime"):
        raise Missing("no faketime here")
    return trial.office(people=2, simulated=False)


def faketime(offset):
    """The prefix that gives the program another clock."""
    return ["faketime", "-f", offset]


def wrong_times(office):
    """What is wrong with the times in a journal."""
    times = [entry.at for entry in Journal(office.folder).entries]
    problems = [f"{time} is no time in UTC" for time in times if not UTC.fullmatch(time)]
    return problems + ([] if times == sorted(times) else [f"times run backwards: {times}"])
