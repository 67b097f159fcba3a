"""The disk refuses a block once and the kernel then says that all is well: nobody may be promised anything.

After one failed fdatasync the next one succeeds, the cache shows the entry, and the disk holds zeros.
"""

import re
import subprocess

from injection import require_strace
from logged_disk import LoggedDisk
from mounts import command, mounted, require_root
from office import Missing, Office, has_verb
from store_files import PAGE, end_at, segment

SIZE = 32 << 20


def run(trial):
    """Whoever meets the error says so; or is killed before it can, at each call behind the failed one."""
    promise = "no later writer promises what the disk does not have; repaired, every promise is kept"
    with trial.row(promise, "one fdatasync fails with EIO, the next succeeds") as row:
        require_root("mkfs.ext4", "losetup", "filefrag", "fallocate")
        lie(trial, row, [])
    with trial.row(promise, "the same, the writer killed at each call behind it") as row:
        require_root("mkfs.ext4", "losetup", "filefrag", "fallocate")
        require_strace()
        for name, last in (("pwrite64", 5), ("fcntl", 2), ("flock", 2), ("close", 8), ("exit_group", 1)):
            for ordinal in range(1, last + 1):
                if name == "close" and ordinal < 3:
                    continue
                inject = f"inject={name}:signal=KILL:when={ordinal}"
                killing = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", inject]
                lie(trial, row, killing)


def lie(trial, row, prefix):
    """One refused block under one writer, then others."""
    image = trial.path("image")
    with image.open("wb") as file:
        file.truncate(SIZE)
    complaint = command("mkfs.ext4", "-qF", "-b", "4096", image)
    if complaint:
        raise Missing(f"mkfs.ext4: {complaint}")
    disk, at = LoggedDisk(trial, image), trial.path("mount")
    office = Office(trial.program, at / "store")
    problems = []
    with disk.served() as file:
        with mounted(at, "-o", "loop", file):
            office.begin(people=2)
            # The entry lies on two pages: later ones write the second anew, and the first stays lost.
            end_at(office, PAGE - 300)
            command("fallocate", "-n", "-l", 1 << 20, segment(office))
            command("sync", "-f", at)
            disk.refuse(*place(segment(office)))
            first = office.register(prefix=prefix)
            disk.recover()
            later = [office.register() for _ in range(2)]
            told = f"first {first}; later {'; '.join(map(str, later))}"
        # What only the cache had is gone now.
        with mounted(at, "-o", "loop", file):
            problems += office.broken_promises()
            if has_verb(trial.program, "repair"):
                answer = office.run("repair", officer=None)
                if answer.code != 0:
                    problems.append(f"repair: {answer}")
                problems += office.problems(codes=(0,))
            kept = trial.path("kept")
            if problems:
                office.copy(kept)
    row.count(problems, kept, f"{' '.join(prefix[-1:])} {told}")


def place(file):
    """Where on the disk the room behind the end of a file is, in bytes: from the block of its end on."""
    listed = subprocess.run(["filefrag", "-v", "-b4096", str(file)], capture_output=True, text=True).stdout
    block = file.stat().st_size // 4_096
    found = []
    for line in listed.splitlines():
        match = re.match(r" *\d+: +(\d+)\.\. +(\d+): +(\d+)\.\. +(\d+):", line)
        if match:
            logical, last, physical, end = map(int, match.groups())
            if last >= block:
                found.append((physical + max(0, block - logical), end + 1))
    if not found:
        raise Missing(f"filefrag does not tell where a file is: {listed}")
    return min(start for start, _ in found) * 4_096, max(end for _, end in found) * 4_096
