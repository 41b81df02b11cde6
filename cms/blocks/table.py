"""The block of a table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue


class CellsBlock(TypedTableBlock):
    """Cells hold plain words: what each column is about its heading says."""

    words = blocks.CharBlock(label=_("Words"), required=False)
    number = blocks.CharBlock(label=_("Number"), required=False, icon="order")

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Each text of the table, under its place."""
        return [StringSegmentValue(place, words) for place, words in _places(table).items() if words]

    def restore_translated_segments(self, table: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        told = {segment.path: segment.render_text() for segment in segments}
        words = {**_places(table), **told}
        columns = [{**column, "heading": words[f"h{number}"]} for number, column in enumerate(table.columns)]
        rows = [
            {"values": [words[f"{line}-{number}"] for number in range(len(columns))]}
            for line in range(len(table.row_data))
        ]
        return TypedTable(columns, rows, words["caption"])


def _places(table: TypedTable) -> dict[str, str]:
    cells = {
        f"{line}-{number}": words
        for line, row in enumerate(table.row_data)
        for number, words in enumerate(row["values"])
    }
    headings = {f"h{number}": column["heading"] for number, column in enumerate(table.columns)}
    return {"caption": table.caption or "", **headings, **cells}


class TableBlock(blocks.StructBlock):
    table = CellsBlock(label=_("Table"), help_text=_("Give it a caption, and each column a heading."))
    first_column_names_row = blocks.BooleanBlock(
        label=_("The first column says what each row is about"), required=False, default=True
    )

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not result["table"].columns and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors={"table": ValidationError(_("Add a column."))})
        return result

    def get_preview_value(self) -> Any:
        columns = [{"type": "words", "heading": "Town"}, {"type": "number", "heading": "People"}]
        rows = [{"values": ["Brighton", "140"]}, {"values": ["Frome", "85"]}]
        table = {"columns": columns, "rows": rows, "caption": "Who came in summer"}
        return self.to_python({"table": table, "first_column_names_row": True})

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        description = _("Rows and columns with headings, for what is compared.")
