"""Who holds the lock is stopped or slow: others are told whom they wait for, and later all goes on."""

import json
import os
import signal
import time

from injection import delaying, failing, require_strace, stopping
from office import registration, require_verbs
from store_files import is_poisoned, segment


def run(trial):
    """A holder that is stopped, at several calls; one that is ended; one whose disk is slow."""
    promise = "others are told who, with 3, within 7 s; reading goes on; so does writing once it goes on"
    for then in ("goes on", "is ended"):
        with trial.row(promise, f"SIGSTOP of the lock's holder, who then {then}") as row:
            require_strace()
            for call in ("write", "fdatasync"):
                for _ in range(trial.size(1, 5)):
                    stopped(trial, row, call, then)
    with trial.row("others wait and are served", "fdatasync takes 2 s") as row:
        require_strace()
        for _ in range(trial.size(1, 3)):
            slow(trial, row)
    promise = "who has decided while another waited for the disk is promised nothing either"
    with trial.row(promise, "fdatasync takes 1 s and fails with EIO") as row:
        require_strace()
        require_verbs(trial.program, "repair")
        for _ in range(trial.size(1, 3)):
            refused(trial, row)


def stopped(trial, row, call, then):
    """Stops a writer while it holds the lock."""
    office = trial.office(people=2)
    held = office.copy(trial.path())
    command = "00000000-0000-4000-8000-000000000001"
    prefix = stopping(call, 1, segment(held))
    process = held.start("register", *registration(held.person()), "--id", command, prefix=prefix)
    holder = wait_for_holder(held, process)
    problems = [] if holder else ["nobody stopped with the lock"]
    waiting = held.start("register", *registration(held.person()))
    began = time.monotonic()
    reading = held.run("list")
    if reading.code != 0 or reading.seconds > held.seconds:
        problems.append(f"reading meanwhile: {reading}")
    answer = held.finish(waiting)
    if answer.code != 3 or "Siti" not in answer.message:
        problems.append(f"a second writer: {answer}")
    if not 4 < time.monotonic() - began < 7:
        problems.append(f"a second writer waited {time.monotonic() - began:.1f} s")
    if then == "goes on":
        os.kill(holder, signal.SIGCONT)
        held.remember(command, held.finish(process))
        if command not in held.promised:
            problems.append("the holder went on and was refused")
    else:
        os.kill(holder, signal.SIGKILL)
        held.finish(process)
    row.count(problems + held.problems(), held.folder, f"stopped at {call}")


def wait_for_holder(office, process):
    """The process that the lock file names, once it is stopped."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends and process.poll() is None:
        try:
            holder = json.loads((office.folder / "lock").read_bytes()[:512])["pid"]
            with open(f"/proc/{holder}/stat") as file:
                state = file.read().rsplit(")", 1)[1].split()[0]
            # Stopped by the signal, as the tracer sees it or as everybody does.
            if state in "tT" and stopped_by_signal(holder):
                return holder
        except (ValueError, OSError):
            pass
        time.sleep(0.01)
    return None


def stopped_by_signal(process):
    """Whether it stays stopped: a traced one also stands still for a moment at every call."""
    for _ in range(5):
        time.sleep(0.02)
        with open(f"/proc/{process}/stat") as file:
            if file.read().rsplit(")", 1)[1].split()[0] not in "tT":
                return False
    return True


def slow(trial, row):
    """One writer whose disk takes its time, and one who waits for it."""
    office = trial.office(people=2)
    prefix = delaying("fdatasync", 2_000_000, segment(office))
    process = office.start("register", *registration(office.person()), prefix=prefix)
    time.sleep(0.5)
    answer = office.register()
    problems = []
    if not answer.acknowledged:
        problems.append(f"a second writer: {answer}")
    first = office.finish(process)
    if not first.acknowledged:
        problems.append(f"the slow writer: {first}")
    row.count(problems + office.problems(), office.folder)
    row.note = f"the second waited {answer.seconds:.1f} s"


def refused(trial, row):
    """One writer whose disk refuses its entry after a while, and one who has read that entry and decided on it."""
    office = trial.office(people=2)
    prefix = failing("fdatasync", "EIO", "1+:delay_enter=1000000", segment(office))
    process = office.start("register", *registration(office.person()), prefix=prefix)
    time.sleep(0.5)
    second = office.register()
    first = office.finish(process)
    problems = []
    for name, answer in (("first", first), ("second", second)):
        if answer.acknowledged or answer.code != 2:
            problems.append(f"the {name}: {answer}")
    if second.seconds < 0.2:
        problems.append(f"the second did not wait for the first: {second.seconds:.2f} s")
    if not is_poisoned(office):
        problems.append("the store is not marked")
    repair = office.run("repair", officer=None)
    if repair.code != 0:
        problems.append(f"repair: {repair}")
    row.count(problems + office.problems(codes=(0,)), office.folder)
