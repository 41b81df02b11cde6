"""The two content security policies: nothing inline in public; under /admin/ the tightest that Wagtail stands."""

from settings.frames import FRAME_SOURCES

PUBLIC_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": FRAME_SOURCES,
    "media-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}

# Wagtail 8's editor and listings still carry inline scripts, and its chooser and preview are frames of our own host.
ADMIN_POLICY = {
    **PUBLIC_POLICY,
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'", *FRAME_SOURCES],
    "form-action": ["'self'"],
}
