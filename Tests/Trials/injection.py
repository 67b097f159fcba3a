"""System calls of the program, listed and made to fail with strace."""

import re
import shutil
import subprocess

from office import Missing

CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")


class Call:
    """A system call of a run: the `ordinal`-th of that name, 1 for the first."""

    def __init__(self, name, ordinal, line):
        self.name, self.ordinal, self.line = name, ordinal, line

    def __str__(self):
        return f"{self.name} {self.ordinal}"


def require_strace():
    """Ends a trial on a machine where strace does not work."""
    if not shutil.which("strace"):
        raise Missing("no strace here")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        raise Missing("strace may not trace here")


def calls(office, record, verb, *options, officer="siti", environment={}, above=()):
    """What a command asks of the system from the first call on that names one of the store's files.

    Before it the program only loads itself. `above` are further paths that count as the store.
    Answers the calls and the answer of the command, which is carried out.
    """
    answer = office.run(
        verb, *options, officer=officer, environment=environment,
        prefix=["strace", "-f", "-y", "-s", "64", "-o", str(record)])
    return read_calls(record, [office.folder, *above]), answer


def read_calls(record, paths):
    """The calls in a record of strace from the first on that names one of these paths."""
    counts, found, begun = {}, [], False
    for line in record.read_text(errors="replace").splitlines():
        match = CALL.match(line)
        if not match or match[1] == "execve":
            continue
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        begun = begun or any(str(path) in line for path in paths)
        if begun:
            found.append(Call(name, counts[name], line))
    return found


def killing(call, signal="KILL"):
    """Sends the program a signal when it is about to make this call."""
    return _strace(call.name, f"signal={signal}:when={call.ordinal}")


def failing(name, error, when, path=None):
    """Makes calls of this name (on this file, where one is named) fail without being made."""
    return _strace(name, f"error={error}:when={when}", path)


def stopping(name, when, path=None):
    """Stops the program with SIGSTOP when it is about to make this call."""
    return _strace(name, f"signal=STOP:when={when}", path)


def delaying(name, microseconds, path=None):
    """Holds up every such call before it is made."""
    return _strace(name, f"delay_enter={microseconds}", path)


def _strace(name, injection, path=None):
    words = ["strace", "-f", "-qq", "-o", "/dev/null"]
    for one in [] if path is None else path if isinstance(path, list) else [path]:
        words += ["-P", str(one)]
    return words + ["-e", f"trace={name}", "-e", f"inject={name}:{injection}"]
