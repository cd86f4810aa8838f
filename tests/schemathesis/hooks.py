"""What schemathesis cannot know of the API: data that lead past the first refusal, and NDJSON.

Only what follows the document is changed, so that what does not is still sent as it is.
"""

import re

import schemathesis

SITE = "demo"
DAYS = ["2026-03-01", "2026-03-31"]
HOOK = re.compile(r"https://([a-z0-9-]+\.)+[a-z][a-z0-9-]*(:443|:8443)?([/?][!-~]*)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_name(value):
    """Whether this is a site's name; every second one is left as it is, a site that there is not."""
    return isinstance(value, str) and 0 < len(value) <= 64 and len(value) % 2 == 1


def are_days(value):
    return isinstance(value, list) and len(value) == 2 and all(isinstance(day, str) and DAY.fullmatch(day) for day in value)


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    if path_parameters and is_name(path_parameters.get("site")):
        path_parameters["site"] = SITE
    return path_parameters


@schemathesis.hook
def map_query(context, query):
    if query and is_name(query.get("confirm")):
        query["confirm"] = SITE
    return query


@schemathesis.hook
def map_body(context, body):
    if not isinstance(body, dict):
        return body
    if is_name(body.get("site")) and "date_range" in body:
        body["site"] = SITE
    for field in ("date_range", "comparison"):
        if are_days(body.get(field)):
            body[field] = DAYS
    asked = [*listed(body, "metrics"), *listed(body, "dimensions")]
    if isinstance(body.get("order_by"), list):
        body["order_by"] = [key for key in body["order_by"] if not is_key(key) or key[0] in asked]
    if isinstance(body.get("url"), str) and HOOK.fullmatch(body["url"]):
        body["url"] = at_nobody(body["url"])
    config = body.get("config", body)
    if isinstance(config, dict) and isinstance(config.get("time_zone"), str):
        config["time_zone"] = "Europe/Berlin"
    return body


def at_nobody(url):
    """The same address on a host that is nobody's (RFC 2606): no test calls a stranger's."""
    return HOOK.sub(r"https://hooks.example\3", url)


def listed(body, field):
    value = body.get(field)
    return value if isinstance(value, list) else []


def is_key(key):
    return isinstance(key, list) and len(key) == 2 and all(isinstance(part, str) for part in key)


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    return value.encode() if isinstance(value, str) else str(value).encode()


@schemathesis.serializer("text/csv")
def file(context, value):
    """Every text is a file, right or wrong: what is to be none is sent as bytes that are no text."""
    return value.encode() if isinstance(value, str) else b"\xff"
