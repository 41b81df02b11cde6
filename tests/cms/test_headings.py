"""Every heading has an id of its own, whatever it says, and the sections are listed in their order."""

from hypothesis import given
from hypothesis import strategies as st

from cms.headings import ID, Headings, Section


def test_headings_get_ids_and_sections_are_listed() -> None:
    headings = Headings()

    html = headings.mark('<h2>Who &amp; <b>why</b></h2><h3>Who why</h3><h2 id="own">Mine</h2><p id="who-why-3">x</p>')

    assert html == (
        '<h2 id="who-why">Who &amp; <b>why</b></h2><h3 id="who-why-2">Who why</h3><h2 id="own">Mine</h2>'
        '<p id="who-why-3">x</p>'
    )
    assert headings.sections == [Section("who-why", "Who & why"), Section("own", "Mine")]
    assert headings.mark("<h2>Who why</h2><h2>!</h2>") == '<h2 id="who-why-4">Who why</h2><h2 id="section">!</h2>'


@given(st.lists(st.text(alphabet="aA1-_ é<>&ß", max_size=8), max_size=8))
def test_no_id_is_given_twice(titles: list[str]) -> None:
    headings = Headings()
    escaped = [title.replace("&", "&amp;").replace("<", "&lt;") for title in titles]

    marked = "".join(headings.mark(f"<h2>{title}</h2>") for title in escaped)

    ids = ID.findall(marked)
    assert len(ids) == len(titles) == len(set(ids))
