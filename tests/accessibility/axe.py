"""Pages as people with a keyboard, a screen reader or a phone meet them: axe-core in a browser, by hand.

It needs Chromium with its driver and the file axe.min.js of axe-core, and is no part of the test suite:

    python -m tests.accessibility.axe --axe node_modules/axe-core/axe.min.js [PAGE.html …]

Each page is opened as wide as a phone and as a desk. It fails where axe finds a violation of WCAG 2.1 AA or of its own
good practice, and where a page is wider than its window. Without pages it makes its own: a whole report in an
authority's look, a report of hostile names, one of forty bids, and a panel pack. With --pictures it keeps screenshots.
"""

from __future__ import annotations

import argparse
import base64
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from socialvalue.report.evaluation.report import report_document, view
from socialvalue.report.pack.pack import pack_document, panel_pack
from socialvalue.report.page.document import Document
from socialvalue.report.page.write import write_document
from tests import models
from tests.facts import opened_early
from tests.report import builders, looks, panels

#: A phone and a desk, in CSS pixels.
WIDTHS = (320, 1280)

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

#: What keeps Chromium from asking for anything outside.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)

#: As much of a page as a picture shows.
_CLIP = {"x": 0, "y": 0, "height": 6000, "scale": 1}

RUN = """
const done = arguments[arguments.length - 1];
axe.run({runOnly: RULES}).then(found => done({
  violations: found.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' ') + ' | ' + n.html)]),
  unsure: found.incomplete.map(v => [v.id, v.nodes.length]),
  passed: found.passes.length,
  page: document.documentElement.scrollWidth,
}));
""".replace("RULES", json.dumps(RULES))


class Browser:
    """One window of Chromium, spoken to by the WebDriver protocol, for which the standard library is enough."""

    def __init__(self, driver: str, width: int, chromium: str) -> None:
        """Open a window as wide as a screen, which for a phone is smaller than any window may be."""
        options = {
            "binary": chromium,
            "args": [*FLAGS, f"--window-size={max(width, 500)},900"],
            "mobileEmulation": {"deviceMetrics": {"width": width, "height": 900, "pixelRatio": 1.0}},
        }
        asked = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        self._width = width
        self._address = f"{driver}/session"
        self._address += f"/{self._ask('', asked)['sessionId']}"

    def _ask(self, path: str, body: Mapping[str, Any] | None = None, method: str = "POST") -> Any:
        data = None if body is None else json.dumps(body).encode()
        heads = {"Content-Type": "application/json"}
        asked = urllib.request.Request(self._address + path, data, heads, method=method)  # noqa: S310 - our own driver
        with urllib.request.urlopen(asked, timeout=300) as answer:  # noqa: S310 - as above
            return json.load(answer)["value"]

    def check(self, page: Path, axe: str) -> Any:
        """Open a page and return what axe says of it."""
        self._ask("/timeouts", {"script": 300_000})
        self._ask("/url", {"url": page.resolve().as_uri()})
        self._ask("/execute/sync", {"script": axe, "args": []})
        return self._ask("/execute/async", {"script": RUN, "args": []})

    def picture(self, file: Path) -> None:
        """Keep the page from its top, as much of it as a picture may hold."""
        shot = {"format": "png", "captureBeyondViewport": True, "clip": {**_CLIP, "width": self._width}}
        made = self._ask("/goog/cdp/execute", {"cmd": "Page.captureScreenshot", "params": shot})
        file.write_bytes(base64.b64decode(made["data"]))

    def close(self) -> None:
        """Close the window."""
        self._ask("", method="DELETE")


@contextmanager
def running(chromedriver: str) -> Iterator[str]:
    """Start the driver on a free port, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen([chromedriver, f"--port={port}"], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/status", timeout=5).close()  # noqa: S310 - as above
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield address
    finally:
        driver.terminate()
        driver.wait()


def own_pages(folder: Path) -> list[Path]:
    """Write documents of every kind that the tests can make, as HTML."""
    record = panels.moderated("Wren", "service.journey", "0", panels.given("Passenger", "0"), differs="p. 9")
    whole = panels.with_record(builders.six(), record, warned=(opened_early(),))
    evaluator = panels.panel().evaluator[1]
    pack = panel_pack(models.criteria(), panels.panel(), evaluator, builders.NAMES)
    made: dict[str, Document] = {
        "whole": report_document(view(*whole, panels.page()), looks.full()),
        "plain": report_document(view(*builders.six())),
        "hostile": report_document(view(*panels.hostile(), panels.page()), looks.full()),
        "forty": report_document(view(*builders.many(40))),
        "pack": pack_document(pack, evaluator, looks.full()),
    }
    return [write_document(document, folder / name, ("html",)).paths[0] for name, document in made.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Check pages at each width; return 1 where one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--axe", type=Path, required=True, help="the file axe.min.js")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--chromedriver", default=shutil.which("chromedriver"))
    parser.add_argument("--pictures", type=Path, help="a folder for screenshots")
    given = parser.parse_args(arguments)
    if not given.chromium or not given.chromedriver:
        parser.error("Chromium and its driver are needed: say where with --chromium and --chromedriver")
    axe = given.axe.read_text("utf-8")
    faults = 0
    with tempfile.TemporaryDirectory() as temporary, running(given.chromedriver) as driver:
        pages = given.pages or own_pages(Path(temporary))
        for width in WIDTHS:
            browser = Browser(driver, width, given.chromium)
            for page in pages:
                faults += _told(page, width, browser.check(page, axe))
                if given.pictures:
                    given.pictures.mkdir(parents=True, exist_ok=True)
                    browser.picture(given.pictures / f"{page.parent.name}-{page.stem}-{width}.png")
            browser.close()
    say(f"{faults} faults on {len(pages)} pages at {' and '.join(map(str, WIDTHS))} pixels")
    return 1 if faults else 0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _told(page: Path, width: int, found: Any) -> int:
    wide = int(found["page"]) > width
    unsure = ", ".join(f"{rule} ({count})" for rule, count in found["unsure"]) or "nothing"
    say(f"{page.parent.name}/{page.name} at {width}: {found['passed']} rules passed; unsure of {unsure}")
    if wide:
        say(f"  the page is {found['page']} pixels wide in a window of {width}")
    for rule, says, nodes in found["violations"]:
        say("\n    ".join((f"  {rule}: {says}", *nodes[:5], f"{len(nodes)} in all")))
    return len(found["violations"]) + int(wide)


if __name__ == "__main__":
    sys.exit(main())
