"""The elements and scripts of a page, read as a browser reads them."""

from html.parser import HTMLParser


class Parts(HTMLParser):
    """The elements of a page, and the contents of its scripts."""

    def __init__(self):
        super().__init__()
        self.elements, self.scripts, self.inside = [], [], False

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag == "script":
            self.scripts.append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, told):
        if self.inside:
            self.scripts[-1] += told


def parts_of(page):
    parser = Parts()
    parser.feed(page)
    return parser
