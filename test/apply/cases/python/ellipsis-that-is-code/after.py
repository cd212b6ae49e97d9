from typing import Protocol


class Reader(Protocol):
    def read(self, size: int = -1) -> bytes:
        ...

    def close(self) -> None:
        ...
