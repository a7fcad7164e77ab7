"""What is affected by a change of files: of which something has to be made or found anew, and what those need."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from unscaffold.folder_to_folder.touched import Unclear, touched
from unscaffold.indexing import reading_of
from unscaffold.reading import Configuration, lookups, read_file
from unscaffold.slicing import slice_of
from unscaffold.vocabulary import chosen, declarations, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from unscaffold.indexing import Memory, Past
    from unscaffold.options import Options
    from unscaffold.reading import Declared, Reading
    from unscaffold.remembering import Seen

_FEW = 100  # files; where more are to be made anew, a whole run takes hardly longer
_MANY = 1000  # files that those may need
_SCOPES = {"connector", "nothing"}  # of scaffoldings: what all others need is nearly everything
_ALL_NEED = ("Agent", "Language")


class Affected:
    """What has to be made anew after a change.

    `changed` are the files that look otherwise than the last run saw them, `gone` those that are not there any more,
    and `files` those that are there and of which something has to be made or found anew.

    Args:
        folder: The configuration folder.
        options: Those of the run.
        past: What the last run knew.
        seen: What is there now.
        memory: What former runs remember; takes what files hold.

    Raises:
        Unclear: Nobody can tell without looking at everything.
    """

    def __init__(self, folder: Path, options: Options, past: Past, seen: Seen, memory: Memory) -> None:
        self._folder, self._past, self._seen, self._memory = folder, past, seen, memory
        self._declared = declarations(())
        self._choice = chosen(self._declared, options.only, options.keep)
        self.changed = [file for file, status in seen.files.items() if past.status(file) != status]
        self.gone = [file for file in past.files if file not in seen.files and file not in seen.further]
        if len(self.changed) + len(self.gone) > _FEW:
            raise Unclear
        self.files = self._reached()
        if len(self.files) > _FEW or not self.files <= seen.files.keys():
            raise Unclear
        for reading in [*self.before.values(), *map(self._reading, self.files)]:
            self._check(reading)

    def _reached(self) -> set[str]:
        """Return the files that have changed, and those that depend on what has."""
        files = {*self.changed, *self._past.reach.involved}
        numbers = set[int]()
        for file in [*self.changed, *self.gone]:
            new = self._reading(file) if file in self._seen.files else None
            own, elements = touched(self.before.get(file), new)
            self._check_others(file, elements)
            numbers |= own
        for number in numbers:
            files |= self._past.having("asked", number)
        moved = {*self.changed, *self.gone}
        for file, found in self._past.found.items():
            if any(region.file in moved for one in found for region in one.regions):
                files.add(file)
        return files.difference(self.gone)

    @cached_property
    def before(self) -> Mapping[str, Reading]:
        """What the files that have changed or are gone held before."""
        return {file: self._past.reading(file) for file in [*self.changed, *self.gone] if file in self._past}

    def _check_others(self, file: str, elements: Iterable[Declared]) -> None:
        """Refuse elements that are one with some of another file."""
        for element in elements:
            key = lookups.identifying(element)
            if key and self._past.having("provided", lookups.number_of(*key)) - {file}:
                raise Unclear

    def _check(self, reading: Reading) -> None:
        """Refuse a file that has, or had, something that depends on more than is looked up for it, or shares it."""
        if reading.findings or reading.changing or any(one.mode for one in reading.jobs):
            raise Unclear
        for one in reading.scaffoldings:
            is_edited = any(name in vocabulary().riders for name, _, _ in one.children)
            if is_edited or self._declared[one.name].scope not in _SCOPES:
                raise Unclear

    def _reading(self, file: str) -> Reading:
        """Return what a file holds, made anew each time: a configuration changes what it is made of."""
        read = self._memory.read(file)
        if read:
            return reading_of(file, *read)
        return read_file(self._folder, file, self._choice.expanded, self._choice.left, memory=self._memory)

    def configuration(self) -> Configuration:
        """Return all of the configuration that has to do with the files of which something is to be made.

        Raises:
            Unclear: That is nearly all of it.
        """
        needed = set(self.files)
        while True:
            own = [self._reading(file) for file in self._seen.files if file in needed]
            context = [self._reading(file) for file in self._seen.further if file in needed]
            read = Configuration(self._folder, own, context=context)
            more = {file for number in self._asked(read) for file in self._past.having("provided", number)}
            if more <= needed | {*self.gone}:
                return read
            needed |= more.difference(self.gone)
            if len(needed) > _MANY:
                raise Unclear

    def _asked(self, read: Configuration) -> Iterator[int]:
        """Yield the numbers of what has to be looked up in a configuration: for the files, and to change elements."""
        yield from map(lookups.number_of, _ALL_NEED)
        for element in read.elements:
            for part in element.parts or (element,):
                key = lookups.identifying(part)
                if key:
                    yield lookups.number_of(*key)
        own = [one for one in read.elements if one.file in self.files]
        names = lookups.named(part for one in own for part in one.parts or (one,))
        for one in read.scaffoldings:
            if one.file in self.files:
                names |= {*lookups.named_by(one, self._declared[one.name])}
                with read.recording() as asked:
                    slice_of(read, one, self._declared[one.name])
                yield from asked
        yield from (lookups.number_of(kind, "Identifier", value) for kind, value in names)
