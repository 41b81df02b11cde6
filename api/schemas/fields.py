"""Fields that several schemas have, each described once."""

from typing import Annotated

from pydantic import Field

Url = Annotated[str, Field(description="A path on this site, such as /cy/amdanom/: ask `pages/find` for it")]
HtmlUrl = Annotated[str, Field(description="The whole address of the page as Hustings shows it")]
ApiUrl = Annotated[str, Field(description="The whole address of its JSON")]
Href = Annotated[str, Field(description="A path on this site, or a whole address elsewhere")]
MaybeHref = Annotated[
    str | None, Field(description="A path on this site, or a whole address elsewhere; null without one")
]
Summary = Annotated[str, Field(description="What lists and search engines say of the page, may be empty")]
Introduction = Annotated[str, Field(description="A plain sentence or two below the title, may be empty")]
Minor = Annotated[int, Field(description="In the smallest unit of the currency: 203500 is £2,035.00")]
FeedUrl = Annotated[str, Field(description="The whole address of its Atom feed")]
