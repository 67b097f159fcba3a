"""The wrong recipe: the program with a library that makes fsync and fdatasync do nothing."""

import pathlib

from mounts import command
from office import Missing


def environment(trial):
    """What takes synchronising away from a program that is started with it."""
    library = trial.path("no_sync")
    source = pathlib.Path(__file__).with_suffix(".c")
    complaint = command("cc", "-shared", "-fPIC", "-o", library, source)
    if complaint:
        raise Missing(f"cc: {complaint}")
    return {"LD_PRELOAD": str(library)}
