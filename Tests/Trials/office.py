"""An office at work: a store, the commands given on it, and what has to hold of it after any fault."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import time
import uuid

from journal import Journal

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
PROGRAMME = PACKAGE / "fixtures/programmes/training.json"
MAKING = ["init", "--simulated", "--programme", str(PROGRAMME)]


class Missing(Exception):
    """What this machine or this program does not have; the trial is then not counted as passed."""


class Answer:
    """How a command ended; `code` is negative where a signal ended it."""

    def __init__(self, code, out, error, began, seconds):
        self.code, self.error, self.began, self.seconds = code, error.decode(errors="replace"), began, seconds
        self.text = out.decode(errors="replace")
        try:
            self.json = json.loads(self.text) if self.text.endswith("\n") else None
        except ValueError:
            self.json = None

    @property
    def acknowledged(self):
        """Whether an officer who read the output was told that it is saved."""
        # An import says how many rows were refused under the name that says why elsewhere.
        said = isinstance(self.json, dict) and "entry" in self.json
        return said and not isinstance(self.json.get("refused"), str) and self.code <= 0

    @property
    def message(self):
        """What the program said about a refusal."""
        words = self.json.get("message", "") if isinstance(self.json, dict) else ""
        return (words + " " + self.error).strip()

    def __str__(self):
        return f"exit {self.code}, {self.seconds:.2f} s: {(self.text + self.error).strip()[:300]}"


class Office:
    """A store and what its officers were promised; threads may share it."""

    def __init__(self, program, folder, simulated=True):
        self.program, self.folder = str(program), pathlib.Path(folder)
        self.simulated = simulated
        self.environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "en_US.UTF-8"}
        # The program cannot be asked for a person twice by mistake: everybody gets the next number.
        self.people = 0
        # id of a command -> the entry that was answered, in the order of the answers.
        self.promised = {}
        self.seconds = 1.0

    def begin(self, programme=PROGRAMME, people=0, umask=0o077):
        """Makes the store, registers some people and sees how long one takes here."""
        words = [self.program, "init", str(self.folder), "--programme", str(programme)]
        if self.simulated:
            words.append("--simulated")
        result = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, umask=umask)
        if result.returncode != 0:
            raise AssertionError(f"no store could be made: {result.stdout}{result.stderr}")
        for _ in range(people):
            answer = self.register()
            if not answer.acknowledged:
                raise AssertionError(f"an unharmed store refused: {answer}")
            # On a machine that is busy with other things a second says nothing.
            self.seconds = max(self.seconds, 5 * answer.seconds)
        return self

    def copy(self, folder):
        """The same store with the same promises in another folder."""
        shutil.copytree(self.folder, folder)
        other = Office(self.program, folder, self.simulated)
        other.environment, other.people = dict(self.environment), self.people
        other.promised, other.seconds = dict(self.promised), self.seconds
        return other

    def person(self):
        """The next number of a person, never given twice."""
        self.people += 1
        return self.people

    def words(self, verb, *options, officer="siti", as_json=True):
        """The command line of a verb on this store."""
        # Init takes the folder as its argument, a restore two others.
        named = {"restore": [], "init": [str(self.folder)]}
        words = [self.program, *verb.split(), *named.get(verb, ["--store", str(self.folder)])]
        if officer:
            words += ["--officer", officer]
        words += ["--json"] if as_json and verb != "init" else []
        return words + [str(option) for option in options]

    def run(self, verb, *options, officer="siti", prefix=(), environment={}, timeout=60, as_json=True):
        """Gives a command and waits for its end."""
        process = self.start(
            verb, *options, officer=officer, prefix=prefix, environment=environment, as_json=as_json)
        return self.finish(process, timeout)

    def start(self, verb, *options, officer="siti", prefix=(), environment={}, as_json=True):
        """Gives a command and does not wait for it."""
        words = list(prefix) + self.words(verb, *options, officer=officer, as_json=as_json)
        began = time.monotonic()
        process = subprocess.Popen(
            words, env={**self.environment, **environment}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.began = began
        return process

    @staticmethod
    def finish(process, timeout=60):
        """The answer of a command that was started."""
        try:
            out, error = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, error = process.communicate()
            error += f"\nno end within {timeout} s".encode()
        return Answer(process.returncode, out, error, process.began, time.monotonic() - process.began)

    def register(self, person=None, prefix=(), environment={}, timeout=60, options=()):
        """Registers somebody new and remembers what was promised."""
        command = str(uuid.uuid4())
        words = registration(self.person() if person is None else person)
        answer = self.run(
            "register", *words, "--id", command, *options, prefix=prefix, environment=environment,
            timeout=timeout)
        self.remember(command, answer)
        return answer

    def import_people(self, count, file, **how):
        """Registers many people as one entry, by a CSV file that is made for it."""
        people_file([self.person() for _ in range(count)], file)
        command = str(uuid.uuid4())
        answer = self.run("import", file, "--id", command, **how)
        self.remember(command, answer)
        return answer

    def remember(self, command, answer):
        """Keeps what was promised under the id of a command."""
        if answer.acknowledged:
            self.promised[command] = answer.json["entry"]

    def check(self):
        """The answer of `payung check`."""
        return self.run("check", officer=None)

    def broken_promises(self, promised=None):
        """What was promised and is not so, by our own reading of the journal."""
        journal = Journal(self.folder)
        problems = list(journal.faults)
        found = collections.defaultdict(list)
        for entry in journal.entries:
            found[entry.id].append(entry.number)
        for command, number in (self.promised if promised is None else promised).items():
            if found.get(command) != [number]:
                problems.append(
                    f"entry {number} was promised under {command}, it is in {found.get(command, [])}")
        for command, numbers in found.items():
            if len(numbers) > 1:
                problems.append(f"{command} was done {len(numbers)} times: {numbers}")
        for nik, count in collections.Counter(journal.niks()).items():
            if count > 1:
                problems.append(f"{nik} was registered {count} times")
        return problems

    def problems(self, codes=(0, 1)):
        """Everything that has to hold after a fault: promises kept, and the next officer just works."""
        problems = self.broken_promises()
        check = self.check()
        if check.code not in codes:
            problems.append(f"check after the fault: {check}")
        answer = self.register()
        if not answer.acknowledged:
            problems.append(f"the next officer is refused: {answer}")
        elif answer.seconds > self.seconds:
            problems.append(f"the next officer waited {answer.seconds:.2f} s")
        check = self.check()
        if check.code != 0:
            problems.append(f"check after the next officer: {check}")
        return problems + self.broken_promises()


def copying(verb, office, to):
    """The words of a backup of a store, or of a restore of it, which is as good as any copy."""
    return [verb, str(to)] if verb == "backup" else [verb, str(office.folder), str(to)]


def withdraw(office, case):
    """Takes back what was put forward: only then a person may be erased."""
    answer = office.run("withdraw", case, "--reason", "L2")
    if not answer.acknowledged:
        raise AssertionError(f"a withdrawal: {answer}")


def numbers(answer):
    """Totals without their place in the journal."""
    return {key: value for key, value in answer.json.items() if key not in ("asOf", "entry", "hash")}


def totals_at(office, folder):
    """The totals of a store at another place; None if it is none."""
    answer = Office(office.program, folder).run("totals")
    return numbers(answer) if answer.code == 0 else None


def nik(person):
    """The NIK of a synthetic person: serials of 9000 and up, one of its own below 392,000."""
    region, serial = person // 1_000 % 14 + 1, 9_000 + person % 1_000
    return f"2102{region:02}{birth_day(person):02}0284{serial}"


def birth_day(person):
    """Which day of February 1984 somebody was born."""
    return person // 14_000 % 28 + 1


def registration(person):
    """The options that register a synthetic person."""
    return [
        "--nik", nik(person), "--name", "Warga Contoh", "--birth-date", f"1984-02-{birth_day(person):02}",
        "--sex", "L", "--area", "21.02.03.1001", "--rt", "3", "--rw", "2", "--occupation", "01",
        "--papers", "ktp,statement",
    ]


def has_verb(program, verb):
    """Whether the program knows this verb."""
    return subprocess.run([program, "help", verb], capture_output=True).returncode == 0


def people_file(people, path):
    """Writes the register file of some people and answers its path."""
    rows = ["NIK;Nama;Tanggal Lahir;JK;RT;RW;Kelurahan/Desa;Pekerjaan;Dokumen"]
    for person in people:
        day = f"{birth_day(person)}/2/1984"
        rows.append(f"{nik(person)};Warga Contoh;{day};L;3;2;Tanjung Balai;01;KTP+Surat pernyataan")
    path.write_text("\n".join(rows) + "\n")
    return path


def require_verbs(program, *verbs):
    """Ends a trial for which the program lacks a verb."""
    for verb in verbs:
        if not has_verb(program, verb):
            raise Missing(f"not in this program: {verb}")
