"""All limits of what is read, in one place. `docs/limits.md` says what they bound, with measurements.

They were set on some 3,000 real and odd Word files, none of which they refuse.
"""

from __future__ import annotations

from dhr_qa.errors import DocumentError

MIB = 1024 * 1024
MAX_FILE = 100 * MIB  #: the file itself
MAX_TEXT = 20 * MIB  #: a Markdown or text file: whatever its encoding makes of MAX_CHARACTERS
MAX_CHARACTERS = 8_000_000  #: text of any document; a long review has 700,000
MAX_BLOCKS = 60_000  #: paragraphs, those of cells and notes included; a long review has 6,000
MAX_MEMBERS = 5_000  #: files inside a Word file
MAX_DIRECTORY = 4 * MIB  #: the zip file's own table of contents
MAX_UNPACKED = 512 * MIB  #: everything in it, unpacked
MAX_XML = 32 * MIB  #: one XML part
MAX_TAGS = 1_000_000  #: tags of one XML part
MAX_TAGS_IN_ALL = 2_000_000  #: tags of all the XML parts that are read
MAX_RATIO = 1_000  #: unpacked to packed size of a member over RATIO_FROM
RATIO_FROM = MIB
MAX_DEPTH = 200  #: nesting of tables, controls and the like
MAX_EMBEDDED = 20 * MIB  #: an embedded Office file that is looked into
MAX_PAGES = 1_000  #: of a PDF; a long review has 150
MAX_PAGE_CHARS = 100_000  #: on one page of a PDF
MAX_PDF_CHARS = 2_000_000  #: in all of them
MAX_PAGE_OBJECTS = 100_000  #: painted on one page
MAX_PDF_SECONDS = 120.0  #: looked at after every page
MAX_PDF_GRACE = 15.0  #: after which a process that is still at one page is ended
MAX_PDF_MEMORY = 1024 * MIB  #: address space of the process that reads a PDF, where a system can bound it


def too_large(file: str) -> DocumentError:
    """The refusal of a file that is not even taken into memory."""
    return DocumentError(
        "too-large",
        f"The file is larger than {MAX_FILE // MIB} MB, so it was not read; compress its pictures and save it again.",
        file,
    )


def too_long(file: str) -> DocumentError:
    """The refusal of a document with more text than can be checked in reasonable time."""
    return DocumentError(
        "too-large",
        f"The file holds more than {MAX_CHARACTERS:,} characters or {MAX_BLOCKS:,} paragraphs of text, so it was not "
        "checked; a report has far fewer, so look whether something was pasted in by mistake.",
        file,
    )
