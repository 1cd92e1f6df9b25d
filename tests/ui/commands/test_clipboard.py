"""Decides whether cells go to Excel and come from it as they are, whatever language either side speaks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QMimeData
from PySide6.QtWidgets import QApplication

from planner.months import Month
from planner.tables.inputs import table
from tests.builders import rows_of
from ui.commands.clipboard import Exact, copied, pasted
from ui.commands.paste import doubts, values
from ui.models.display import Display
from ui.models.rows import RowsModel

OFFERS = table("offers")
PRICE, DUTY, FROM = (OFFERS.position(name) for name in ("price", "duty_rate", "from_month"))


def offers(locale: str) -> RowsModel:
    made = RowsModel(OFFERS, Display(QLocale(locale)), editable=True)
    row = {"supplier": "007", "item": "A<B", "price": 1234.5, "duty_rate": 0.25, "from_month": Month.of(2027, 3)}
    made.take(rows_of("offers", [row, {"supplier": "East", "item": "B", "price": 2}]))
    return made


@pytest.fixture
def english(qapp: QApplication) -> RowsModel:
    return offers("en_US")


@pytest.fixture
def german(qapp: QApplication) -> RowsModel:
    return offers("de_DE")


def clip(text: str, html: str = "") -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    return mime


def test_what_is_copied_here_is_pasted_here_exactly_between_two_languages(
    german: RowsModel, english: RowsModel
) -> None:
    everything = [(row, section) for row in range(2) for section in range(len(OFFERS.columns))]
    rows = pasted(copied(german, everything))
    assert doubts(english, 0, 0, rows).number is None
    found, wrong = values(english, 0, 0, rows, english.display.locale)
    assert wrong == []
    assert [value for _, _, value in found] == [
        english.value_of(row, section) for row in range(2) for section in range(len(OFFERS.columns))
    ]


def test_numbers_months_and_names_lie_on_the_clipboard_in_a_form_excel_reads_exactly(german: RowsModel) -> None:
    html = copied(german, [(0, 1), (0, 2), (0, PRICE), (0, FROM)]).html()
    assert 'x:num="1234.5"' in html
    assert ">1.234,5<" in html
    assert 'x:num="46447"' in html  # 1 January 2027 is day 46388 of Excel's calendar
    assert "mso-number-format:'\\@'\">007<" in html
    assert "A&lt;B" in html


def test_the_number_beside_a_doubtful_text_settles_it(english: RowsModel) -> None:
    excel = "<html><table><tr><td x:num='1.234'>1,234</td></tr></table></html>"
    rows = pasted(clip("1,234", excel))
    assert doubts(english, 0, PRICE, rows).number is None
    assert values(english, 0, PRICE, rows, english.display.locale)[0] == [(0, PRICE, 1.234)]
    assert doubts(english, 0, PRICE, pasted(clip("1,234"))).number is not None


@pytest.mark.parametrize(
    "cell",
    ['<td sdval="0.25" sdnum="1031;">25,00 %</td>', '<td data-sheets-value=\'{"1":3,"3":0.25}\'>25,00 %</td>'],
)
def test_percent_cells_of_other_programs_are_shares(english: RowsModel, cell: str) -> None:
    rows = pasted(clip("25,00 %", f"<table><tr>{cell}</tr></table>"))
    assert values(english, 0, DUTY, rows, english.display.locale)[0] == [(0, DUTY, 0.25)]


def test_a_share_in_percent_is_no_price(english: RowsModel) -> None:
    rows = pasted(clip("25%", "<table><tr><td x:num='0.25'>25%</td></tr></table>"))
    assert "is no number" in values(english, 0, PRICE, rows, english.display.locale)[1][0]


def test_a_name_that_looks_like_a_number_stays_as_it_was_shown(english: RowsModel) -> None:
    rows = pasted(clip("00417", "<table><tr><td x:num='417'>00417</td></tr></table>"))
    assert values(english, 0, 1, rows, english.display.locale)[0] == [(0, 1, "00417")]


def test_a_table_whose_text_has_a_line_for_each_cell_is_taken_from_the_html() -> None:
    html = "<table><tr><th>A</th><th colspan=2>B</th></tr><tr><td>1<br>2</td><td> x\n y </td><td>z</td></tr></table>"
    assert pasted(clip("A\nB\n1\n2\nx y\nz", html)) == [["A", "B", ""], ["1\n2", "x y", "z"]]


def test_text_alone_and_html_without_a_table_are_taken_as_text() -> None:
    assert pasted(clip('a\tb\r\nc\t"d\ne"\r\n')) == [["a", "b"], ["c", "d\ne"]]
    assert pasted(clip("a b", "<b>a</b> b")) == [["a b"]]
    assert pasted(QMimeData()) == []


@pytest.mark.parametrize("html", ["<table><tr><td x:num='nan'>1</td></tr>", "<table><td", "<tr></tr>", "<td>1"])
def test_broken_html_does_no_harm(html: str) -> None:
    rows = pasted(clip("1", html))
    assert rows == [["1"]]
    assert not isinstance(rows[0][0], Exact)


def test_dates_that_could_be_two_months_are_asked_about_unless_another_settles_it(english: RowsModel) -> None:
    assert doubts(english, 0, FROM, [["3/4/2027"]]).day == "3/4/2027"
    assert doubts(english, 0, FROM, [["3/4/2027"], ["15/4/2027"]]).day == ""
    assert doubts(english, 0, FROM, [["03.04.2027"]]).day == ""
    settled = doubts(english, 0, FROM, [["3/4/2027"], ["15/4/2027"]])
    found, wrong = values(english, 0, FROM, [["3/4/2027"], ["15/4/2027"]], english.display.locale, settled.order)
    assert wrong == []
    assert {value for _, _, value in found} == {Month.of(2027, 4)}
