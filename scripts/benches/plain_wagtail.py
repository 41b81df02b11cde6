"""What our articles are measured beside: the site that `wagtail start` makes, with one page of the same text."""

import os
import subprocess
import sys
from pathlib import Path

MODEL = """

class ArticlePage(Page):
    body = StreamField([("text", blocks.RichTextBlock())])
    content_panels = [*Page.content_panels, FieldPanel("body")]
"""
IMPORTS = """from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
"""
TEMPLATE = """{% extends "base.html" %}
{% load wagtailcore_tags %}
{% block content %}
<h1>{{ page.title }}</h1>
{% for block in page.body %}{% include_block block %}{% endfor %}
{% endblock %}
"""
SETTINGS = """from .base import *
DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
"""
PUBLISH = """import sys
from home.models import ArticlePage, HomePage
article = ArticlePage(title="Article", slug="article", body=sys.stdin.read())
HomePage.objects.get().add_child(instance=article)
"""
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "mysite.settings.bench"}


def start(folder: Path, body: str) -> None:
    """Make the site in an empty folder, with a page at /article/ of this body (a stream as JSON)."""
    wagtail = [sys.executable, "-c", "from wagtail.bin.wagtail import main; main()"]
    subprocess.run([*wagtail, "start", "mysite", str(folder)], check=True, stdout=subprocess.DEVNULL)
    models = folder / "home" / "models.py"
    models.write_text(IMPORTS + models.read_text() + MODEL)
    (folder / "home" / "templates" / "home" / "article_page.html").write_text(TEMPLATE)
    (folder / "mysite" / "settings" / "bench.py").write_text(SETTINGS)
    _manage(folder, "makemigrations", "--verbosity=0", "home")
    _manage(folder, "migrate", "--verbosity=0")
    _manage(folder, "shell", "--verbosity=0", "--command", PUBLISH, text=body)


def _manage(folder: Path, *arguments: str, text: str = "") -> None:
    environment = {**os.environ, **ENVIRONMENT}
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=folder, env=environment, input=text, text=True, check=True
    )
