import json
import logging
from pathlib import Path

log = logging.getLogger(__name__)


class Store:
    """Keeps notes in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: dict[str, str] = {}

    def load(self) -> None:
        with open(self.path) as file:
            self.notes = json.load(file)

    def add(self, name: str, text: str) -> None:
        if name in self.notes:
            raise KeyError(name)
        self.notes[name] = text
        self.save()

    def save(self) -> None:
        with open(self.path, "w") as file:
            json.dump(self.notes, file)


def find(store, word):
    result = []
    for name, text in store.notes.items():
        if word in text:
            result.append(name)
    return result


def main():
    store = Store(Path("notes.json"))
    store.load()
    for name in find(store, "milk"):
        print(name)


if __name__ == "__main__":
    main()
