"""Whatever the umask: every file 0600, every folder 0700."""

import stat

from office import Office, copying, has_verb
from store_files import SMALL_SEGMENTS, SNAPSHOTS


def run(trial):
    """Under umasks that leave everything open, something, nothing."""
    for umask in (0o000, 0o022, 0o077):
        with trial.row("every file 0600, every folder 0700", f"umask {umask:03o}") as row:
            modes(trial, row, umask)


def modes(trial, row, umask):
    """Everything that makes files, under this umask."""
    office = Office(trial.program, trial.path())
    office.begin(umask=umask)
    shell = ["sh", "-c", f'umask {umask:03o}; exec "$@"', "sh"]
    problems = []
    for environment in ({}, SMALL_SEGMENTS | SNAPSHOTS, SMALL_SEGMENTS | SNAPSHOTS):
        answer = office.register(prefix=shell, environment=environment)
        if not answer.acknowledged:
            problems.append(f"register: {answer}")
    made = [office.folder]
    for verb in ("backup", "restore"):
        if has_verb(trial.program, verb):
            made.append(trial.path(verb))
            answer = office.run(*copying(verb, office, made[-1]), officer=None, prefix=shell)
            if answer.code != 0:
                problems.append(f"{verb}: {answer}")
    for folder in made:
        for path in [folder, *folder.rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode != (0o700 if path.is_dir() else 0o600):
                problems.append(f"{path} has the mode {mode:03o}")
    row.note = f"{sum(1 for folder in made for _ in folder.rglob('*'))} files and folders"
    row.count(problems + office.problems(), office.folder)
