"""Six officers register while random ones are ended with kill -9, 50 a second."""

import threading
import time
import uuid

from office import registration
from store_files import require_parts

PROMISE = "what was promised is there once, nobody is stuck"
OFFICERS = 6
KILLS_A_SECOND = 50


def run(trial):
    """Once with one segment, once with rotation and snapshots all the time."""
    with trial.row(PROMISE, "50 random kill -9 a second among 6 writers") as row:
        churn(trial, row, {})
    with trial.row(PROMISE, "the same, with segments of 4 KiB and a snapshot after every save") as row:
        churn(trial, row, {"PAYUNG_SEGMENT_BYTES": "4096", "PAYUNG_SNAPSHOT_BYTES": "1"})


def churn(trial, row, environment):
    """Writers and one who kills them, for some seconds."""
    require_parts(trial, environment)
    office = trial.office(people=2)
    office.environment.update(environment)
    ends = time.monotonic() + trial.size(4, 30)
    lock, running, problems = threading.Lock(), {}, []
    slowest = 0.0

    def write(place):
        nonlocal slowest
        while time.monotonic() < ends:
            command = str(uuid.uuid4())
            with lock:
                person = office.person()
            process = office.start("register", *registration(person), "--id", command)
            running[place] = process
            answer = office.finish(process)
            with lock:
                office.remember(command, answer)
                if answer.code >= 0 and not answer.acknowledged:
                    problems.append(f"refused: {answer}")
                if answer.code >= 0:
                    slowest = max(slowest, answer.seconds)

    writers = [threading.Thread(target=write, args=[place]) for place in range(OFFICERS)]
    for writer in writers:
        writer.start()
    killed = 0
    while time.monotonic() < ends:
        time.sleep(trial.random.uniform(0, 2 / KILLS_A_SECOND))
        process = running.get(trial.random.randrange(OFFICERS))
        if process and process.returncode is None:
            process.kill()
            killed += 1
    for writer in writers:
        writer.join()
    if slowest > 5 * office.seconds:
        problems.append(f"somebody waited {slowest:.1f} s")
    row.count(problems + office.problems(), office.folder)
    row.note = f"{killed} kills, {len(office.promised)} promised, slowest {slowest:.2f} s"
