"""The file around the text: what changes, what keeps its bytes, and other people's comments."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from dhr_qa.annotate.write import Draft, has_own_comments, peoples_comments, without_comments
from dhr_qa.documents.docx import read_docx
from dhr_qa.errors import DocumentError
from tests.annotate.making import PATH, W, annotate, at, check_marks, covered, found, members, note, on
from tests.documents import builders as b

BODY = b.p("The panel met four times.") + b.p("The family was told.")


def changed(before: bytes, after: bytes) -> set[str]:
    was, now = members(before), members(after)
    assert set(was) <= set(now)
    return {name for name in now if now[name] != was.get(name)}


def spelt_out(body: str, **more: Any) -> dict[str, bytes]:
    """The members of a file as bytes, its comments with their content type."""
    made = {
        name: data.encode() if isinstance(data, str) else data for name, data in b.docx_members(body, **more).items()
    }
    kind = (
        b'<Override PartName="/word/comments.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
    )
    if "comments" in more:
        made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(b"</Types>", kind)
    return made


def test_only_four_parts_change_where_there_were_no_comments() -> None:
    data = b.docx_bytes(BODY, headers=["x"], core="<dc:title>Report</dc:title>", parts={"word/media/a.png": b.PNG})
    assert changed(data, on(data, "panel")) == {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
    }  # fmt: skip


def test_only_two_parts_change_where_there_were_comments() -> None:
    data = b.zip_bytes(spelt_out(BODY + b.p(b.commented(3, "Is this so?")), comments=b.comment(3, b.p("Yes."))))
    made = on(data, "panel", "this")
    assert changed(data, made) == {"word/document.xml", "word/comments.xml"}
    assert [each.text for each in found(made, b.AUTHOR)] == ["Yes."]
    theirs = members(data)["word/comments.xml"].partition(b"<w:comment ")[2].removesuffix(b"</w:comments>")
    assert theirs in members(made)["word/comments.xml"]
    check_marks(made)
    assert members(without_comments(PATH, made))["word/comments.xml"].endswith(b"</w:comment></w:comments>")


def test_members_keep_their_order_and_times() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(b.docx_bytes(BODY))) as old, zipfile.ZipFile(buffer, "w") as new:
        for number, info in enumerate(old.infolist()):
            later = zipfile.ZipInfo(info.filename, (2026, 3, 1 + number, 10, 0, 0))
            later.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            new.writestr(later, old.read(info))
    made = on(buffer.getvalue(), "panel")
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        before = [(each.filename, each.date_time, each.compress_type) for each in old.infolist()]
        after = [(each.filename, each.date_time, each.compress_type) for each in new.infolist()]
    assert after[:-1] == before
    assert after[-1] == ("word/comments.xml", (1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED)


def test_the_relationship_and_the_content_type() -> None:
    made = members(on(b.docx_bytes(BODY), "panel"))
    assert made["[Content_Types].xml"].count(b"comments+xml") == 1
    assert b'PartName="/word/comments.xml"' in made["[Content_Types].xml"]
    assert made["word/_rels/document.xml.rels"].count(b'relationships/comments"') == 1


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", b"</Types>", b"</Types>\r\n  "),
        ("word/_rels/document.xml.rels", b"</Relationships>", b"</Relationships >\n"),
    ],
)
def test_lists_of_parts_in_other_spellings(part: str, old: bytes, new: bytes) -> None:
    spelt = spelt_out(BODY)
    spelt[part] = spelt[part].replace(old, new)
    assert len(found(on(b.zip_bytes(spelt), "panel"))) == 1


def test_lists_of_parts_with_prefixes_or_in_utf_16() -> None:
    spelt = spelt_out(BODY)
    types = bytes(spelt["[Content_Types].xml"]).decode()
    prefixed = re.sub(r"<(/?)(\w)", r"<\1ct:\2", types.partition("?>")[2]).replace("xmlns=", "xmlns:ct=")
    spelt["[Content_Types].xml"] = prefixed.encode()
    rels = spelt["word/_rels/document.xml.rels"].decode()
    spelt["word/_rels/document.xml.rels"] = rels.partition("?>")[2].encode("utf-16")
    made = on(b.zip_bytes(spelt), "panel")
    assert len(found(made)) == 1
    assert b"<ct:Override" in members(made)["[Content_Types].xml"]
    assert read_docx(PATH, made).unread[0].what.startswith("comments by dhr-qa")


def test_a_document_without_relationships() -> None:
    bare = spelt_out(BODY)
    del bare["word/_rels/document.xml.rels"]
    assert len(found(on(b.zip_bytes(bare), "panel"))) == 1


def test_a_comments_part_that_nothing_refers_to_is_left_alone() -> None:
    spelt = spelt_out(BODY, parts={"word/comments.xml": b"<old/>"})
    made = on(b.zip_bytes(spelt), "panel")
    assert members(made)["word/comments.xml"] == b"<old/>"
    assert len(found(made, name="word/comments1.xml")) == 1


def test_a_relationship_to_comments_that_are_missing() -> None:
    data = b.docx_bytes(BODY, rels=[("rId7", "comments", "comments.xml")])
    made = on(data, "panel")
    assert covered(made) == {"PANEL": "panel"}
    assert members(made)["word/_rels/document.xml.rels"].count(b'relationships/comments"') == 1


def test_damaged_comments_are_an_error_with_a_sentence() -> None:
    spelt = spelt_out(BODY, comments=b.comment(1, b.p("x")))
    spelt["word/comments.xml"] = b"<w:comments"
    with pytest.raises(DocumentError):
        annotate(b.zip_bytes(spelt), note("x"))


def test_a_strict_document_stays_strict() -> None:
    strict = spelt_out(BODY)
    for name, data in strict.items():
        for usual, spelt in b.STRICT.items():
            data = data.replace(usual.encode(), spelt.encode())
        strict[name] = data
    data = b.zip_bytes(strict)
    made = on(data, "panel")
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in members(made)[name]
        assert b"openxmlformats.org/wordprocessingml/2006" not in members(made)[name]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in members(made)["word/_rels/document.xml.rels"]
    assert [block.text for block in read_docx(PATH, made).blocks] == [
        block.text for block in read_docx(PATH, data).blocks
    ]
    assert on(made, "panel") == made


def test_numbers_are_above_those_of_notes() -> None:
    """LibreOffice 7 shows the wrong footnotes where a comment between the first two has the number of one."""
    data = b.docx_bytes(
        b.p(b.r("One"), b.note_ref("footnote", 41), b.r(" two"), b.note_ref("endnote", 57)),
        footnotes=b.note("footnote", 41, b.p("x")),
        endnotes=b.note("endnote", 57, b.p("y")) + b.note("endnote", 60, b.p("unused")),
    )
    comments = etree.fromstring(members(on(data, "One"))["word/comments.xml"])
    assert [comment.get(W + "id") for comment in comments] == ["61"]


def test_a_second_run_replaces_ours_and_leaves_other_peoples() -> None:
    data = b.docx_bytes(
        BODY + b.p(b.commented(3, "Is this so?")), comments=b.comment(3, b.p("Yes."), author="B Reader")
    )
    first = on(data, "panel", "family")
    second = on(first, "four", "this")
    assert covered(second) == {"FOUR": "four", "THIS": "this"}
    assert [each.text for each in found(second, "B Reader")] == ["Yes."]
    assert second == on(data, "four", "this")
    assert has_own_comments(PATH, second)
    assert not has_own_comments(PATH, data)
    assert peoples_comments(PATH, second) == peoples_comments(PATH, data)
    assert without_comments(PATH, data) is data


def answered(data: bytes) -> bytes:
    """The annotated file after somebody has answered the first comment by dhr-qa in Word."""
    parts = members(data)
    comments = parts["word/comments.xml"].decode()
    w14 = b.NAMESPACES["w14"]
    comments = comments.replace("<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="0A000001">', 1)
    answer = (
        '<w:comment w:id="900" w:author="C Chair"><w:p '
        f'xmlns:w14="{w14}" w14:paraId="0A000002"><w:r><w:t>Agreed.</w:t></w:r></w:p></w:comment></w:comments>'
    )
    parts["word/comments.xml"] = comments.replace("</w:comments>", answer).encode()
    first = re.search(rb'<w:commentReference w:id="\d+"/></w:r>', parts["word/document.xml"])
    assert first is not None
    marks = (
        b'<w:commentRangeStart w:id="900"/><w:commentRangeEnd w:id="900"/><w:r><w:commentReference w:id="900"/></w:r>'
    )
    text = parts["word/document.xml"]
    parts["word/document.xml"] = text[: first.end()] + marks + text[first.end() :]
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{b.NAMESPACES["w15"]}"><w15:commentEx w15:paraId="0A000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="0"/></w15:commentsEx>'
    ).encode()
    extended = (
        b'<Relationship Id="ext" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        b'Target="commentsExtended.xml"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", extended)
    return b.zip_bytes(parts)


def test_a_comment_that_somebody_has_answered_stays_with_the_answer() -> None:
    data = answered(on(b.docx_bytes(BODY), "panel", "family"))
    made = on(data, "panel", "four")
    assert [each.text for each in found(made)] == ["PANEL", "FOUR"]
    assert [each.text for each in found(made, "C Chair")] == ["Agreed."]
    assert changed(data, made) == {"word/document.xml", "word/comments.xml"}


def test_comments_have_no_time_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b.docx_bytes(BODY)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"w:date" not in members(on(data, "panel"))["word/comments.xml"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert b'w:date="2026-01-01T00:00:00Z"' in members(on(data, "panel"))["word/comments.xml"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert b"w:date" not in members(on(data, "panel"))["word/comments.xml"]


def test_signs_in_the_words_of_a_comment_are_escaped() -> None:
    made = annotate(b.docx_bytes(BODY), note('<w:p>& "it"</w:p>'))
    assert found(made)[0].text == '<w:p>& "it"</w:p>'


def test_spaces_in_the_markup_stay() -> None:
    data = b.docx_bytes("\n  <w:p>\n    <w:r><w:t>The panel met.</w:t></w:r>\n  </w:p>\n")
    made = on(data, "panel")
    assert covered(made) == {"PANEL": "panel"}
    assert members(without_comments(PATH, made))["word/document.xml"].count(b"\n") == members(data)[
        "word/document.xml"
    ].count(b"\n")


def test_a_macro_document_keeps_its_type() -> None:
    data = b.docx_bytes(BODY, kind="docm")
    made = members(Draft(PATH, data).annotated([at(data, "panel")]))
    assert b"macroEnabled" in made["[Content_Types].xml"]
