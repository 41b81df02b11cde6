"""A mapping whose copies share what is the same."""

from cms.shared_map import SharedMap


def test_a_copy_changes_without_the_one_that_it_was_made_of() -> None:
    first = SharedMap[int, str]()
    for number in range(1_000):
        first.set(number, str(number))

    second = first.copy()
    second.set(7, "seven")
    second.remove(8)
    second.set(2_000, "new")

    assert dict(first.items()) == {number: str(number) for number in range(1_000)}
    assert [second.get(number) for number in (6, 7, 8, 2_000)] == ["6", "seven", None, "new"]
    assert len(dict(second.items())) == 1_000
