from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from analyzer.label.tokenizer import user_words, words


def test_words_give_the_text_again() -> None:
    text = "2024年，新收政府信息公开申请12件，\n予以公开8件（占66.7%）。"
    assert "".join(words(text)) == text


def test_terms_of_the_lexicon_stay_whole() -> None:
    assert "双随机" in user_words()
    assert "上年结转" in words("另有上年结转3件。")


def test_the_shared_cache_is_neither_read_nor_written(tmp_path: Path) -> None:
    # A cache planted at jieba's default place must not be unmarshalled.
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"planted")
    code = (
        f"import tempfile; tempfile.tempdir = {str(tmp_path)!r};"
        "from analyzer.label.tokenizer import words; print(' '.join(words('政府信息')))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()
    assert done.stderr == ""
    assert planted.read_bytes() == b"planted"
    assert [file.name for file in tmp_path.iterdir()] == ["jieba.cache"]
    assert Path(tempfile.gettempdir()).is_dir()
