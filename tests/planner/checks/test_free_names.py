"""Claims about names without rows of their own: countries, end uses, and names that are nearly the same."""

from __future__ import annotations

from planner.checks.run import check
from tests.planner.checks.story import (
    calm_and_halt,
    event,
    item,
    line,
    of,
    offer,
    only,
    place,
    product,
    sound,
    supplier,
)


def test_unknown_country_suggests_the_country_meant() -> None:
    finding = only(calm_and_halt(event(country="Chinna")), "unknown_country")
    assert place(finding) == ("events", 0, "country")
    assert not finding.is_error
    assert finding.message == (
        "Country in row 1 of Events names 'Chinna', but no supplier is there or fed from there. Did you mean 'China'? "
        "As it stands it matches nothing."
    )


def test_unknown_country_knows_codes_and_usual_names() -> None:
    assert "Did you mean 'China'?" in only(calm_and_halt(event(country="CN")), "unknown_country").message


def test_unknown_country_counts_where_rare_earth_comes_from_for_events_but_not_for_limits() -> None:
    fed = [supplier("East", "Vietnam", feed_country="Malaysia", feed_share=0.5), supplier("West", "France")]
    assert not of(calm_and_halt(event(country="Malaysia"), suppliers=fed), "unknown_country")
    limit = {"limit": "max_share", "value": 0.5, "country": "Malaysia", "penalty": 1}
    assert place(only(sound(suppliers=fed, limits=[limit]), "unknown_country")) == ("limits", 0, "country")


def test_unknown_country_lets_a_list_name_countries_beside_a_known_one() -> None:
    assert not of(calm_and_halt(event(country="China;Brazil")), "unknown_country")
    assert of(calm_and_halt(event(country="Brazil;Peru")), "unknown_country")


def test_unknown_country_among_excluded_origins_may_be_that_of_stock() -> None:
    case = sound(products=[product(excluded_origins="Peru")])
    assert place(only(case, "unknown_country")) == ("products", 0, "excluded_origins")
    stock = [{"item": "Magnet", "quantity": 5, "origin": "Peru"}]
    assert not of(sound(products=[product(excluded_origins="Peru")], stock=stock), "unknown_country")


def test_unknown_country_says_how_several_are_separated() -> None:
    finding = only(sound(products=[product(excluded_origins="China, Vietnam")]), "unknown_country")
    assert finding.message.endswith("matches nothing. Several are separated with ;.")


def test_not_a_currency_code_asks_for_three_letters() -> None:
    finding = only(sound(case={"currency": "dollars"}), "not_a_currency_code")
    assert place(finding) == ("case", 0, "currency")
    assert finding.message == (
        "Currency (Case) is 'dollars', which is no code of a currency. Write its three letters, such as USD or EUR, "
        "here and wherever it is named."
    )
    assert not finding.is_error
    assert not of(sound(case={"currency": "eur"}), "not_a_currency_code")


def test_unknown_end_use_is_one_no_product_has() -> None:
    finding = only(calm_and_halt(event(end_use="automotiv")), "unknown_end_use")
    assert place(finding) == ("events", 0, "end_use")
    assert "Did you mean 'automotive'?" in finding.message
    assert of(sound(offers=[offer(end_uses="marine"), offer("West")]), "unknown_end_use")
    assert not of(sound(offers=[offer(end_uses="Automotive"), offer("West")]), "unknown_end_use")


def test_country_spellings_of_one_country_count_as_two() -> None:
    case = sound(
        suppliers=[supplier("East", "China"), supplier("West", "France", feed_country="China", feed_share=0.1)],
        stock=[{"item": "Magnet", "quantity": 5, "origin": "PRC"}],
    )
    finding = only(case, "country_spellings")
    assert place(finding) == ("stock", 0, "origin")
    assert "is 'PRC', elsewhere the same country is written 'China'" in finding.message


def test_country_spellings_differ_neither_by_case_nor_between_neighbours() -> None:
    names = ["Austria", "australia", "AUSTRIA", "Niger", "Nigeria"]
    suppliers = [supplier(f"S{n}", name) for n, name in enumerate(names)]
    case = sound(suppliers=suppliers, offers=[offer(f"S{n}") for n in range(len(names))])
    assert not of(case, "country_spellings")


def test_end_use_spelling_is_held_against_the_usual_ones() -> None:
    finding = only(sound(products=[product(end_use="automotve")]), "end_use_spelling")
    assert place(finding) == ("products", 0, "end_use")
    assert "Did you mean 'automotive'?" in finding.message
    assert not of(sound(products=[product(end_use="wind power")]), "end_use_spelling")


def test_nearly_same_name_warns_of_rows_that_are_probably_one() -> None:
    case = sound(
        items=[item("MAG-01"), item("MAG 01"), item("0042"), item("42"), item("ＭＡＧ-01"), item("MAG-10")],
        bill_of_materials=[line("Drive", "MAG-01")],
        offers=[offer(what="MAG-01"), offer("West", "MAG-01")],
    )
    assert [finding.row for finding in of(case, "nearly_same_name")] == [1, 3, 4]
    assert "'MAG-01' and 'MAG 01' in Items differ only by" in of(case, "nearly_same_name")[0].message


def test_nearly_same_name_leaves_equal_names_to_another_rule() -> None:
    case = sound(items=[item("Magnet"), item("MAGNET")])
    assert not of(case, "nearly_same_name")
    assert check(case)
