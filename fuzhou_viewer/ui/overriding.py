"""`override` for the checker; at run time a bare mark, because importing it costs 3 ms of the first paint."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    Method = TypeVar("Method", bound=Callable[..., object])

    def override(method: Method) -> Method:
        """`method`, which replaces one that Qt calls."""
        return method


__all__ = ["override"]
