"""What Wagtail's frame around a page of the admin asks for."""


def framed(title: str, icon: str) -> dict[str, str]:
    """The context of wagtailadmin/generic/base.html."""
    return {"page_title": title, "header_title": title, "header_icon": icon}
