"""The forms that some texts must have, as regular expressions that Python and JSON Schema read alike."""

# Python's $ would let a line break follow.
_END = r"$(?!\n)"
_DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

ID = rf"^[a-z0-9]+(-[a-z0-9]+)*{_END}"
DATE = f"^{_DAY}{_END}"
DAY = rf"^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]){_END}"
PERIOD = rf"^({_DAY}|{_DAY}/{_DAY}|\.\./{_DAY}|{_DAY}/\.\.){_END}"
URL = rf"^https?://[^\s/]+(/\S*)?{_END}"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?" + _END
GB_CODE = r"^[1-9][0-9]{5}" + _END
REGION_CODE = r"^[A-Z]{2}(-[A-Z0-9]{1,3})?" + _END
DECIMAL = r"^[0-9]+(\.[0-9]+)?" + _END
CURRENCY = r"^[A-Z]{3}" + _END
