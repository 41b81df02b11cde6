"""The same for meetings, comments and stories: a file of its own, so that two can be looked at side by side."""

import pytest
from playwright.sync_api import Page

from tests.journeys.states_of_comments import STATES_OF_COMMENTS
from tests.journeys.states_of_meetings import STATES_OF_MEETINGS
from tests.journeys.states_of_stories import STATES_OF_STORIES
from tests.journeys.test_accessibility import faults_of, open_at_desk, structure

STATES = {**STATES_OF_MEETINGS, **STATES_OF_COMMENTS, **STATES_OF_STORIES}


@pytest.mark.parametrize("state", STATES)
def test_a_page_is_accessible_at_every_width_in_light_and_dark(reader: Page, state: str) -> None:
    open_at_desk(reader)
    STATES[state](reader)

    assert faults_of(reader) == []
    assert structure(reader) == {"h1": 1, "language": "cy" if "Welsh" in state else "en-GB"}
