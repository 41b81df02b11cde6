"""Takes the README's pictures from the running demo (`make run` in another terminal). Needs Debian's chromium."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SITE = os.environ.get("SITE", "http://127.0.0.1:8000")
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PICTURES = (
    ("campaign-desktop.png", "/", 1280, 860, "light"),
    ("giving-phone.png", "/progressive-alliance/online-hub/", 390, 844, "dark"),
)


def take(browser: Browser, name: str, path: str, width: int, height: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(SITE + path, wait_until="networkidle")
    page.screenshot(path=FOLDER / name)
    page.close()
    print(FOLDER.name, name)


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("No chromium found: install Debian's package, or name one with CHROMIUM=", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for picture in PICTURES:
            take(browser, *picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
