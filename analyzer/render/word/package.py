"""A Word file as its parts: taken apart within limits, put together to the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final

from lxml import etree

from analyzer.errors import InputError
from analyzer.ingest.from_docx import BROKEN_ARCHIVE, LARGEST_PART, MOST_ENTRIES, parsed

DOCUMENT: Final = "word/document.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_TYPES_SPACE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LARGEST_WHOLE: Final = 256 * 1024 * 1024
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first date a zip archive can hold
_REMEDY: Final = "请用 Word 或 WPS 打开后另存为新的 docx 再试"


@dataclass
class Package:
    """The parts of a file by name, in their order, with their dates."""

    parts: dict[str, bytes]
    dates: dict[str, tuple[int, int, int, int, int, int]]

    @classmethod
    def opened(cls, data: bytes) -> Package:
        """The package in `data`; raises `InputError` where it is damaged or grows too large."""
        parts, dates, whole = {}, {}, 0
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
                if len(entries) > MOST_ENTRIES:
                    raise InputError("Word 文件内的部件过多，疑似异常文件", remedy=_REMEDY)
                for entry in entries:
                    with archive.open(entry) as stream:
                        parts[entry.filename] = stream.read(LARGEST_PART + 1)
                    whole += len(parts[entry.filename])
                    if len(parts[entry.filename]) > LARGEST_PART or whole > _LARGEST_WHOLE:
                        raise InputError("Word 文件解压后过大，疑似异常文件", remedy=_REMEDY)
                    dates[entry.filename] = entry.date_time
        except BROKEN_ARCHIVE as error:
            raise InputError(f"Word 文件已损坏或不完整（{error}）", remedy=_REMEDY) from None
        return cls(parts, dates)

    def undated(self) -> Package:
        """The same parts without the moment at which they were packed."""
        return Package(self.parts, {})

    def root(self, name: str) -> etree._Element:
        """The parsed part `name`; raises `InputError` where it is no sound XML."""
        return parsed(self.parts[name], name)

    def put(self, name: str, root: etree._Element) -> None:
        """Replace or add the part `name`."""
        self.parts[name] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def related(self, kind: str) -> str:
        """The name of the part that the document holds as its `kind` (comments); made known if new."""
        if _RELATIONS in self.parts:
            relations = self.root(_RELATIONS)
        else:
            relations = etree.Element(f"{_RELATIONS_SPACE}Relationships")
        for relation in relations:
            if relation.get("Type") == _KIND + kind:
                target = relation.get("Target", "")
                return target.removeprefix("/") if target.startswith("/") else f"word/{target}"
        taken = {relation.get("Id") for relation in relations}
        name = next(n for n in (f"nianbao{i}" for i in range(1, len(taken) + 2)) if n not in taken)
        attributes = {"Id": name, "Type": _KIND + kind, "Target": f"{kind}.xml"}
        etree.SubElement(relations, f"{_RELATIONS_SPACE}Relationship", attributes)
        self.put(_RELATIONS, relations)
        types = self.root(_TYPES)
        attributes = {"PartName": f"/word/{kind}.xml", "ContentType": f"{_CONTENT}{kind}+xml"}
        etree.SubElement(types, f"{_TYPES_SPACE}Override", attributes)
        self.put(_TYPES, types)
        return f"word/{kind}.xml"

    def packed(self) -> bytes:
        """The file: the same parts and dates give the same bytes."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                entry = zipfile.ZipInfo(name, self.dates.get(name, _EPOCH))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0  # the same on every system
                archive.writestr(entry, content)
        return data.getvalue()
