"""A second reader of the journal, written from JournalFormat.md alone.

It shares no line with the program, so that a mistake of the program's own `check` does not pass as a good
store.
"""

import hashlib
import json
import pathlib
import re

ENTRY_END = re.compile(rb',"hash":"([0-9a-f]{64})"\}$')
HASH = re.compile(rb'"([0-9a-f]{64})"')
VOID = re.compile(rb'\{"kind":"void","from":(\d+),"length":(\d+),"sha256":"([0-9a-f]{64})"\}$')


class Entry:
    """An entry with its sealed lines; an erased one is None."""

    def __init__(self, line, sealed):
        self.line = line
        value = json.loads(line)
        self.number, self.at, self.id, self.by = value["n"], value["at"], value["id"], value["by"]
        self.events = value["events"]
        self.sealed = sealed


class Journal:
    """What the files of a store's journal say.

    `entries` are those that count, `faults` says in words what is not as it must be, `torn` whether bytes
    stand behind the last good line.
    """

    def __init__(self, store):
        self.entries, self.faults, self.torn = [], [], False
        self._head, self._time = "0" * 64, ""
        files = sorted(pathlib.Path(store, "journal").glob("*.jsonl"))
        if [file.name for file in files] != ["%06d.jsonl" % (i + 1) for i in range(len(files))]:
            self.faults.append(f"segments are not numbered from 1: {[file.name for file in files]}")
        contents = [file.read_bytes() for file in files]
        for index, (file, content) in enumerate(zip(files, contents)):
            following = contents[index + 1] if index + 1 < len(files) else b""
            limit = self._limit(file.name, following)
            if limit is not None and limit > len(content):
                self.faults.append(f"{file.name}: shorter than the {limit} that the next one says")
            begins = len(self.entries)
            end = self._read(file.name, content[:limit])
            if index > 0 and len(self.entries) > begins:
                first = self.entries[begins].events[0]
                if first["kind"] != "segment" or first["after"] != files[index - 1].name:
                    self.faults.append(f"{file.name}: does not begin with the segment before it")
            if limit is not None and end != limit:
                self.faults.append(f"{file.name}: good up to {end}, not to {limit}")
            if limit is None:
                self.torn = self.torn or end < len(content)

    @property
    def head(self):
        """The hash of the last entry."""
        return self._head

    def niks(self):
        """The NIK of every registration that can be read, in order."""
        people = (json.loads(line) for entry in self.entries for line in entry.sealed if line)
        return [person["nik"] for person in people if person["kind"] == "person" and "nik" in person]

    @staticmethod
    def _limit(name, following):
        """Where the next segment says that this one is good, if it has begun."""
        for line in following.split(b"\n")[:-1]:
            if line.startswith(b'{"n":') and ENTRY_END.search(line):
                first = json.loads(line)["events"][0]
                if first["kind"] == "segment" and first["after"] == name:
                    return first["length"]
                return None
        return None

    def _read(self, name, content):
        """Reads one file and answers where its last good line ends."""
        good, pending, start = 0, [], 0
        while (end := content.find(b"\n", start)) >= 0:
            line, begin, start = content[start:end], start, end + 1
            void = VOID.match(line)
            if void:
                covered = content[good:begin]
                named = (int(void[1]), int(void[2]), void[3].decode())
                if named == (good, len(covered), hashlib.sha256(covered).hexdigest()):
                    good, pending = start, []
                    continue
            if line.startswith(b'{"salt":') or line.startswith(b" "):
                pending.append(line)
                continue
            if ENTRY_END.search(line) or line.startswith(b'{"n":'):
                fault = self._entry(line, pending)
                if fault is None:
                    good, pending = start, []
                elif ENTRY_END.search(line):
                    self.faults.append(f"{name}: bytes {begin}-{end}: {fault}")
        return good

    def _entry(self, line, pending):
        """Takes in an entry; says what is wrong with it instead."""
        end = ENTRY_END.search(line)
        if not end:
            return "no whole entry"
        body = line[: end.start()]
        written = end[1].decode()
        if hashlib.sha256(self._head.encode() + body).hexdigest() != written:
            return "its bytes do not give its hash"
        named = [match.decode() for match in HASH.findall(body)]
        place = -1
        for sealed in pending:
            if not sealed.startswith(b" "):
                digest = hashlib.sha256(sealed).hexdigest()
                if digest not in named[place + 1:]:
                    return "it does not name a sealed line above it"
                place = named.index(digest, place + 1)
        entry = Entry(line, [None if s.startswith(b" ") else s for s in pending])
        if entry.number != len(self.entries) + 1:
            return f"it has the number {entry.number} and not {len(self.entries) + 1}"
        if entry.at < self._time:
            return "its time is before the entry above"
        people = sum(event["kind"] == "registered" for event in entry.events)
        if len(pending) < people:
            return "a sealed line that it names is missing"
        self.entries.append(entry)
        self._head, self._time = written, entry.at
        return None
