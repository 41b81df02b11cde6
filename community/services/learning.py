"""What the spam filter knows: what comes with the code, and on top of it what moderators taught."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from django.db import transaction
from django.db.models import F

from community.models import Learned, SpamWord
from community.models.spam_word import ALL
from community.spam.bayes import WordCounts
from community.spam.first_words import added, first_words
from community.spam.tokens import tokens

AT_ONCE = 500
"""So many words are asked for in one query: databases take only so many parameters."""


def words_of(text: str) -> WordCounts:
    """What is known of the words of one text."""
    return _known(tokens(text))


def all_words() -> WordCounts:
    """What is known of all words: for whoever looks at very many texts."""
    rows = SpamWord.objects.values_list("word", "spam", "ham")
    return _added(first_words(), {word: (spam, ham) for word, spam, ham in rows.iterator()})


@transaction.atomic
def learn(texts: Iterable[str], learned: str) -> None:
    """Have the words of texts that a moderator has judged count from now on."""
    _count(texts, learned, 1)


@transaction.atomic
def unlearn(texts: Iterable[str], learned: str) -> None:
    """Take back what `learn` did with the same texts."""
    _count(texts, learned, -1)
    SpamWord.objects.filter(spam=0, ham=0).delete()


def _known(words: Collection[str]) -> WordCounts:
    rows = [row for some in _some([*words, ALL]) for row in SpamWord.objects.filter(word__in=some)]
    first = first_words()
    of_these = {word: first.words[word] for word in words if word in first.words}
    taught = {row.word: (row.spam, row.ham) for row in rows}
    return _added(WordCounts(first.spam, first.ham, of_these), taught)


def _added(first: WordCounts, taught: dict[str, tuple[int, int]]) -> WordCounts:
    spam, ham = taught.pop(ALL, (0, 0))
    return added(first, WordCounts(spam, ham, taught))


def _count(texts: Iterable[str], learned: str, by: int) -> None:
    read = [tokens(text) for text in texts]
    if not read:
        return
    numbers = Counter(word for words in read for word in words)
    numbers[ALL] = len(read)
    column = "spam" if learned == Learned.SPAM else "ham"
    # In order: two moderators at once wait for one another and never for ever.
    for some in _some(sorted(numbers)):
        if by > 0:
            SpamWord.objects.bulk_create([SpamWord(word=word) for word in some], ignore_conflicts=True)
        list(SpamWord.objects.select_for_update().filter(word__in=some).order_by("word"))
        for number in {numbers[word] for word in some}:
            rows = SpamWord.objects.filter(word__in=[word for word in some if numbers[word] == number])
            if by < 0:
                # A text that was changed meanwhile has other words: no count falls below nothing.
                rows = rows.filter(**{f"{column}__gte": number})
            rows.update(**{column: F(column) + by * number})


def _some(words: list[str]) -> Iterator[list[str]]:
    yield from (words[at : at + AT_ONCE] for at in range(0, len(words), AT_ONCE))
