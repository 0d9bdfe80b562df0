"""Fetch addresses: http and https only, to the address that was looked at, within bounds.

The name is resolved once and the connection goes to what it resolved to, so that a name cannot
point elsewhere a moment later. Private, local and link-local addresses (routers, metadata
services) are refused, after redirects too. Size, time, packing ratio and redirects are bounded.
"""

from onrecord.sources.fetching.addresses import RefusedError, find_origin, is_public, split_url
from onrecord.sources.fetching.asking import Answer, Known, ask_once, follow
from onrecord.sources.fetching.files import Fetched, fetch_url, name_remedy
from onrecord.sources.fetching.lines import Address, FetchLimits, Net, find_addresses

__all__ = [
    "Address",
    "Answer",
    "FetchLimits",
    "Fetched",
    "Known",
    "Net",
    "RefusedError",
    "ask_once",
    "fetch_url",
    "find_addresses",
    "find_origin",
    "follow",
    "is_public",
    "name_remedy",
    "split_url",
]
