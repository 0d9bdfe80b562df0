"""Addresses of pages, and what of them makes no other page.

>>> make_address("http://www.a.example/news/one/?utm_source=mail&id=7#top")
'a.example/news/one?id=7'
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# Parameters by which sites follow their readers, or say where a reader came from.
_TRACKING_STARTS = (
    "utm_",
    "mc_",
    "pk_",
    "hsa_",
    "at_",
    "ns_",
    "vero_",
    "icid",
    "cmp",
    "wt_",
    "wt.",
)
_TRACKING = frozenset(
    {
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "yclid",
        "ref", "ref_src", "ref_url", "referrer", "source", "src", "smid", "smtyp", "share",
        "sharetype", "taid", "cid", "ito", "ocid", "partner", "sr_share", "s_cid", "mod", "_ga",
        "guccounter", "guce_referrer", "guce_referrer_sig", "spm", "xtor", "amp", "outputtype",
        "idiom", "gad_source", "gclsrc", "ttclid", "li_fat_id", "mibextid", "mkt_tok", "epik", "_gl",
        "_hsenc", "_hsmi", "oly_enc_id", "oly_anon_id", "rb_clickid", "trk",
    }
)  # fmt: skip
_DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$|/amp$", re.IGNORECASE)


def make_address(url: str | None) -> str | None:
    """Return an address by which captures of one page are known, None for a site's front page.

    What follows the reader, the fragment, the scheme and "www." are left out.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = quote(unquote(re.sub(r"/{2,}", "/", parts.path)), safe="/:@!$&'()*+,;=-._~")
    path = _DEFAULT_PAGE.sub("", path.rstrip("/")).rstrip("/")
    pairs = sorted((k, v) for k, v in parse_qsl(parts.query) if not _is_tracking(k.lower()))
    if not path and not pairs:
        return None
    shown = host.removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    return f"{shown}{path}{'?' if pairs else ''}{urlencode(pairs)}"


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_STARTS)
