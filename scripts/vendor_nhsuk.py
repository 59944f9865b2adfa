"""Copy the design system's files into the package, ready to be served with no request to anyone else.

Usage: fetch each package from the npm registry with the ordinary client (`npm pack NAME@VERSION`), then
`python scripts/vendor_nhsuk.py nhsuk-frontend-10.6.1.tgz htmx.org-2.0.11.tgz axe-core-4.14.1.tgz`.
A tarball whose SHA-256 is not the recorded one is refused. Any subset of the three may be given.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/saggar/web/static"
AXE = ROOT / "tests/vendor/axe-core"

NHSUK_VERSION = "10.6.1"
HASHES = {
    "nhsuk-frontend-10.6.1.tgz": "1af037bcb75237c4208809d3ac9a06522ccf61b2268221268ead3985bceb060b",
    "htmx.org-2.0.11.tgz": "165a2655073e9e6e55e307a7c74e8ebcdb76afb7701f9c16cfd106a13add408e",
    "axe-core-4.14.1.tgz": "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
}

UNUSED = re.compile(
    r"nhsuk-(card--care|care-card|hero__|hero--|header--white|header__navigation--white|code|image|"
    r"[a-z-]+--reverse|list-panel|nav-a-z|u-one-|u-two-|u-three-|u-sticky|u-static)"
)
"""Parts of the design system no page of ours shows: symptom cards, reversed colours, code, hero pictures."""

LICENCE = """NHS.UK frontend {version}, https://github.com/nhsuk/nhsuk-frontend

The MIT License (MIT)

Copyright (c) NHS England (Crown copyright)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def rules_of(css: str) -> Iterator[str]:
    """Each top-level rule or at-rule of minified CSS, in order, closing brace included."""
    depth = start = 0
    for position, character in enumerate(css):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start : position + 1]
                start = position + 1


def used_part(rule: str) -> str:
    """The rule without the selectors no page uses; empty when none is left."""
    head, _, body = rule.partition("{")
    if head.startswith(("@media", "@supports")):
        kept = "".join(used_part(inner) for inner in rules_of(body[:-1]))
        return f"{head}{{{kept}}}" if kept else ""
    if head.startswith("@font-face") or "-ms-" in head:
        return ""
    selectors = [one for one in split_selectors(head) if not UNUSED.search(one)]
    return f"{','.join(selectors)}{{{body}" if selectors else ""


def split_selectors(head: str) -> list[str]:
    """The selectors of a rule, split on commas outside brackets such as those of `:not(a, b)`."""
    if head.startswith(("@", ":root")):
        return [head]
    return re.split(r",(?![^(]*\))", head)


def own_css(css: str, read: Callable[[str], bytes]) -> str:
    """The stylesheet as served: no remote font, no dangling map, icons inside it, only what pages use."""
    body = re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", css).removeprefix('@charset "UTF-8";')
    body = body.replace("(-ms-high-contrast:active),screen and ", "screen and ")
    kept = "".join(used_part(rule) for rule in rules_of(body))
    kept = kept.replace("Frutiger W01,arial,sans-serif", "arial,sans-serif")

    def icon(found: re.Match[str]) -> str:
        return inline_icon(read(f"dist/nhsuk/assets/{found[1]}").decode())

    return '@charset "UTF-8";' + re.sub(r"url\(/assets/([^)]+)\)", icon, kept) + "\n"


def inline_icon(svg: str) -> str:
    """The icon as a data address, so that a sortable table costs no further request."""
    paths = "".join(re.findall(r"<path[^>]*>", svg)).replace('"', "'")
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='#212b32'>{paths}</svg>"
    coded = drawing.replace("<", "%3C").replace(">", "%3E").replace("#", "%23")
    return f'url("data:image/svg+xml,{coded}")'


EXPANDED = 'e.setAttribute("aria-expanded",e.checked.toString())'


def own_script(script: str) -> str:
    """The script as served: no dangling map, and no aria-expanded on radios, where ARIA does not allow it."""
    if script.count(EXPANDED) != 1:
        sys.exit("the script no longer sets aria-expanded where we expect it: look again")
    allowed = script.replace(EXPANDED, f'"radio"!==e.type&&{EXPANDED}')
    return re.sub(r"//# sourceMappingURL=\S+\s*", "", allowed) + "\n"


def vendor_nhsuk(read: Callable[[str], bytes]) -> None:
    """Stylesheet, script and the licence."""
    folder = STATIC / "nhsuk"
    folder.mkdir(parents=True, exist_ok=True)
    css = own_css(read("dist/nhsuk/nhsuk-frontend.min.css").decode(), read)
    (folder / "nhsuk-frontend.min.css").write_text(css, "utf-8")
    script = own_script(read("dist/nhsuk/nhsuk-frontend.min.js").decode())
    (folder / "nhsuk-frontend.min.js").write_text(script, "utf-8")
    (folder / "VERSION").write_text(NHSUK_VERSION + "\n", "utf-8")
    (folder / "LICENCE.txt").write_text(LICENCE.format(version=NHSUK_VERSION), "utf-8")


def vendor_htmx(read: Callable[[str], bytes]) -> None:
    """The minified script and its licence."""
    folder = STATIC / "htmx"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "htmx.min.js").write_bytes(read("dist/htmx.min.js"))
    (folder / "LICENCE.txt").write_bytes(read("LICENSE"))


def vendor_axe(read: Callable[[str], bytes]) -> None:
    """The accessibility checker the tests run in the browser; never shipped."""
    AXE.mkdir(parents=True, exist_ok=True)
    (AXE / "axe.min.js").write_bytes(read("axe.min.js"))
    (AXE / "LICENCE.txt").write_bytes(read("LICENSE"))


VENDORS = {"nhsuk-frontend": vendor_nhsuk, "htmx.org": vendor_htmx, "axe-core": vendor_axe}


def vendor(tarball: Path) -> None:
    """Check the tarball's hash, then copy its files. SystemExit with the reason when it is not ours."""
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if HASHES.get(tarball.name) != found:
        sys.exit(f"{tarball.name}: SHA-256 {found} is not the recorded one")
    with tarfile.open(tarball) as archive:

        def read(name: str) -> bytes:
            member = archive.extractfile(f"package/{name}")
            assert member is not None, name  # noqa: S101 - the recorded hash fixes the tarball's content
            return member.read()

        VENDORS[tarball.name.rsplit("-", 1)[0]](read)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        vendor(Path(argument))
