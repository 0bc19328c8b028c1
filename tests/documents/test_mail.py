"""`.eml`: a mail's text as it was written, sent on the day that it says."""

import textwrap
from email.message import EmailMessage

import pytest

PARAGRAPHS = [
    "The ferry that crossed the Ellbach every morning sank in a storm on 3 May 2020, and nobody was hurt.",
    "The council decided that a bridge should be built in its place. It took nine years and some strikes.",
]


def mail(text: str, kind: str = "plain", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"Subject": "Ferry sinks", **headers}.items():
        message[name] = value
    message.set_content(text, subtype=kind)
    return message


def wrapped(text: str, width: int, end: str = "") -> str:
    return f"{end}\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def test_the_day_is_the_one_on_which_it_was_sent_as_the_sender_counts(one) -> None:
    document = one("a.eml", bytes(mail("The ferry sank.", Date="Sun, 3 May 2020 23:30:00 -0500")))
    assert document.published == "2020-05-03"
    assert document.published_because == ("the mail's Date “Sun, 03 May 2020 23:30:00 -0500”",)
    assert (document.title, document.publisher) == ("Ferry sinks", None)


def test_a_date_that_is_none_is_reported(reading) -> None:
    source = bytes(mail("The ferry sank.")).replace(b"Subject:", b"Date: soon\nSubject:")
    collection = reading({"a.eml": source})
    assert collection.documents[0].published is None
    assert "the mail's Date: “soon” is not a date" in collection.warnings[0]


@pytest.mark.parametrize(
    "subject", ["Re: Ferry sinks", "Fwd: RE: Ferry sinks", "AW: WG: Ferry sinks", "Ferry sinks"]
)
def test_the_title_is_the_subject(one, subject: str) -> None:
    assert one("a.eml", bytes(mail("It sank.", Subject=subject))).title == "Ferry sinks"


def test_an_organization_is_the_publisher(one) -> None:
    assert one("a.eml", bytes(mail("It sank.", Organization="The Meridian"))).publisher == "The Meridian"


@pytest.mark.parametrize("width", [50, 72, 76])
def test_lines_that_were_broken_are_joined(one, width: int) -> None:
    text = "\n\n".join(wrapped(each, width) for each in PARAGRAPHS)
    assert one("a.eml", bytes(mail(text))).text.strip() == "\n\n".join(PARAGRAPHS)


def test_flowed_lines_are_joined(one) -> None:
    text = "\n\n".join(wrapped(each, 40, end=" ") for each in PARAGRAPHS) + "\nShort.\nLines.\n"
    message = mail(text)
    message.set_param("format", "flowed")
    assert one("a.eml", bytes(message)).text.split("\n") == [
        PARAGRAPHS[0],
        "",
        PARAGRAPHS[1],
        "Short.",
        "Lines.",
        "",
    ]


def test_plain_text_comes_before_html_and_attachments_are_left_out(one) -> None:
    message = mail("The ferry sank.")
    message.add_alternative("<p>The <b>ferry</b> sank in HTML.</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    assert one("a.eml", bytes(message)).text.strip() == "The ferry sank."


def test_html_is_read_as_paragraphs(one) -> None:
    source = (
        "<style>p {}</style><p>The <b>ferry</b> sank.<br>Nobody was hurt.</p><ul><li>One</li><li>Two</ul>"
    )
    assert (
        one("a.eml", bytes(mail(source, "html"))).text == "The ferry sank.\n\nNobody was hurt.\n\nOne\n\nTwo"
    )


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "not a mail: it has no headers"),
        (b"The ferry sank.\n", "not a mail: it has no headers"),
        (b"Subject: x\n\n", "no text in this mail"),
        (b"Subject: x\nContent-Type: image/png\n\nx", "no text in this mail"),
    ],
)
def test_what_is_no_mail_is_reported(reading, source: bytes, says: str) -> None:
    (warning,) = reading({"a.eml": source}).warnings
    assert warning.endswith(f"a.eml: {says}; skipped")


def test_a_character_set_that_does_not_exist_costs_no_mail(one) -> None:
    source = b'Subject: x\nContent-Type: text/plain; charset="klingon"\n\nThe ferry sank.\n'
    assert "The ferry sank." in one("a.eml", source).text
