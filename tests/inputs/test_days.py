"""Days as people and feeds write them: the day as it is written, or what is wrong with it and what to write."""

from __future__ import annotations

from datetime import date

import pytest

from publisher.inputs.days import DAY, FORMS, day, stamped_day

MAY = date(2024, 5, 2)


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-02",
        "20240502",
        "2024-05-02T10",
        "2024-05-02t10:00z",
        "2024-05-02 10:00:00,5 +0200",
        "2024-05-02T23:59:60+02",
        "Thu, 02 May 2024 10:00:00 +0000",
        "thu, 2 may 2024 10:00 gmt",
        "2 May 2024 23:30 EST (Eastern Standard Time)",
    ],
)
def test_a_day_of_a_feed(written: str) -> None:
    assert stamped_day(written) == MAY


@pytest.mark.parametrize(
    "written",
    [
        "2024",
        "2024-05",
        "2024-5-2",
        "2024-0502",
        "2024-W18-4",
        "2024-02-30",
        "0000-01-01",
        "2024-05-02T",
        "2024-05-02T24:00",
        "2024-05-02T10:60",
        "2024-05-02T10:00 CEST",
        "2024-05-02 ",
        "2024-05-02\n",
        "٢٠٢٤-٠٥-٠٢",
        "02/05/2024",
        "2 May 2024",
        "May 2, 2024 10:00 GMT",
        "2 Mai 2024 10:00 GMT",
        "31 Feb 2024 10:00 GMT",
        "2 May 24 10:00 GMT",
        "1714644000",
    ],
)
def test_what_is_no_day_of_a_feed(written: str) -> None:
    with pytest.raises(ValueError) as error:
        stamped_day(written)
    assert str(error.value) == f'is "{written}"; {FORMS}'


@pytest.mark.parametrize("value", [None, True, 7, 20240502, 1.5, ["2024-05-02"], MAY])
def test_a_value_that_is_no_text(value: object) -> None:
    for read, forms in ((stamped_day, FORMS), (day, DAY)):
        with pytest.raises(ValueError) as error:
            read(value)
        assert str(error.value) == f"is {value}; {forms}"


def test_a_curator_writes_the_day_alone() -> None:
    assert day("2024-05-02") == MAY
    for other in ("20240502", "2024-05-02T10:00", "2024-02-30", "2 May 2024 10:00 GMT"):
        with pytest.raises(ValueError) as error:
            day(other)
        assert str(error.value) == f'is "{other}"; {DAY}'
