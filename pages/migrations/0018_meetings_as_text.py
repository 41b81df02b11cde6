"""Meetings that were written by hand become text, and so do the reads of campaigns and front pages.

The block of meetings reads the calendar now, and campaigns offer eight blocks. What editors wrote stays where it stood,
in published pages, in drafts and in what translators work on; there these texts want translating once more.
"""

import json
from datetime import date
from html import escape

from django.db import migrations

PAGES = ("campaign", "crowdfund", "event", "home", "hubindex", "hub", "meetingreport", "standard")
FEW_BLOCKS = ("campaignpage", "homepage")


def items_of(value, name):
    listed = value.get(name) or []
    return [each["value"] if {"type", "value", "id"} <= each.keys() else each for each in listed]


def linked(words, item):
    if item.get("page"):
        return f'<a linktype="page" id="{int(item["page"])}">{words}</a>'
    return f'<a href="{escape(item["url"])}">{words}</a>' if item.get("url") else words


def meeting(item):
    day = f", {date.fromisoformat(item['date']):%-d %B %Y}" if item.get("date") else ""
    place = linked(f"<b>{escape(item.get('place') or '')}</b>", item) + day
    return ". ".join([place, *filter(None, [escape(item.get("details") or "")])])


def read(item):
    title = linked(escape(item.get("title") or item.get("url") or ""), item)
    return ", ".join([title, *filter(None, [escape(item.get("source") or "")])])


def as_text(value, name, words):
    heading, introduction = escape(value.get("heading") or ""), escape(value.get("introduction") or "")
    items = "".join(f"<li>{words(item)}</li>" for item in items_of(value, name))
    return "".join(
        [
            f"<h2>{heading}</h2>" if heading else "",
            f"<p>{introduction}</p>" if introduction else "",
            f"<ul>{items}</ul>" if items else "",
        ]
    )


def converted(body, model):
    """The body with what goes as text, and the ids of the blocks that were changed."""
    changed = []
    for block in body:
        if block["type"] == "meetings":
            block.update(type="text", value=as_text(block["value"], "meetings", meeting))
        elif block["type"] == "related_reads" and model in FEW_BLOCKS:
            block.update(type="text", value=as_text(block["value"], "reads", read))
        else:
            continue
        changed.append(block.get("id"))
    return body, changed


def in_pages(apps, model):
    for page in apps.get_model("pages", model).objects.iterator():
        body, changed = converted(page.body or [], model)
        if changed:
            type(page).objects.filter(pk=page.pk).update(body=body)


def in_drafts(apps, model):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for revision in revisions.filter(content_type__app_label="pages", content_type__model=model).iterator():
        body, changed = converted(json.loads(revision.content.get("body") or "[]"), model)
        if changed:
            revision.content["body"] = json.dumps(body)
            revision.save(update_fields=["content"])


def in_translations(apps, model):
    sources = apps.get_model("wagtail_localize", "TranslationSource").objects
    kinds = ("StringSegment", "TemplateSegment", "RelatedObjectSegment", "OverridableSegment")
    for source in sources.filter(
        specific_content_type__app_label="pages", specific_content_type__model=model
    ).iterator():
        content = json.loads(source.content_json)
        body, changed = converted(json.loads(content.get("body") or "[]"), model)
        if not changed:
            continue
        content["body"] = json.dumps(body)
        source.content_json = json.dumps(content)
        source.save(update_fields=["content_json"])
        for kind in kinds:
            segments = apps.get_model("wagtail_localize", kind).objects.filter(source=source)
            for key in changed:
                segments.filter(context__path__startswith=f"body.{key}").delete()


def convert(apps, schema_editor):
    for name in PAGES:
        model = f"{name}page"
        in_pages(apps, model)
        in_drafts(apps, model)
        in_translations(apps, model)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0017_imported_items"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
