"""`.parquet`: a table in columns, one article a row."""

from collections.abc import Collection, Iterator

import pyarrow
from pyarrow import parquet

from timeline.documents.drafts import Entry, RefusedError
from timeline.documents.file import File
from timeline.documents.limits import LONGEST_TEXT
from timeline.documents.records import draft_of, used_columns

__all__ = ["read"]

_TIGHTEST = 300  # times that what is packed in a column may be larger when it is unpacked
_SMALL = 100_000_000  # bytes for which that does not matter


def read(file: File) -> Iterator[Entry]:
    """Yield each row's number and its article, or why it holds none."""
    try:
        with parquet.ParquetFile(file.path, buffer_size=1 << 20) as table:
            columns = used_columns(table.schema_arrow.names, file)
            _check_packing(table.metadata, columns)
            # Row by row: a long text may stand for many rows, and take no room in the file.
            for number, batch in enumerate(table.iter_batches(batch_size=1, columns=columns), 1):
                if batch.nbytes > LONGEST_TEXT:
                    longest = f"{LONGEST_TEXT // 1_000_000} MB"
                    raise RefusedError(f"row {number} is longer than {longest}; it and the rest of the file")
                try:
                    yield number, draft_of(batch.to_pylist()[0], file)
                except RefusedError as refused:
                    yield number, refused
    except (pyarrow.ArrowException, OSError) as error:
        raise RefusedError("damaged, or not what its ending says") from error


def _check_packing(metadata: parquet.FileMetaData, columns: Collection[str]) -> None:
    """Raise RefusedError when a part would take far more room than such files do."""
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            unpacked, packed = column.total_uncompressed_size, column.total_compressed_size
            if column.path_in_schema in columns and unpacked > max(_SMALL, _TIGHTEST * packed):
                raise RefusedError(f"unpacked it is more than {_TIGHTEST} times as large")
