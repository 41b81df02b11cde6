"""Makes what the spam filter knows on a new site: run it after scripts/spam_corpus.py, or a change of comments.txt."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from community.spam import first_words

print(f"{first_words.write()} words in {first_words.FILE.stat().st_size} bytes")
