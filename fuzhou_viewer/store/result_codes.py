"""What SQLite says of a statement, by number."""

from sqlalchemy.exc import DBAPIError

_BASE = 0xFF


def code_of(fault: BaseException) -> int:
    """The basic result code of SQLite behind `fault`; 0 for none (https://sqlite.org/rescode.html)."""
    inner = fault.orig if isinstance(fault, DBAPIError) else fault
    return getattr(inner, "sqlite_errorcode", 0) & _BASE
