"""The package for Canvas, read back by qti2latex and by an XML parser."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
import qti2latex
from hypothesis import given

from autograder.quiz.export import Sheet, canvas
from autograder.quiz.export.choices import alternatives
from autograder.quiz.export.sheet import said
from tests.quiz.export import items
from tests.quiz.export.items import NASTY, STARTS, flat, read, sheet

QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
CP = {"m": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}


def files(made: Sheet) -> dict[str, bytes]:
    (data,) = canvas.export(made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def assessment(made: Sheet) -> ElementTree.Element:
    return ElementTree.fromstring(files(made)["convgrade_quiz/convgrade_quiz.xml"])


def text_of(node: ElementTree.Element, path: str) -> str:
    found = node.find(f"{path}//q:mattext", QTI)
    return "" if found is None else read(found.text)


def choices(question: ElementTree.Element) -> dict[str, str]:
    """What is said to each choice, as a learner would see it."""
    linked = {}
    for condition in question.iterfind(".//q:respcondition", QTI):
        shown = condition.find("q:displayfeedback", QTI)
        chosen = condition.find("q:conditionvar/q:varequal", QTI)
        if shown is not None and chosen is not None:
            linked[chosen.text] = shown.get("linkrefid")
    return {
        text_of(label, "."): text_of(question, f"q:itemfeedback[@ident='{linked.get(ident)}']")
        for label in question.iterfind(".//q:response_label", QTI)
        if (ident := label.get("ident"))
    }


def right(question: ElementTree.Element) -> list[str]:
    """The texts of what must be chosen, where nothing else may be."""
    (condition,) = (
        each for each in question.iterfind(".//q:respcondition", QTI)
        if each.find("q:setvar", QTI) is not None
    )  # fmt: skip
    assert condition.findtext("q:setvar", None, QTI) == "100"
    names = {label.get("ident"): text_of(label, ".")
             for label in question.iterfind(".//q:response_label", QTI)}  # fmt: skip
    together = condition.find("q:conditionvar/q:and", QTI)
    if together is None:
        return [names[each.text] for each in condition.iterfind("q:conditionvar/q:varequal", QTI)]
    unwanted = {each.text for each in together.iterfind("q:not/q:varequal", QTI)}
    wanted = [each.text for each in together.iterfind("q:varequal", QTI)]
    assert unwanted | set(wanted) == set(names)
    return [names[each] for each in wanted]


def test_another_program_reads_the_package(tmp_path) -> None:
    made = items.every(NASTY)
    (tmp_path / "quiz.zip").write_bytes(next(iter(canvas.export(sheet(*made)))))
    folder = qti2latex.extract_zip_to_tmp(tmp_path / "quiz.zip")
    trees = [ElementTree.parse(path) for path in qti2latex.read_qti_dir(folder)]
    found = [each for tree in trees for each in qti2latex.findall_anyns(tree.getroot(), "item")]
    for item, question in zip(made, found, strict=True):
        assert read(qti2latex.get_item_stem(question)) == flat(item.stem.en)
        wanted = [flat(each.text.en) for each in alternatives(item)]
        assert [read(text) for _, text in qti2latex.get_choices(question)] == wanted
        is_several = item.kind == "multi" and bool(item.key)
        kind = "multiple_answers_question" if is_several else "multiple_choice_question"
        assert qti2latex.guess_type(qti2latex.get_qti_metadata(question), question) == kind


@given(items.texts)
def test_every_text_survives(text: str) -> None:
    made = items.every(text)
    found = list(assessment(sheet(*made, title=text)).iterfind(".//q:item", QTI))
    for item, question in zip(made, found, strict=True):
        assert text_of(question, "q:presentation/q:material") == flat(said(item.stem, "en"))
        solution = text_of(question, "q:itemfeedback[@ident='general_fb']")
        assert solution == flat(said(item.solution, "en"))


@pytest.mark.parametrize("text", ["plain", NASTY, *STARTS])
def test_numbers_and_shapes_are_chosen_so_that_ideas_can_be_named(text: str) -> None:
    root = assessment(sheet(items.number(text), items.shape(text), items.choice(text)))
    number, shape, choice = root.iterfind(".//q:item", QTI)
    assert right(number) == ["896"]
    assert choices(number)["864"] == flat(f"E because 0 {text}")
    assert right(shape) == ["6 × 28 × 28"]
    assert choices(shape)["3 × 28 × 28"] == flat(f"E two {text}")
    assert right(choice) == [flat(f"E {text} b")]
    assert choices(choice)[flat(f"E {text} a")] == flat(f"E why not a {text}")


def test_several_options_must_all_be_right() -> None:
    (question,) = assessment(sheet(items.multi())).iterfind(".//q:item", QTI)
    assert right(question) == ["E plain a", "E plain c"]
    assert question.find(".//q:response_lid", QTI).get("rcardinality") == "Multiple"
    assert choices(question)["E plain b"] == "E b is none plain"


def test_each_learner_gets_one_variant_of_each_question() -> None:
    papers = [[items.number("1"), items.choice("1")], [items.number("2"), items.choice("2")]]
    made = Sheet(papers, ("en",), "Quiz", titles={"some_number": items.both("sizes & more")})
    found = files(made)
    root = ElementTree.fromstring(found["convgrade_quiz/convgrade_quiz.xml"])
    groups = root.findall("q:assessment/q:section/q:section", QTI)
    assert [len(group.findall("q:item", QTI)) for group in groups] == [2, 2]
    assert groups[0].get("title") == "E sizes & more"
    for group in groups:
        assert group.findtext(".//q:selection_number", None, QTI) == "1"
    assert b"<points_possible>2.0</points_possible>" in found["convgrade_quiz/assessment_meta.xml"]


@pytest.mark.parametrize("draws", [None, items.drawn])
def test_the_manifest_lists_every_file_and_no_other(draws) -> None:
    found = files(sheet(*items.every(), draws=draws))
    root = ElementTree.fromstring(found.pop("imsmanifest.xml"))
    listed = [each.get("href") for each in root.iterfind(".//m:file", CP)]
    assert sorted(listed) == sorted(found)
    identifiers = {each.get("identifier") for each in root.iterfind(".//m:resource", CP)}
    for dependency in root.iterfind(".//m:dependency", CP):
        assert dependency.get("identifierref") in identifiers


def test_a_figure_is_a_file_of_the_package() -> None:
    found = files(sheet(items.grid(), draws=items.drawn))
    assert found["figures/some_grid-v2-l3-9-1.svg"].startswith(b"<svg")
    assert (
        b"%24IMS-CC-FILEBASE%24/figures/some_grid-v2-l3-9-1.svg"
        in (found["convgrade_quiz/convgrade_quiz.xml"])
    )


def test_the_same_items_give_the_same_file() -> None:
    (once,), (again,) = (canvas.export(sheet(*items.every())) for _ in range(2))
    assert once == again
