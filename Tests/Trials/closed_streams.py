"""The program is started without standard streams, or with ones that cannot be written."""

import itertools

from store_files import segment


def run(trial):
    """Each set of closed streams; a terminal that is gone; a pipe whose reader is gone; a full device."""
    with trial.row("no message lands in the store, which is whole", "standard streams closed or full") as row:
        redirections = ["<&-", ">&-", "2>&-"]
        for count in range(1, 4):
            for chosen in itertools.combinations(redirections, count):
                start(trial, row, " ".join(chosen))
        for words in [">/dev/full", ">/dev/full 2>/dev/full", "<&- >/dev/full", "| true", "2>&1 | true"]:
            start(trial, row, words)


def start(trial, row, redirection):
    """A save, a refusal and a reading without these streams."""
    office = trial.office(people=2)
    shell = ["sh", "-c", f'"$@" {redirection}', "sh"]
    before = segment(office).stat().st_size
    person = office.person()
    problems = []
    for _ in range(2):
        office.register(person, prefix=shell)
    office.run("list", prefix=shell)
    office.run("check", officer=None, prefix=shell)
    if segment(office).stat().st_size == before:
        problems.append("nobody was registered")
    row.count(problems + office.problems(codes=(0,)), office.folder, redirection)
