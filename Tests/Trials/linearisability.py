"""Eight officers register, approve and enrol the same few people: one order explains every answer.

The order is the journal's. It has to respect real time, be legal in a small model of the rules, and hold for
each refusal and each total a moment between question and answer at which a single officer would have got the
same.
"""

import json
import threading
import time
import uuid

from journal import Journal
from office import PROGRAMME, Office, registration
from store_files import require_parts

OFFICERS = 8
LEVELS = ["rt-rw", "kelurahan", "dinas-sosial"]
VERIFIERS = {"rt-rw": "siti", "kelurahan": "maria", "dinas-sosial": "rina"}
SIGNATURE = ["--signed-by", "Ketua Contoh", "--signed-on", "2025-11-01", "--document", "1"]
PEOPLE, TARGET = 6, 3


def run(trial):
    """Rounds of a few commands each."""
    small = {"PAYUNG_SEGMENT_BYTES": "2048", "PAYUNG_SNAPSHOT_BYTES": "1"}
    for name, environment in [("", {}), (", small segments, snapshots", small)]:
        fault = f"{OFFICERS} officers at {PEOPLE} cases{name}"
        with trial.row("one order explains every answer", fault) as row:
            require_parts(trial, environment)
            answers = [once(trial, row, environment) for _ in range(trial.size(3, 50))]
            row.note = f"{sum(answers)} answers"
        fault = f"{OFFICERS} officers at one thing{name}"
        with trial.row("exactly one winner, no place too many", fault) as row:
            require_parts(trial, environment)
            for _ in range(trial.size(2, 25)):
                races(trial, row, environment)


class Operation:
    """A command, when it was given and answered, and what was answered."""

    def __init__(self, kind, case=None, level=None):
        self.kind, self.case, self.level = kind, case, level
        self.id = str(uuid.uuid4())

    def carry_out(self, office):
        """Gives the command and notes both moments."""
        if self.kind == "register":
            answer = office.run("register", *registration(self.case), "--id", self.id)
        elif self.kind == "approve":
            words = [self.case, "--level", self.level, "--id", self.id]
            signed = SIGNATURE if self.level == "rt-rw" else []
            answer = office.run("approve", *words, *signed, officer=VERIFIERS[self.level])
        elif self.kind == "enrol":
            answer = office.run("enrol", self.case, "--id", self.id, officer="dewi")
        else:
            answer = office.run("totals")
        self.asked, self.answered, self.answer = answer.began, answer.began + answer.seconds, answer

    def __str__(self):
        return f"{self.kind} {self.case or ''} {self.level or ''}: {self.answer}"


class Model:
    """The rules as far as these commands go; cases by number, people by theirs."""

    def __init__(self):
        self.people, self.stages, self.qualified = [], {}, []

    def copy(self):
        """The same state, to go on from."""
        other = Model()
        other.people, other.stages = list(self.people), dict(self.stages)
        other.qualified = list(self.qualified)
        return other

    def allows(self, operation):
        """Whether a single officer would have succeeded now."""
        if operation.kind == "register":
            return operation.case not in self.people
        if operation.kind == "approve":
            return self.stages.get(operation.case) == operation.level
        free = TARGET - self.count("enrolled")
        return operation.case in self.qualified[:free]

    def carry_out(self, operation):
        """What holds afterwards."""
        if operation.kind == "register":
            self.people.append(operation.case)
            self.stages[len(self.people)] = LEVELS[0]
        elif operation.kind == "approve":
            further = LEVELS[LEVELS.index(operation.level) + 1:]
            self.stages[operation.case] = further[0] if further else "qualified"
            if not further:
                self.qualified.append(operation.case)
        else:
            self.stages[operation.case] = "enrolled"
            self.qualified.remove(operation.case)

    def count(self, stage):
        """How many cases stand there."""
        return sum(value == stage for value in self.stages.values())

    def agrees(self, totals):
        """Whether totals say the same."""
        counts = totals["waiting"] | {"qualified": totals["qualified"] + totals["waitlisted"]}
        counts["enrolled"] = totals["enrolled"]
        return all(self.count(stage) == counts[stage] for stage in [*LEVELS, "qualified", "enrolled"])


def small_office(trial, environment):
    """A programme with fewer places than people."""
    programme = json.loads(PROGRAMME.read_text())
    programme["target"] = TARGET
    path = trial.path("programme")
    path.write_text(json.dumps(programme))
    office = Office(trial.program, trial.path())
    office.environment.update(environment)
    # The moment stands still, so that nobody's clock is in the way of the order.
    office.environment["PAYUNG_NOW"] = "2025-11-13T09:00:00+07:00"
    return office.begin(programme=path)


