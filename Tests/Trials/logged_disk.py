"""A disk that keeps a log of what it was told, and refuses to write where it is asked to.

A file system with one file, `disk`, served over /dev/fuse without any library; a loop device on that file is a
disk of which every write and every flush is known. Run as a program it serves until it is unmounted:

    logged_disk.py FOLDER IMAGE LOG REFUSED

IMAGE is what the disk holds at first. LOG gets, for every write, offset and length (two u64) and the bytes, and
for every flush two u64 of all ones. REFUSED may come to hold `FROM TO` in bytes: writes that touch it fail with
EIO.
"""

import contextlib
import ctypes
import errno
import os
import pathlib
import stat
import struct
import subprocess
import sys
import time

from office import Missing

FLUSH = (1 << 64) - 1
RECORD = struct.Struct("<QQ")
HEADER, REPLY = struct.Struct("<IIQQIIII"), struct.Struct("<IiQ")
LOOKUP, FORGET, GETATTR, SETATTR, STATFS, OPEN, READ, WRITE = 1, 2, 3, 4, 17, 14, 15, 16
RELEASE, FSYNC, FLUSH_FILE, INIT, OPENDIR, RELEASEDIR = 18, 20, 25, 26, 27, 29
INTERRUPT, BATCH_FORGET = 36, 42
DIRECT_IO = 1
ROOT, FILE = 1, 2


class Log:
    """What a disk was told, in order; a flush is None, a write its offset and bytes."""

    def __init__(self, path):
        content, self.records, self.ends, place = path.read_bytes(), [], [], 0
        while place + RECORD.size <= len(content):
            offset, length = RECORD.unpack_from(content, place)
            place += RECORD.size
            if offset == FLUSH:
                self.records.append(None)
            else:
                self.records.append((offset, content[place: place + length]))
                place += length
            self.ends.append(place)


class LoggedDisk:
    """The disk, seen from the trial."""

    def __init__(self, trial, image):
        if not os.path.exists("/dev/fuse"):
            raise Missing("no /dev/fuse here")
        self.folder, self.log, self.refused = trial.path("device"), trial.path("log"), trial.path("refused")
        self.image = image
        self.log.touch()

    @contextlib.contextmanager
    def served(self):
        """The file that is the disk, for a `with` block."""
        self.folder.mkdir()
        words = [sys.executable, __file__, self.folder, self.image, self.log, self.refused]
        server = subprocess.Popen([str(word) for word in words], stderr=subprocess.PIPE)
        file = self.folder / "disk"
        while not file.exists():
            if server.poll() is not None:
                raise Missing(f"no FUSE here: {server.stderr.read().decode().strip()[-200:]}")
            time.sleep(0.02)
        try:
            yield file
        finally:
            subprocess.run(["umount", "-l", str(self.folder)])
            server.wait()

    def refuse(self, start, end):
        """Makes every write there fail from now on."""
        draft = self.refused.with_suffix(".new")
        draft.write_text(f"{start} {end}")
        draft.rename(self.refused)

    def recover(self):
        """The disk is well again; what it refused is gone."""
        self.refused.unlink()


def serve(folder, image, log, refused):
    """Answers the kernel until the file system is unmounted."""
    disk = bytearray(pathlib.Path(image).read_bytes())
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other"
    library = ctypes.CDLL(None, use_errno=True)
    if library.mount(b"logged", os.fsencode(folder), b"fuse", 0, options.encode()) != 0:
        sys.exit(os.strerror(ctypes.get_errno()))
    with open(log, "ab", buffering=0) as record:
        while True:
            try:
                request = os.read(device, (1 << 20) + 4_096)
            except OSError as failure:
                if failure.errno == errno.ENODEV:
                    return
                if failure.errno in (errno.EINTR, errno.ENOENT):
                    continue
                raise
            _, operation, unique, node, *_ = HEADER.unpack_from(request)
            if operation in (FORGET, BATCH_FORGET, INTERRUPT):
                continue
            answer = reply(operation, node, request[HEADER.size:], disk, record, refused)
            code, body = (-answer, b"") if isinstance(answer, int) else (0, answer)
            with contextlib.suppress(FileNotFoundError):
                os.write(device, REPLY.pack(REPLY.size + len(body), code, unique) + body)


def reply(operation, node, body, disk, record, refused):
    """The bytes that answer a request, or the number of an error."""
    if operation == INIT:
        major, minor, readahead, _ = struct.unpack_from("<IIII", body)
        return struct.pack("<IIIIHHIIHH8I", 7, 31, readahead, 0, 16, 12, 1 << 17, 1, 0, 0, *[0] * 8)
    if operation == LOOKUP:
        if body.rstrip(b"\0") != b"disk":
            return errno.ENOENT
        return struct.pack("<QQQQII", FILE, 0, 3_600, 3_600, 0, 0) + attributes(FILE, disk)
    if operation in (GETATTR, SETATTR):
        return struct.pack("<QII", 3_600, 0, 0) + attributes(node, disk)
    if operation in (OPEN, OPENDIR):
        return struct.pack("<QII", 0, DIRECT_IO, 0)
    if operation == STATFS:
        return struct.pack("<QQQQQIIII6I", 0, 0, 0, 0, 0, 4_096, 255, 4_096, 0, *[0] * 6)
    if operation == READ:
        _, offset, size = struct.unpack_from("<QQI", body)
        return bytes(disk[offset: offset + size])
    if operation == WRITE:
        _, offset, size = struct.unpack_from("<QQI", body)
        return write(offset, body[40: 40 + size], disk, record, refused)
    if operation == FSYNC:
        record.write(RECORD.pack(FLUSH, FLUSH))
        return b""
    return b"" if operation in (RELEASE, RELEASEDIR, FLUSH_FILE) else errno.ENOSYS


def write(offset, data, disk, record, refused):
    """Puts bytes on the disk, unless it refuses."""
    try:
        with open(refused) as file:
            start, end = map(int, file.read().split())
        if offset < end and start < offset + len(data):
            return errno.EIO
    except FileNotFoundError:
        pass
    disk[offset: offset + len(data)] = data
    record.write(RECORD.pack(offset, len(data)) + data)
    return struct.pack("<II", len(data), 0)


def attributes(node, disk):
    """What stat says of the folder and of the file."""
    size = len(disk) if node == FILE else 0
    mode = stat.S_IFREG | 0o600 if node == FILE else stat.S_IFDIR | 0o700
    return struct.pack(
        "<QQQQQQIIIIIIIIII", node, size, size // 512, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4_096, 0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
