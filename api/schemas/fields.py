"""Fields that several schemas have, each described once."""

from typing import Annotated

from pydantic import Field

Url = Annotated[str, Field(description="A path on this site, such as /cy/amdanom/: ask `pages/find` for it")]
HtmlUrl = Annotated[str, Field(description="The whole address of the page as Hustings shows it")]
ApiUrl = Annotated[str, Field(description="The whole address of its JSON")]
Href = Annotated[str, Field(description="A path on this site, or a whole address elsewhere")]
Minor = Annotated[int, Field(description="In the smallest unit of the currency: 203500 is £2,035.00")]
Html = Annotated[str, Field(description="HTML with few tags and no attribute but `href`")]
Summary = Annotated[str, Field(description="What a list or a search engine says of the page")]
