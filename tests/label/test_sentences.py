from __future__ import annotations

import subprocess
import sys

import pytest

from analyzer.document import Section, SectionKey, Sentence, Span
from analyzer.label.classifier import load
from analyzer.label.sentences import label, predict, probabilities

# Plain sentences of an invented county; every one is unmistakable for a reader.
PLAIN = [
    ("overview", "全年通过县政府网站主动公开信息1260条，发布政策解读42篇。", "disclosure", "fact"),
    ("overview", "本年度新收政府信息公开申请18件，均按期答复。", "requests", "fact"),
    ("overview", "修订公开指南和公开目录，清理行政规范性文件35件，废止4件。", "management", "fact"),
    ("overview", "微信公众号粉丝增至3.2万，网站全年访问量260万人次。", "platform", "fact"),
    ("overview", "举办政务公开业务培训班2期，参训人员140人次。", "supervision", "fact"),
    ("overview", "未发生因政府信息公开引发的行政复议和行政诉讼。", "requests", "fact"),
    ("overview", "（四）平台建设情况", "platform", "heading"),
    ("problems", "部分单位公开意识不强，信息更新不及时。", "problem", "problem"),
    ("problems", "政策解读形式有待丰富。", "problem", "problem"),
    ("problems", "下一步，将不断提升政务公开水平。", "improvement", "intention"),
    ("problems", "每季度组织一次抽查，由办公室逐项核对栏目更新情况。", "improvement", "measure"),
    ("problems", "上年反映的栏目更新不及时问题已全部整改到位。", "improvement", "fact"),
    ("other", "本年度未收取信息处理费。", "other", "fact"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "aspect", "role"), PLAIN)
def test_plain_sentences(section: str, text: str, aspect: str, role: str) -> None:
    (about,), (does,) = predict([text], [section])
    assert about is not None
    assert does is not None
    assert (about.value, does.value) == (aspect, role)


def test_section_five_has_its_own_aspects() -> None:
    texts = [text for _, text, _, _ in PLAIN]
    models = (load("aspect"), load("role"))
    classes, roles = models[0].classes, models[1].classes
    five = [classes.index("problem"), classes.index("improvement")]
    for aspects, _ in probabilities(models, texts, ["problems"] * len(texts)):
        assert sum(aspects[column] for column in five) == pytest.approx(1)
    for aspects, _ in probabilities(models, texts, ["overview"] * len(texts)):
        assert not any(aspects[column] for column in five)
    # A shortcoming is one by aspect and by role at once.
    ((aspect, role),) = probabilities(models, ["政策解读形式有待丰富。"], ["problems"])
    likeliest = classes[aspect.index(max(aspect))], roles[role.index(max(role))]
    assert likeliest == ("problem", "problem")


def test_an_unknown_place_allows_every_aspect() -> None:
    models = (load("aspect"), load("role"))
    ((aspects, roles),) = probabilities(models, ["全年公开信息12条。"], [None])
    assert min(*aspects, *roles) > 0


def _laid_out(*lines: tuple[SectionKey, str]) -> tuple[str, tuple[Sentence, ...]]:
    text = "\n".join(line for _, line in lines)
    found, start = [], 0
    for number, (section, line) in enumerate(lines):
        found.append(Sentence(Span(start, start + len(line)), section, number))
        start += len(line) + 1
    return text, tuple(found)


def test_label_fills_in_labels_and_changes_nothing_else() -> None:
    text, sentences = _laid_out(
        ("overview", "（五）监督保障情况"),
        ("overview", "由分管副县长主持，逐月调度。"),
        ("problems", "解读数量偏少。"),
    )
    sections = (
        Section("overview", "总体情况", "一", Span(0, 25), Span(0, 0)),
        Section("problems", "问题", "五", Span(25, len(text)), Span(25, 25)),
    )
    labelled = label(text, sentences, sections)
    assert [(s.span, s.section, s.paragraph) for s in labelled] == [
        (s.span, s.section, s.paragraph) for s in sentences
    ]
    assert labelled[0].role is not None
    assert labelled[0].role.value == "heading"
    assert labelled[2].aspect is not None
    assert labelled[2].aspect.value == "problem"


def test_a_sub_heading_sways_the_sentence_after_it_but_not_across_sections() -> None:
    models = (load("aspect"), load("role"))
    texts = ["（五）监督保障情况", "由分管副县长主持，逐月调度。"]
    column = models[0].classes.index("supervision")
    alone = probabilities(models, texts, ["overview"] * 2)
    after = probabilities(models, texts, ["overview"] * 2, [None, 0])
    assert after[1][0][column] > alone[1][0][column]
    assert after[0] == alone[0]


def test_a_text_without_titles_has_no_known_place() -> None:
    text, sentences = _laid_out(("preamble", "政策解读形式单一，群众知晓率偏低。"))
    (found,) = label(text, sentences, (Section("preamble", "", "", Span(0, 20), Span(0, 0)),))
    assert found.role is not None
    assert found.role.value == "problem"


def test_no_sentences_give_none() -> None:
    assert label("", (), ()) == ()
    assert predict([], []) == ((), ())


def test_an_audit_loads_neither_tokenizer_nor_training() -> None:
    code = (
        "import sys; from analyzer.label.sentences import predict; predict(['公开12条。'], [None]);"
        "print([m for m in ('jieba', 'numpy', 'sklearn', 'scipy', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
