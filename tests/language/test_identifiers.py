"""Identifiers: what is one, what only looks like one, and that a long text costs no more than its length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.language.fold import fold
from dhr_qa.language.identifier_contacts import is_mobile
from dhr_qa.language.identifier_cues import Cues
from dhr_qa.language.identifier_numbers import check_digit
from dhr_qa.language.identifiers import KINDS, find_identifiers
from dhr_qa.vocabulary import Vocabulary
from tests.review.vocab import vocabulary

CUES = Cues(vocabulary())


def found(text: str) -> list[tuple[str, str, bool, str]]:
    return [(i.kind, text[i.start : i.end], i.valid, i.public) for i in find_identifiers(fold(text), CUES)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Her number is 943 476 5919.", "nhs-number", "943 476 5919"),
        ("It was 943-476-5919, she said", "nhs-number", "943-476-5919"),
        ("DHR_9434765919_draft_v2.docx", "nhs-number", "9434765919"),
        ("AB 12 34 56 C", "national-insurance", "AB 12 34 56 C"),
        ("(AB123456C)", "national-insurance", "AB123456C"),
        ("a blue car, A123 BCD", "vehicle", "A123 BCD"),
        ("AB12 CDE was seen", "vehicle", "AB12 CDE"),
        ("crime reference 35/12345/20", "record", "35/12345/20"),
        ("Crime reference number CR/0012345/19 was recorded", "record", "CR/0012345/19"),
        ("custody record AB123456", "record", "AB123456"),
        ("URN 04ZA1234567", "record", "04ZA1234567"),
        ("PNC ID 12/345678X", "record", "12/345678X"),
        ("passport number 123456789", "record", "123456789"),
        ("from 192.168.10.21 at night", "ip-address", "192.168.10.21"),
        ("IP address 10.1.2.3", "ip-address", "10.1.2.3"),
        ("IP 2001:db8::ff00:42:8329", "ip-address", "2001:db8::ff00:42:8329"),
        ("Call 07700 900123.", "phone", "07700 900123"),
        ("on 01632 960 123 or", "phone", "01632 960 123"),
        ("(020) 7946 0018", "phone", "(020) 7946 0018"),
        ("+44 (0)161 496 0123", "phone", "+44 (0)161 496 0123"),
        ("0044 7700900123", "phone", "0044 7700900123"),
        ("+48 600 123 456", "phone", "+48 600 123 456"),
        ("jane.weston84@example.com", "email", "jane.weston84@example.com"),
        ("mailto:jw@mail.example.com", "email", "jw@mail.example.com"),
        ("at 27 Orchard Lane, Saltby FE4 2QX.", "address", "27 Orchard Lane, Saltby FE4 2QX"),
        ("She lived at 14 alder lane with him", "address", "14 alder lane"),
        ("Flat 3, 12 Mill Road, Fenmarch CB1 2AB", "address", "Flat 3, 12 Mill Road, Fenmarch CB1 2AB"),
        ("22 Abbey Court, Fenmarch", "address", "22 Abbey Court"),
        ("He lived at 22 Abbey Court.", "address", "22 Abbey Court"),
        ("the postcode CB1 2AB", "postcode", "CB1 2AB"),
        ("Saltby, FE4 2QX", "postcode", "FE4 2QX"),
        ("Maya was born on 3 May 1984 in Fenmarch", "date-of-birth", "3 May 1984"),
        ("DOB: 03/05/1984", "date-of-birth", "03/05/1984"),
        ("D.O.B. 3.5.84", "date-of-birth", "3.5.84"),
        ("Maya (b. 3 May 1984)", "date-of-birth", "3 May 1984"),
        ("date of birth given as 3rd May 1984", "date-of-birth", "3rd May 1984"),
        ("3 May 1984 (date of birth)", "date-of-birth", "3 May 1984"),
        ("Maya died on 9 September 2024.", "event-date", "9 September 2024"),
        ("On 17 September 2024 he went to her home and killed her.", "event-date", "17 September 2024"),
        ("They married on 4 June 2010.", "event-date", "4 June 2010"),
        ("He was sentenced on 4 April 2025 to life", "event-date", "4 April 2025"),
        ("Date of death: 9/9/2024", "event-date", "9/9/2024"),
        ("Maya died between 2-4 May 2024.", "event-date", "2-4 May 2024"),
    ],
)  # fmt: skip
def test_identifiers(text: str, kind: str, words: str) -> None:
    assert [(k, w, public) for k, w, _, public in found(text)] == [(kind, words, "")]


@pytest.mark.parametrize(
    "text",
    [
        "1234567890 rows", "ISBN 0306406152 and ISBN 0-306-40615-2", "DHR reference: DHR/2020/14",
        "DHR reference number 2020/1412345", "QQ123456C", "the case 2019, incident 2019/20",
        "version 1.2.3.4 and paragraph 10.12.33.14", "10.12.33.14 is a label", "Samaritans 116 123",
        "01/02/2020, 01-02-2020 and 2020-01-02", "from 0900 to 1700 hours", "2019-2020 2020-2021",
        "https://doi.org/10.1136/sextrans-2017-053411 and https://x.example/07700900123",
        "In 2019 Fenmarch Crown Court sentenced him on 12 March 2019 Fenmarch Magistrates Court",
        "5 The Way Forward", "Section 2 Safer Place", "M25 and A14, table B1 2 and 2nd",
        "She was born in Poland and moved to Fenmarch on 3 May 2010.", "born in May 1984, died in 2024",
        "the baby was born early, and on 3 May 2014 they moved", "The incident on 3 May 2019 was recorded.",
        "On 3 May 2021 the panel considered Maya's death.", "which came into force on 13 April 2011",
        "from 1 January 2017 to the date of Maya's death in September 2024",
        "On 3 May 2021, two weeks before her death, she called", "On 3 May 2021, after Maya's death, he left",
        "was notified of the death of Maya on 20 January 2020",
        "Maya was killed in September 2024, on 3 May 2025 he left",
    ],
)  # fmt: skip
def test_what_only_looks_like_one(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("the helpline 0808 2000 247", "helpline"), ("Victim Support on 01632 960 111", "helpline"),
        ("0300 123 4567", "helpline"), ("DHREnquiries@homeoffice.gov.uk", "mailbox"),
        ("DHR@domesticabusecommissioner.independent.gov.uk", "mailbox"), ("safer@fenmarchcsp.org.uk", "mailbox"),
        ("community.safety@fenmarch.gov.uk", "mailbox"), ("info@example.org", "mailbox"),
        ("jo.finch@fenshire.gov.uk", "work"), ("j.finch@nhs.net", "work"), ("jo.mashford@example.com", ""),
        ("Home Office, 2 Marsham Street, London SW1P 4DF", "office"),
        ("Fenshire County Council, County Hall, 8 Russell Road, Fenmarch IP1 2BX", "office"),
        ("The council offices are at 8 Russell Road.", "office"), ("The council rehoused her at 8 Russell Road.", ""),
        ("She lived near the office at 8 Russell Road.", ""),
    ],
)  # fmt: skip
def test_offices_and_helplines_may_stand(text: str, public: str) -> None:
    assert [one[3] for one in found(text)] == [public]


def test_what_is_said_to_be_a_number_is_one_even_if_its_check_fails() -> None:
    assert found("NHS No: 9434765918") == [("nhs-number", "9434765918", False, "")]
    assert found("National Insurance number QQ123456C") == [("national-insurance", "QQ123456C", False, "")]


def test_check_digits() -> None:
    assert check_digit(b"9434765919")
    assert not any(check_digit(b"943476591%d" % last) for last in range(9))


def test_mobile_telephones() -> None:
    assert all(map(is_mobile, ("07700 900123", "+44 7700 900123", "0044 (0)7700900123")))
    assert not any(map(is_mobile, ("01632 960123", "+44 161 496 0123", "+48 600 123 456")))


def test_several_texts_are_kept_apart() -> None:
    text = "943 476\n5919 and DOB\n3 May 1984"
    assert find_identifiers(fold(text).replace(b"\r", b"\n"), CUES) == []


def test_two_numbers_side_by_side_are_two() -> None:
    assert [one[1] for one in found("01632 960123 01632 960124")] == ["01632 960123", "01632 960124"]


def test_an_empty_vocabulary_leaves_the_shapes() -> None:
    plain = find_identifiers(fold("943 476 5919, she lived at 27 Orchard Lane, born 3 May 1984"), Cues(Vocabulary()))
    assert [one.kind for one in plain] == ["nhs-number"]


@given(st.text(alphabet="0123456789 ./-+()@ABCDEFGHJ abcdorn:\n", max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_in_order_and_apart(text: str) -> None:
    spans = find_identifiers(fold(text), CUES)
    assert all(0 <= one.start < one.end <= len(text) and one.kind in KINDS for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("piece", ["07700 900123 ", "born on ", "27 Orchard ", "a.b-c_d@e.f.", "12.34.56.78.", "AB12 "])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(times: int) -> float:
        text = fold(piece * times)
        start = time.process_time()
        find_identifiers(text, CUES)
        return time.process_time() - start

    seconds(100)
    short = min(seconds(2_000) for _ in range(3))
    assert seconds(16_000) < 8 * short * 4 + 0.05
