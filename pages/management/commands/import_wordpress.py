"""`manage.py import_wordpress FILE.xml`: brings the archive of a WordPress blog. docs/import.md tells an editor how."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.models import Locale

from pages.models import BlogIndexPage
from pages.wordpress.fetching import Fetcher
from pages.wordpress.files import Files
from pages.wordpress.importing import Import, Outcome, look_through
from pages.wordpress.media import Media
from pages.wordpress.people import People
from pages.wordpress.reader import NotAnExport
from pages.wordpress.registry import Registry, source_of
from pages.wordpress.report import Report
from pages.wordpress.targets import NoBlog, find_blog, make_blog

STOPPED = 130
"""What a shell calls a command that somebody stopped."""


class Command(BaseCommand):
    help = (
        "Brings posts, pages, authors, comments, pictures and old addresses from a WordPress export (WXR 1.2). "
        "Run it again as often as needed: nothing comes twice, and what editors have changed stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the export: Tools, Export, All content in WordPress")
        parser.add_argument("--dry-run", action="store_true", help="read everything, write nothing but the report")
        parser.add_argument("--blog", default="", metavar="SLUG", help="the blog that the posts go into")
        parser.add_argument("--media", type=Path, metavar="FOLDER", help="a copy of wp-content/uploads")
        parser.add_argument("--fetch-media", action="store_true", help="fetch pictures from the blog's own host")
        parser.add_argument("--bylines", action="store_true", help="make no pages for authors, only bylines")
        parser.add_argument("--report", type=Path, metavar="FILE", help="where the report goes, else beside the export")

    def handle(self, *args: Any, file: Path, media: Path | None, report: Path | None, **options: Any) -> None:
        if media and not media.is_dir():
            raise CommandError(f"There is no folder {media}.")
        try:
            with Report(report or file.with_name(f"{file.stem}-report.csv")) as told:
                outcome = self._bring(file, media, told, **options)
                self._say(outcome, told, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror}") from error
        except (NotAnExport, NoBlog) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            stopped = "Stopped. What has come stays; run the same again to go on from here."
            raise CommandError(stopped, returncode=STOPPED) from None
        if outcome.broken or outcome.failed:
            raise CommandError("Not everything was brought. The lines above and the report say what is missing.")

    def _bring(
        self, file: Path, media: Path | None, report: Report, *, dry_run: bool, blog: str, **options: Any
    ) -> Outcome:
        index, site, broken = look_through(file)
        self.stdout.write(f"{site.title or file.name}, {site.address}: {index.items:,} items")
        registry = Registry(source_of(site))
        target: BlogIndexPage | None = find_blog(blog)
        if target is None and not dry_run:
            target = make_blog(site.title)
        fetch = Fetcher(site.address) if options["fetch_media"] else None
        locale = target.locale if target else Locale.get_default()
        outcome = Import(
            index=index,
            site=site,
            blog=target,
            registry=registry,
            media=Media(index, Files(media, fetch), registry, report, dry_run=dry_run),
            people=People(index, locale, bylines=options["bylines"], dry_run=dry_run),
            report=report,
            dry_run=dry_run,
            now=timezone.now(),
        ).run(file, self._progress)
        if broken:
            report.tell("The export breaks off", broken)
        return outcome

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"  {done:,} of {total:,} items")

    def _say(self, outcome: Outcome, report: Report, *, dry_run: bool) -> None:
        self.stdout.write("Would bring:" if dry_run else "Brought:")
        for what, count in sorted(outcome.counts.items()):
            self.stdout.write(f"  {count:,} {what}")
        if report.counts:
            self.stdout.write("Look at:")
        for what, count in report.counts.most_common():
            self.stdout.write(f"  {count:,} × {what}")
        self.stdout.write(f"Each of these, with its post: {report.path}")
        if outcome.broken:
            self.stderr.write(outcome.broken)
