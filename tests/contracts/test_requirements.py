"""What is installed: pinned with hashes, the same version everywhere, and no word on where it is fetched from."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
FILES = ["all", "runtime", "production"]
ALWAYS_THERE = {"wagtail", "django", "wagtail-localize", "django-recurrence", "elasticsearch", "stripe"}


def text(name: str) -> str:
    return (REQUIREMENTS / f"{name}.txt").read_text()


def pins(name: str) -> dict[str, str]:
    """Each package's pin with its environment marker, such as `5.2.19 ; python_full_version >= '3.12'`."""
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(.+?) \\$", text(name), re.MULTILINE))


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", text(name), flags=re.MULTILINE)[1:]

    assert [block for block in blocks if "==" not in block.splitlines()[0] or "--hash=sha256:" not in block] == []
    assert len(blocks) >= len(ALWAYS_THERE)


@pytest.mark.parametrize("name", FILES)
def test_no_host_is_named(name: str) -> None:
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|@ ", text(name)) == []


@pytest.mark.parametrize("name", ["runtime", "production"])
def test_each_file_agrees_with_the_one_that_holds_all(name: str) -> None:
    everything = pins("all")

    assert {package: pin.split()[0] for package, pin in pins(name).items()} == {
        package: everything[package].split()[0] for package in pins(name)
    }


def test_what_the_product_stands_on_is_there() -> None:
    assert ALWAYS_THERE - pins("runtime").keys() == set()
    assert "pytest-django" in pins("all")
