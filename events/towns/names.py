"""How names are compared: people write St. Albans, Stow on the Wold and Kings Lynn."""

import re
import unicodedata

NOT_TOLD_APART = {"saint": "st", "and": "&"}


def folded(name: str) -> str:
    """The name as it is compared: in small letters, without accents, apostrophes, full stops and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'.")
    return " ".join(NOT_TOLD_APART.get(word, word) for word in re.findall(r"[\w&]+", plain))
