"""Comments as threads of at most three levels, whatever their parents say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pages.wordpress.source import Comment
from pages.wordpress.threads import placed


def said(number, parent=0, **fields):
    return Comment(old_id=number, parent_id=parent, **{"name": f"Person {number}", "text": "Words", **fields})


def place(*comments):
    told = []
    found = placed(list(comments), lambda what, detail: told.append((what, detail)))
    return [(each.comment.old_id, each.answers, each.depth, each.addressee) for each in found], told


def test_what_stands_deeper_than_three_answers_by_name():
    found, told = place(said(4, 3), said(3, 2), said(2, 1), said(1), said(5, 4))

    assert found == [
        (1, 0, 1, ""),
        (2, 1, 2, ""),
        (3, 2, 3, ""),
        (4, 2, 3, "Person 3"),
        (5, 2, 3, "Person 4"),
    ]
    assert told == []


def test_a_circle_is_cut_open_and_told():
    found, told = place(said(1, 2), said(2, 1), said(3, 3))

    assert sorted(found) == [(1, 2, 2, ""), (2, 0, 1, ""), (3, 0, 1, "")]
    assert {what for what, _ in told} == {"Comments answer one another in a circle"}


def test_what_answers_nothing_that_came_stands_by_itself():
    found, told = place(said(1, status="trash"), said(2, 1), said(3, 99))

    assert found == [(2, 0, 1, ""), (3, 0, 1, "")]
    assert told[1:] == [
        ("A comment answers one that did not come", "2"),
        ("A comment answers one that did not come", "3"),
    ]


def test_what_no_reader_wrote_is_left_out():
    found, told = place(said(1, kind="pingback"), said(2, text=" "), said(3), said(3), said(0))

    assert found == [(3, 0, 1, "")]
    assert len(told) == 4


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), max_size=12))
def test_everybody_stands_below_what_came_before_them(pairs):
    found, _ = place(*(said(number, parent) for number, parent in pairs))

    depths = {0: 0}
    for number, answers, depth, _addressee in found:
        assert depth == depths[answers] + 1 <= 3
        depths[number] = depth
    assert set(depths) == {0, *(number for number, _ in pairs if number)}
