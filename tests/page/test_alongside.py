"""Work in a thread of its own: its result, its error, and that it stops when nobody wants it."""

import time

import pytest

from sim.page.alongside import alongside


def test_the_result_comes_when_it_is_asked_for():
    with alongside(lambda _: 7) as found:
        assert found.result() == 7


def test_an_error_in_it_is_raised_where_its_result_is_asked_for():
    with pytest.raises(KeyError), alongside(lambda _: {}["x"]) as found:
        found.result()


def test_it_stops_at_its_next_sign_of_life_if_the_other_work_fails():
    steps = []

    def endless(progress):
        while True:
            steps.append(1)
            progress(len(steps), 0)
            time.sleep(0.001)

    def fail():
        with alongside(endless):
            while not steps:
                time.sleep(0.001)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert steps
