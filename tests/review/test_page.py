"""The page in a browser: an editor with a keyboard, and texts that mean harm."""

import difflib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hostile import HOSTILE, as_shown, everywhere
from port import by_title, write_port

from timeline.review import Server
from timeline.store import update
from timeline.store.files import write_atomically


class Editor:
    """Somebody at the keyboard. Nothing here uses a mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.wait_for(".text")

    def wait_for(self, selector: str) -> None:
        self.page.wait_for_selector(selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def decide(self, *keys: str) -> None:
        """Press keys that lead to one decision, and wait until it is written and the next event is shown."""
        with self.page.expect_response("**/api/decide") as answer:
            self.press(*keys)
        assert answer.value.status == 200, answer.value.text()
        self.settled()

    def settled(self) -> None:
        self.page.wait_for_function("() => !document.querySelector('dialog[open], #main[aria-busy=true]')")

    def ask(self, key: str, text: str) -> None:
        """Open the field of a key, write a text into it, and save."""
        self.press(key)
        self.wait_for("dialog[open] #value")
        self.page.keyboard.type(text)
        self.decide("Enter")

    def choose(self, key: str, *keys: str) -> None:
        """Open the choice of a key, and choose."""
        self.press(key)
        self.wait_for("dialog[open] .choice")
        self.decide(*keys)

    def go(self, key: str) -> None:
        self.press(key)
        self.settled()

    @property
    def title(self) -> str:
        return str(self.page.inner_text("#event h2"))

    @property
    def said(self) -> str:
        return str(self.page.inner_text("#said"))


@pytest.fixture
def sit_down(start: Callable[[Path], Server], visit: Callable[..., Any]) -> Callable[[Path], Editor]:
    return lambda path: Editor(visit(start(path).url))


def changes(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_fifty_decisions_by_keyboard_alone(sit_down: Callable[[Path], Editor], path: Path) -> None:
    before = path.read_text()
    editor = sit_down(path)
    wanted: list[str] = []

    def status(word: str) -> list[str]:
        return ["-  status: proposed", f"+  status: {word}"]

    for _ in range(20):  # Cranes 0 to 19
        editor.decide("a")
        wanted += status("accepted")
    for _ in range(10):  # Cranes 20 to 29
        editor.decide("h")
        wanted += status("hidden")
    for number in range(30, 36):
        assert editor.title == f"Crane {number} is put up"
        editor.ask("t", f"Crane {number}: a title")
        wanted += [f"-  title: Crane {number} is put up", f'+  title: "Crane {number}: a title"']
        editor.go("j")
    for number in range(36, 42):
        date = re.search(rf"date: (.*)\n  title: Crane {number} is", before)
        assert date
        editor.ask("d", f"[..{date[1]}]")
        wanted += [f"-  date: {date[1]}", f'+  date: "[..{date[1]}]"']
        editor.go("ArrowDown")
    for _ in range(4):  # Cranes 42 to 45
        editor.ask("g", "harbour, crane: steel")
        wanted += ["-  tags: [harbour]", '+  tags: [harbour, "crane: steel"]']
        editor.go("j")
    assert changes(before, path.read_text()) == wanted

    # Crane 46 moves into the one above it; one of the two pieces of evidence of Crane 50 goes its own way.
    text = path.read_text()
    assert editor.title == "Crane 46 is put up"
    editor.choose("m", "4")
    assert editor.title == "Crane 45 is put up"
    assert "Crane 46 is put up" not in by_title(path)
    quotes = [each["quote"] for each in by_title(path)["Crane 45 is put up"]["evidence"]]
    assert [quote[:8] for quote in quotes] == ["Crane 45", "They put", "Crane 46"]
    for _ in range(4):
        editor.go("j")
    assert editor.title == "Crane 50 is put up"
    editor.choose("s", "2", "Enter")
    assert "This is the new event" in editor.said
    editor.ask("t", "Somebody hears of crane 50")
    editor.decide("u")
    editor.ask("t", "They hear of crane 50")
    events = yaml.safe_load(path.read_text())["events"]
    at = [event["title"] for event in events].index("Crane 50 is put up")
    old, new = events[at : at + 2]
    assert (new["title"], len(old["evidence"]), len(new["evidence"])) == ("They hear of crane 50", 1, 1)
    # Two titles, an undo, a split and a merge make 51 decisions, of which 49 are still to be taken back.
    assert len(changes(text, path.read_text())) < 40
    for _ in range(3):
        editor.decide("u")
    assert path.read_text() == text
    for _ in range(46):
        editor.decide("u")
    assert path.read_text() == before
    assert editor.page.is_disabled("#undo")
    assert editor.title == "Crane 0 is put up"


def test_decisions_stay_after_a_run(sit_down: Callable[[Path], Editor], path: Path, tmp_path: Path) -> None:
    from timeline.store import read

    told = read(path)
    editor = sit_down(path)
    editor.decide("a")
    editor.decide("h")
    editor.choose("m", "1")
    text = path.read_text()
    update(path, told)
    assert path.read_text() == text


def test_the_event_stands_beside_its_article(sit_down: Callable[[Path], Editor], path: Path) -> None:
    editor = sit_down(path)
    page = editor.page
    assert page.inner_text("#event .date").startswith("1 January 1990")
    assert page.inner_text(".text mark.time") == "1990-01-01"
    assert "".join(page.locator(".text mark").all_inner_texts()) == "Crane 0 was put up on 1990-01-01."
    assert "Crane 59 was put up" in page.inner_text(".text")
    editor.press("2")
    page.wait_for_function("() => document.querySelector('.text').innerText.includes('we hear')")
    assert (
        "".join(page.locator(".text mark").all_inner_texts()) == "They put up crane 0 on 1990-01-01, we hear."
    )
    for _ in range(40):
        editor.go("j")
    assert page.evaluate(
        """() => {
             const box = document.querySelector('#article').getBoundingClientRect();
             const mark = document.querySelector('.text mark.time').getBoundingClientRect();
             return mark.top > box.top && mark.bottom < box.bottom;
           }"""
    )
    assert page.evaluate(
        "document.querySelector('.row[aria-selected=true]').getBoundingClientRect().bottom <= innerHeight"
    )


def test_a_date_is_told_in_words_while_it_is_written(sit_down: Callable[[Path], Editor], path: Path) -> None:
    before = path.read_text()
    editor = sit_down(path)
    page = editor.page
    editor.press("d")
    editor.wait_for("dialog[open] #value")
    said = []
    for piece in ("2021", "-03", "/..", "x"):
        page.keyboard.type(piece)
        value = page.input_value("#value")
        page.wait_for_function("value => document.querySelector('#words').dataset.of === value", arg=value)
        said.append(page.inner_text("#words"))
    assert said[:3] == ["2021", "March 2021", "since March 2021"]
    assert page.get_attribute("#value", "aria-invalid") == "true"
    editor.press("Enter")
    page.wait_for_timeout(200)
    assert page.is_visible("dialog[open]"), "what is no date is not taken"
    editor.press("Escape")
    editor.settled()
    assert path.read_text() == before


def test_lists_and_search(sit_down: Callable[[Path], Editor], path: Path) -> None:
    editor = sit_down(path)
    page = editor.page
    visible = "[...document.querySelectorAll('[role=option]')].filter((each) => !each.hidden).length"
    editor.decide("a")
    editor.decide("h")
    assert page.inner_text("#progress") == "2 of 60 reviewed"
    assert page.evaluate(visible) == 58
    counts = []
    for _ in range(4):
        editor.go("f")
        counts.append(page.evaluate(visible))
    assert counts == [1, 1, 60, 58]
    editor.press("/")
    page.keyboard.type("crane 3")
    page.wait_for_function(f"() => {visible} === 11")
    page.wait_for_function("() => document.querySelector('#event h2').innerText === 'Crane 3 is put up'")
    editor.press("Enter")
    editor.go("End")
    assert editor.title == "Crane 39 is put up"
    editor.press("/")
    page.keyboard.type("no such thing")
    page.wait_for_function(f"() => {visible} === 0")
    assert page.is_visible("#nothing")


def test_keys_are_explained_and_can_be_switched_off(sit_down: Callable[[Path], Editor], path: Path) -> None:
    before = path.read_text()
    editor = sit_down(path)
    page = editor.page
    editor.press("?")
    editor.wait_for("dialog[open] .keys")
    told = set(page.locator(".keys kbd").all_inner_texts())
    assert told >= set("jkahpdtgmsuf/?")
    page.focus("#keys-on")
    editor.press("Space", "Escape")
    editor.settled()
    editor.press("a", "h", "d")
    page.wait_for_timeout(200)
    assert path.read_text() == before
    assert not page.is_visible("dialog[open]")
    page.focus("#list")
    editor.go("ArrowDown")
    assert editor.title == "Crane 1 is put up"


def test_every_command_is_a_button_with_its_key(sit_down: Callable[[Path], Editor], path: Path) -> None:
    page = sit_down(path).page
    buttons = dict(
        page.evaluate(
            """() => [...document.querySelectorAll('button[data-command]')].map(
                 (each) => [each.dataset.command, each.querySelector('kbd')?.textContent])"""
        )
    )
    expected = {
        "accept": "a",
        "hide": "h",
        "date": "d",
        "title": "t",
        "tags": "g",
        "merge": "m",
        "split": "s",
    }
    assert expected.items() <= buttons.items()
    page.focus("[data-command=accept]")
    with page.expect_response("**/api/decide"):
        page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#event h2').textContent === 'Crane 1 is put up'")
    assert page.evaluate("document.activeElement.dataset.command") == "accept"
    assert by_title(path)["Crane 0 is put up"]["status"] == "accepted"


def test_a_foreign_edit_is_shown_and_kept(sit_down: Callable[[Path], Editor], path: Path) -> None:
    editor = sit_down(path)
    editor.decide("a")
    editor.go("j")
    theirs = path.read_text().replace("title: Crane 1 is", "title: The first crane is")
    write_atomically(path, theirs)
    with editor.page.expect_response("**/api/state*"):
        editor.press("h")
    editor.settled()
    assert "was changed by another program and has been read again" in editor.page.inner_text("#problem")
    assert path.read_text() == theirs
    assert editor.title == "Crane 2 is put up"
    editor.decide("h")
    assert not editor.page.is_visible("#problem")
    assert by_title(path)["Crane 2 is put up"]["status"] == "hidden"
    assert "The first crane is put up" in by_title(path)


def test_when_the_program_has_ended_the_page_says_so(
    start: Callable[[Path], Server], visit: Callable[..., Any], path: Path
) -> None:
    server = start(path)
    editor = Editor(visit(server.url))
    before = path.read_text()
    editor.page.context.set_offline(True)  # as if nobody answered any more
    editor.press("a")
    editor.wait_for("#problem:not([hidden])")
    assert "The program has ended" in editor.page.inner_text("#problem")
    assert path.read_text() == before


def test_five_thousand_proposals(sit_down: Callable[[Path], Editor], tmp_path: Path) -> None:
    path = write_port(tmp_path, 5000)
    editor = sit_down(path)
    sent: list[tuple[str, int]] = []

    def note(response: Any) -> None:
        sent.append((response.url.split("/api/")[1].split("?")[0], len(response.body())))

    editor.page.on("response", note)
    made = editor.page.evaluate(
        """() => {
             window.made = 0;
             new MutationObserver((all) => { for (const one of all) window.made += one.addedNodes.length; })
               .observe(document.querySelector('#list'), { childList: true, subtree: true });
             return document.querySelectorAll('[role=option]').length;
           }"""
    )
    assert made == 5000
    for key in "ahaha":
        editor.decide(key)
    editor.decide("u")
    editor.page.wait_for_load_state("networkidle")
    assert {name for name, _ in sent} == {"decide", "event", "article"}
    assert len([name for name, _ in sent if name == "decide"]) == 6
    assert max(size for name, size in sent if name != "article") < 3000
    assert max(size for name, size in sent if name == "article") < 100_000
    assert editor.page.evaluate("window.made") == 6, "one row is made anew for each decision"
    assert editor.page.inner_text("#progress") == "4 of 5,000 reviewed"


def test_hostile_text_is_shown_as_text(
    start: Callable[[Path], Server], visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit("about:blank")
    for number, text in enumerate(HOSTILE):
        path = tmp_path / str(number) / "events.yml"
        (path.parent / "articles").mkdir(parents=True)
        content = yaml.safe_dump(everywhere(text), allow_unicode=True, sort_keys=False)
        path.write_text(content, encoding="utf-8")
        page.goto(start(path).url)
        shows_as_text(Editor(page), as_shown(text))


def shows_as_text(editor: Editor, wanted: str) -> None:
    """Check that a text stands in all places of the page, and made no element of it."""
    page = editor.page

    def shown(selector: str) -> str:
        return " ".join(
            "".join(
                "\ufffd" if ord(c) < 32 and c not in "\n\t" else c for c in page.text_content(selector)
            ).split()
        )

    for selector in (
        "#title",
        "#event h2",
        "dd",
        "blockquote",
        ".steps li",
        ".text",
        ".row .what",
        "#article h2",
    ):
        assert wanted in shown(selector), selector
    for key, selector in (("t", "#value"), ("m", ".choice"), ("s", ".choice"), ("g", "#value")):
        editor.press(key)
        editor.wait_for(f"dialog[open] {selector}")
        editor.press("Escape")
        editor.settled()
    editor.decide("a")
    assert wanted in shown("#said")
    elements = "[...document.querySelectorAll('script, img, b, iframe, [onclick], [onerror]')].length"
    assert page.evaluate(elements) == 1, wanted
    links = page.evaluate("[...document.querySelectorAll('a')].map((each) => each.href)")
    assert all(each.startswith(("http://", "https://")) for each in links), wanted


def test_everything_that_can_be_used_has_a_name(sit_down: Callable[[Path], Editor], path: Path) -> None:
    page = sit_down(path).page
    roles = page.locator("body").aria_snapshot()
    assert not re.findall(
        r"- (button|textbox|searchbox|checkbox|radio|option|listbox|dialog)(?: \[|$)", roles, re.M
    )
    for line in (
        '- searchbox "Find"',
        '- listbox "Events"',
        '- article "The event"',
        '- region "The article"',
    ):
        assert line in roles
    for key in "dgtms?":
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        roles = page.locator("dialog").aria_snapshot()
        assert not re.findall(r"- (button|textbox|checkbox|dialog)(?: \[|:?$)", roles, re.M)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")
