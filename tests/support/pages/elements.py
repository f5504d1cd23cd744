"""The elements of a page, what each says to the eye and to the ear, and the pages that its links lead to."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag

from django.test import Client

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "use", "wbr"}
UNSEEN = {"head", "script", "style", "template", "title"}


class Element:
    """An element of a page, with its parent and, as texts and elements, its content."""

    def __init__(self, tag, attributes=(), parent=None):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.content: list[str | Element] = []

    def __iter__(self) -> Iterator["Element"]:
        """Yield the element and all that are inside it."""
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part

    @property
    def around(self) -> Iterator["Element"]:
        """Yield the element and all that it is inside of, the smallest first."""
        element = self
        while element:
            yield element
            element = element.parent

    @property
    def seen(self) -> str:
        """The text that can be seen; of several tabs only that which is shown."""
        if self.tag in UNSEEN or "visually-hidden" in self.attributes.get("class", "").split():
            return ""
        if self.tag == "nav" and "tabs" in self.attributes.get("class", "").split():
            shown = [part for part in self if part.attributes.get("aria-current")]
            return " ".join(part.seen for part in shown)
        return _joined(part if isinstance(part, str) else part.seen for part in self.content)

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        if self.attributes.get("aria-hidden") == "true":
            return ""
        label = self.attributes.get("aria-label")
        return label or _joined(
            part if isinstance(part, str) else part.name for part in self.content
        )


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.element = Element("page")

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes, self.element)
        self.element.content.append(element)
        if tag not in VOID:
            self.element = element

    def handle_startendtag(self, tag, attributes):
        self.element.content.append(Element(tag, attributes, self.element))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.element = self.element.parent

    def handle_data(self, data):
        self.element.content.append(data)


def elements_of(response) -> Element:
    """Return the page that a response holds."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.root


def targets_of(page: Element) -> Iterator[tuple[Element, str]]:
    """Yield the links and the forms of a page, each with the address that it leads to, without the part after #."""
    for element in page:
        address = element.attributes.get({"a": "href", "form": "action"}.get(element.tag), "")
        if address.startswith(("/", "#", "?")):
            yield element, urldefrag(address).url


def pages_from(client: Client, *starts: str, below: str = "/") -> Iterator[tuple[str, object]]:
    """Yield the address and the answer of every Latvian page and file below an address that links lead to from these.

    The answer of an address that redirects is that of the page that it redirects to.
    """
    waiting, known = list(starts), set(starts)
    while waiting:
        address = waiting.pop(0)
        response = client.get(address, follow=True)
        yield address, response
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for element, target in targets_of(elements_of(response)):
            is_page = target.startswith(below) and not target.startswith(("/en/", "/admin/"))
            if element.tag == "a" and is_page and target not in known:
                known.add(target)
                waiting.append(target)


def _joined(texts) -> str:
    return " ".join(" ".join(texts).split())
