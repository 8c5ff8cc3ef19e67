"""A course is told by the values at which it bends."""

from figures.sheets.keyframes import keyframes

TIMES = list(range(50))


def test_keyframes_keep_what_bends_and_drop_what_is_straight() -> None:
    straight = [str(value) for value in range(50)]
    assert keyframes(straight, 0.1, TIMES) == [0, 49]
    bent = [str(abs(value - 20)) for value in range(50)]
    assert keyframes(bent, 0.1, TIMES) == [0, 20, 49]


def test_what_is_straight_in_time_is_straight_though_its_steps_are_not_even() -> None:
    times = [0.0, 0.1, 0.2, 1.0]
    assert keyframes(["0", "10", "20", "100"], 0.1, times) == [0, 3]
    assert keyframes(["0", "10", "20", "30"], 0.1, times) == [0, 2, 3]


def test_a_bend_within_the_tolerance_is_dropped_in_any_number_of_a_value() -> None:
    course = ["M0 0L1 1", "M0 5L1 1.4", "M0 10L1 1"]
    assert keyframes(course, 0.5, [0, 1, 2]) == [0, 2]
    assert keyframes(course, 0.3, [0, 1, 2]) == [0, 1, 2]
