"""Picture of a report (PNG, JPEG) → blocks: recognised characters and rulings, then composed."""

from __future__ import annotations

from typing import Final

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.paper.compose import compose
from analyzer.ingest.paper.sheet import Frame

# What a page is wide, in points: A4 upright, or lying.
_UPRIGHT, _LYING = 595.0, 842.0
_DEPENDS_ON: Final = frozenset(["rapidocr", "onnxruntime", "cv2", "numpy"])


def read(data: bytes) -> Assembled:
    """The report in a picture; raises `InputError` where it is damaged or the extra is missing."""
    require_extra()
    from analyzer.ingest.scan.image import decoded, pages  # noqa: PLC0415  # needs the extra
    from analyzer.ingest.scan.sheet import scanned  # noqa: PLC0415

    grey = decoded(data)
    height, width = grey.shape
    scale = (_LYING if width > height else _UPRIGHT) / width
    sheets = [
        scanned(
            part,
            1,
            Frame(
                0.0, (height - top - part.shape[0]) * scale, width * scale, (height - top) * scale
            ),
        )
        for top, part in pages(grey)
    ]
    return compose(sheets, ["文字由图片识别而来，请与原件核对"])


def require_extra() -> None:
    """Raise `InputError` where what recognises characters is not installed."""
    try:
        import onnxruntime  # noqa: F401, PLC0415
        import rapidocr  # noqa: F401, PLC0415  # an extra
    except ImportError as error:
        if error.name not in _DEPENDS_ON:
            raise
        raise InputError(
            "这是图片或扫描件，识别其中的文字需要另装识别组件",
            remedy='请执行 pip install "nianbao[ocr]" 后再试，或改用报告的 docx、网页版本',
        ) from None
