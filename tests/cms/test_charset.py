"""What is read is UTF-8: another charset is refused before anything is decoded by it."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from settings.wsgi import application

pytestmark = pytest.mark.django_db

FORM = b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n5\r\n--x--\r\n'


def answer(rf: RequestFactory, method: str, path: str, declared: str) -> HttpResponse:
    """What the site's own application answers. The test client would make another kind of request."""
    body = FORM if method == "POST" else b""
    asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "q=%C3%A9t", "CONTENT_TYPE": declared}
    environ = rf._base_environ(**asked, CONTENT_LENGTH=str(len(body)), **{"wsgi.input": BytesIO(body)})
    return application.get_response(application.request_class(environ))


@pytest.mark.parametrize("path", ["/", "/search/", "/give/hub/", "/api/v1/pages", "/admin/", "/accounts/login/"])
@pytest.mark.parametrize("charset", ["hex", "utf-16", "latin-1", "no-such-charset"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_charset_is_refused(rf: RequestFactory, path: str, charset: str, method: str) -> None:
    response = answer(rf, method, path, f"multipart/form-data; boundary=x; charset={charset}")

    assert response.status_code == 400
    assert "Nothing was changed." in response.content.decode()


@pytest.mark.parametrize("declared", ["", "text/plain", "text/plain; charset=utf-8", "text/plain; charset=UTF8"])
def test_utf_8_is_read_declared_or_not(rf: RequestFactory, declared: str) -> None:
    response = answer(rf, "GET", "/search/", declared)

    assert response.status_code == 200
    assert "ét" in response.content.decode()
