"""The frame of all trials: rows of `promise | fault | trials | failures | note`, folders, seeds."""

import pathlib
import random
import shutil
import sys
import tempfile
import time
import traceback

from office import Missing, Office

HEADER = "promise | fault | trials | failures | note"


class Trial:
    """One trial at work: with which program, how large, where its folders are, what came of it."""

    def __init__(self, name, program, folder, seed, quick):
        self.name, self.program, self.seed, self.quick = name, str(program), seed, quick
        self.random = random.Random(f"{name} {seed}")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"payung-{name}-", dir=folder))
        self.rows = []
        self._next = 0

    def path(self, word="store"):
        """A path in the trial's folder that nothing has yet."""
        self._next += 1
        return self.folder / f"{word}-{self._next}"

    def office(self, people=3, **options):
        """A new store with some people."""
        return Office(self.program, self.path(), **options).begin(people=people)

    def size(self, quick, night):
        """How many, at the size that was asked for."""
        return quick if self.quick else night

    def row(self, promise, fault):
        """A row of the table, for a `with` block that counts trials in it."""
        return Row(self, promise, fault)

    def close(self):
        """Removes the folder, unless a failure is kept in it."""
        if not any(row.failures for row in self.rows):
            shutil.rmtree(self.folder, ignore_errors=True)


class Row:
    """How one promise did under one fault."""

    def __init__(self, trial, promise, fault):
        self.trial, self.promise, self.fault = trial, promise, fault
        self.trials = self.failures = 0
        self.note = ""
        self.is_missing = False

    def count(self, problems, folder=None, what=""):
        """Counts a trial; a failed one is told at once and keeps its folder, a good one loses it."""
        self.trials += 1
        if problems:
            self.failures += 1
            kept = f" in {folder}" if folder else ""
            print(
                f"FAILED {self.trial.name}: {self.fault}: {what}{kept} (--seed {self.trial.seed})",
                *[f"    {problem}" for problem in problems[:8]], sep="\n", file=sys.stderr, flush=True)
        elif folder:
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self):
        self._began = time.monotonic()
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, Missing):
            self.is_missing = True
            self.note = f"NOT RUN: {error}"
        elif isinstance(error, Exception):
            words = "".join(traceback.format_exception(kind, error, trace)).splitlines()
            self.count(words[-8:], self.trial.folder, "the trial itself ended")
        if not self.is_missing:
            self.note = f"{self.note + ', ' if self.note else ''}{time.monotonic() - self._began:.0f} s"
        self.trial.rows.append(self)
        print(self, flush=True)
        return error is None or isinstance(error, Exception)

    def __str__(self):
        return f"{self.promise} | {self.fault} | {self.trials} | {self.failures} | {self.note}"
