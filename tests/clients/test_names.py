"""What a client is called."""

from __future__ import annotations

from atrium.clients.names import Name, display_name


def test_a_person_is_called_by_both_names_or_by_the_one_there_is():
    assert display_name("Ada", "Lovelace", "Engines Ltd") == "Ada Lovelace"
    assert display_name("Ada", "", "") == "Ada"
    assert display_name("", "Lovelace", "") == "Lovelace"


def test_a_company_without_a_person_is_called_by_its_name():
    assert display_name("", "", "Engines Ltd") == "Engines Ltd"


def test_names_are_kept_with_what_they_sort_under():
    name = Name.of("Änne", "Müller", "")

    assert (name.display_name, name.name_fold) == ("Änne Müller", "anne muller")
    assert (name.first_fold, name.last_fold) == ("anne", "muller")
