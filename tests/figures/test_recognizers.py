"""The Chinese cases of microsoft/Recognizers-Text (MIT): every case is run, nine in ten of those that apply agree.

`python -m tests.figures.suite` prints the count of each model and what is left out, by reason.
"""

from __future__ import annotations

import pytest

from tests.figures.suite import SUITE, count, counts

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/suites/recognizers-zh is not here")
LEAST = {
    "NumberModel": 150,
    "OrdinalModel": 7,
    "PercentModel": 15,
    "CurrencyModel": 10,
    "DimensionModel": 5,
    "DateParser": 0,
    "DatePeriodParser": 5,
    "DateTimeModel": 25,
}
"""How many results must be meant to apply, so that nothing is left out unseen."""


@pytest.mark.parametrize("model", LEAST)
def test_nine_in_ten_of_what_applies_agree(model: str) -> None:
    found = count(model)
    assert found.applicable >= LEAST[model]
    assert found.agreeing >= 0.9 * found.applicable, found.missed


def test_the_whole_suite() -> None:
    every = list(counts())
    assert sum(c.cases for c in every) == 499
    assert sum(c.agreeing for c in every) / sum(c.applicable for c in every) >= 0.95