def together(office, lists):
    """Carries out each list of commands in a thread of its own."""
    gate = threading.Barrier(len(lists))

    def work(operations):
        gate.wait()
        for operation in operations:
            operation.carry_out(office)

    threads = [threading.Thread(target=work, args=[operations]) for operations in lists]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def once(trial, row, environment):
    """A round of random commands; answers how many."""
    office = small_office(trial, environment)
    lists = [[some_operation(trial.random) for _ in range(trial.size(8, 12))] for _ in range(OFFICERS)]
    # At first nobody is there to approve.
    for place, operations in enumerate(lists):
        operations.insert(0, Operation("register", place % PEOPLE + 1))
    together(office, lists)
    operations = [operation for operations in lists for operation in operations]
    row.count(explained(office, operations) + office.broken_promises(), office.folder)
    return len(operations)


def some_operation(random):
    """What an officer does next: mostly approvals, for they have the most to race for."""
    kind = random.choices(["register", "approve", "enrol", "totals"], [1, 7, 2, 1])[0]
    case = random.randint(1, PEOPLE)
    level = random.choice(LEVELS) if kind == "approve" else None
    return Operation(kind, case if kind != "totals" else None, level)


def explained(office, operations):
    """What no order explains: the journal's is the only one that can."""
    problems = [str(one) for one in operations if one.answer.code not in (0, 1)]
    by_id = {operation.id: operation for operation in operations}
    journal = Journal(office.folder)
    # Entry 1 makes the store, long before everybody.
    states, latest_question = [Model()], [0.0]
    written = journal.entries[1:]
    for entry in written:
        operation = by_id.get(entry.id)
        if operation is None:
            return problems + [f"entry {entry.number} was asked for by nobody"]
        if not operation.answer.acknowledged or operation.answer.json["entry"] != entry.number:
            problems.append(f"entry {entry.number} and its answer differ: {operation}")
        if operation.answered < latest_question[-1]:
            problems.append(f"answered before an entry above it was asked for: {operation}")
        if not states[-1].allows(operation):
            problems.append(f"entry {entry.number} breaks a rule: {operation}")
            return problems
        states.append(states[-1].copy())
        states[-1].carry_out(operation)
        latest_question.append(max(latest_question[-1], operation.asked))
    numbers = {entry.id for entry in written}
    earliest_answer, first = [time.monotonic()], time.monotonic()
    for entry in reversed(written):
        first = min(first, by_id[entry.id].answered)
        earliest_answer.append(first)
    # State i begins when entry i is written, at the earliest when the last of those up to it was asked for;
    # it ends with entry i + 1, at the latest when the first of those from it on was answered.
    earliest_answer.reverse()
    placed = []
    for operation in sorted(operations, key=lambda one: one.asked):
        if operation.id in numbers or operation.answer.code not in (0, 1):
            continue
        if operation.answer.acknowledged and operation.kind != "totals":
            problems.append(f"promised and not in the journal: {operation}")
            continue
        # What was asked after another was answered cannot see an older state than it.
        lowest = max([place for place, one in placed if one.answered < operation.asked], default=0)
        place = next((
            place for place in range(lowest, len(states))
            if latest_question[place] <= operation.answered and earliest_answer[place] >= operation.asked
            and fits(states[place], place, operation)), None)
        if place is None:
            problems.append(f"no moment explains {operation}")
        else:
            placed.append((place, operation))
    return problems


def fits(state, place, operation):
    """Whether a refusal or totals are what this state gives."""
    if operation.kind == "totals":
        totals = operation.answer.json
        return totals["entry"] == place + 1 and state.agrees(totals)
    return not state.allows(operation)


def races(trial, row, environment):
    """The same thing by everybody at once: one registration, one approval, the last places."""
    office = small_office(trial, environment)
    problems = []

    def race(operations):
        together(office, [[operation] for operation in operations])
        return sum(operation.answer.acknowledged for operation in operations)

    for case in range(1, PEOPLE + 1):
        approvals = [Operation("approve", case, level) for level in LEVELS]
        for operation in [Operation("register", case), *approvals]:
            if case > 2:
                operation.carry_out(office)
                continue
            same = [Operation(operation.kind, case, operation.level) for _ in range(OFFICERS)]
            if (winners := race(same)) != 1:
                problems.append(f"{winners} winners of {same[0]}")
    enrolments = [Operation("enrol", number % PEOPLE + 1) for number in range(OFFICERS)]
    for _ in range(2):
        race(enrolments)
    enrolled = office.run("totals").json["enrolled"]
    if enrolled != TARGET:
        problems.append(f"{enrolled} enrolled in {TARGET} places")
    row.count(problems + office.broken_promises(), office.folder)
