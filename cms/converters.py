"""Keys of rows in addresses: `<key:page_id>`."""

from django.urls import register_converter
from django.urls.converters import IntConverter

from cms.row_keys import MOST_DIGITS


class KeyConverter(IntConverter):
    """No longer than databases can be asked for."""

    regex = f"[0-9]{{1,{MOST_DIGITS}}}"


register_converter(KeyConverter, "key")
