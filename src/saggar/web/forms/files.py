"""Files people send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from saggar.web.forms.field import NhsField, Shown


class FileField(NhsField, forms.FileField):
    """One file. endings: allowed name endings, such as (".csv",). most_bytes: the largest size accepted.

    The content is checked by whoever reads it; the ending only catches the honest mistake early.
    """

    macro = "file"
    ask_verb = "Select"

    def __init__(
        self, label: str, *, endings: tuple[str, ...] = (), most_bytes: int = 2_000_000, **rest: Any
    ) -> None:
        super().__init__(label, **rest)
        self.endings, self.most_bytes = endings, most_bytes
        self.error_messages["empty"] = "The selected file is empty"

    def missing_message(self) -> str:
        """The message when no file was chosen."""
        return "Select a file"

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The uploaded file. ValidationError when it is too large or has another ending."""
        chosen = super().clean(data, initial)
        if isinstance(chosen, UploadedFile):
            self._check(chosen)
        return chosen

    def _check(self, chosen: UploadedFile[Any]) -> None:
        if (chosen.size or 0) > self.most_bytes:
            raise ValidationError(f"The selected file must be smaller than {self.most_bytes // 1_000_000}MB")
        if self.endings and not str(chosen.name).lower().endswith(self.endings):
            raise ValidationError(f"The selected file must be {_either(self.endings)}")

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The endings the browser offers first; a file is never filled in again."""
        return {"accept": ",".join(self.endings)}


def _either(endings: tuple[str, ...]) -> str:
    kinds = [ending.lstrip(".").upper() for ending in endings]
    return f"a {kinds[0]}" if len(kinds) == 1 else f"a {', '.join(kinds[:-1])} or {kinds[-1]}"
