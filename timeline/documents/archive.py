"""Zip files, in which Word and EPUB keep their parts, unpacked no further than is safe."""

import zipfile
import zlib
from io import BytesIO
from types import TracebackType

from timeline.documents.drafts import RefusedError

__all__ = ["Archive"]

_MOST_PARTS = 20_000
_LARGEST = 100_000_000  # bytes of all that is unpacked
_PIECE = 1 << 16  # bytes that are unpacked at once


class Archive:
    """A zip file whose parts are unpacked as they are asked for, all together up to 100 MB.

    What a part declares about its size is not believed: it is unpacked in pieces that are counted.
    """

    def __init__(self, path: str) -> None:
        """Raise RefusedError when the file is no zip file."""
        self._left = _LARGEST
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise RefusedError("damaged, or not what its ending says") from error
        if len(self._zip.infolist()) > _MOST_PARTS:
            self._zip.close()
            raise RefusedError(f"it has more than {_MOST_PARTS:,} parts")

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return a part.

        Raises:
            RefusedError: when it is not there or damaged, or when too much was unpacked.
        """
        pieces = []
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise RefusedError(f"unpacked it is larger than {_LARGEST // 1_000_000} MB")
                    pieces.append(piece)
        except KeyError as error:
            raise RefusedError(f"damaged: it has no part {name}") from error
        except RuntimeError as error:  # NotImplementedError for a method of packing, or a password
            raise RefusedError(f"it cannot be unpacked ({error})") from error
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise RefusedError("damaged: a part of it cannot be unpacked") from error
        return b"".join(pieces)

    def unpacked(self, endings: tuple[str, ...]) -> BytesIO:
        """Return a zip file of the same parts, not packed; those with other endings are empty in it.

        Raises:
            RefusedError: as `read` does.
        """
        result = BytesIO()
        with zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as copy:
            for name in dict.fromkeys(self._zip.namelist()):
                copy.writestr(name, self.read(name) if name.endswith(endings) else b"")
        result.seek(0)
        return result
