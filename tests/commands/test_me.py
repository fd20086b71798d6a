"""`fingerpost me`: the profile in words, the interview, one value changed, one record of skills."""

from __future__ import annotations

import json
import tomllib

import pytest
from tests.commands.conftest import Small

from fingerpost.home.profile import Profile
from fingerpost.home.profile_text import profile_template


def _me(small: Small) -> str:
    return (small.home / "me.toml").read_text(encoding="utf-8")


def _empty(small: Small) -> None:
    text = profile_template({"programming": "Programming", "statistics": "Statistics"}, {})
    (small.home / "me.toml").write_text(text, encoding="utf-8")


def test_the_profile_is_told_in_words(small: Small) -> None:
    done = small.run("me")
    assert done.exit_code == 0
    assert "example person" in done.stdout
    assert "Hours a week" in done.stdout
    assert "shown by evidence" in done.stdout
    assert "your claim" in done.stdout
    assert "not answered yet" in done.stdout


def test_scripts_get_the_whole_profile_and_every_skill(small: Small) -> None:
    found = small.json("me")
    assert set(found["profile"]) == {
        field for field in Profile.__dataclass_fields__ if field != "skills"
    }
    sure = {row["sure"] for row in found["skills"]}
    assert sure == {"shown by evidence", "your claim", "not said"}
    assert all((row["level"] is None) == (row["sure"] == "not said") for row in found["skills"])
    assert "hours_per_week" not in found["not_asked"]


def test_a_value_is_set_and_every_other_byte_stays(small: Small) -> None:
    before = _me(small)
    assert small.json("me", "set", "hours_per_week", "7,5") == {
        "key": "hours_per_week",
        "value": 7.5,
    }
    assert _me(small) == before.replace("hours_per_week = 5 ", "hours_per_week = 7.5 ")
    assert small.run("me", "set", "would_move_to", "Germany, India").exit_code == 0
    assert tomllib.loads(_me(small))["would_move_to"] == ["Germany", "India"]
    assert small.json("me", "set", "matters", "beside clinical work, wanted")["value"] == [
        "beside_clinical_work",
        "wanted",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hours_per_week", "200"), "above 0 and up to 80"),
        (("hours_per_week", "0"), "above 0"),
        (("hours_per_week", "-3"), "'-3' cannot be taken: a number of hours a week above 0"),
        (("years_clinical", "-4"), "'-4' cannot be taken: a number of years from 0"),
        (("years_clinical", "many"), "'many' cannot be taken"),
        (("registered", "perhaps"), "yes or no"),
        (("wants", "regulaton"), "Did you mean 'regulation'?"),
        (("refuses", "clinical-input"), "both wanted and refused"),
        (("matters", "fame"), "first things first"),
        (("lost_weeks", "Christmas"), "2026-12-24"),
        (("skills", "3"), "fingerpost me skill"),
        (("shoe_size", "43"), "hours_per_week"),
    ],
)
def test_nonsense_gets_a_sentence_and_changes_nothing(
    small: Small, words: tuple[str, ...], said: str
) -> None:
    before = _me(small)
    done = small.run("me", "set", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert _me(small) == before


def test_not_sure_is_kept_as_such_and_a_later_answer_takes_it_away(small: Small) -> None:
    small.run("me", "set", "keep_clinical", "not sure")
    data = tomllib.loads(_me(small))
    assert data["not_sure"] == ["keep_clinical"]
    assert "keep_clinical" not in data
    assert "keep_clinical" not in small.json("me")["not_asked"]
    assert "not sure about: Stay in clinical work" in small.run("me").stdout
    small.run("me", "set", "keep_clinical", "no")
    data = tomllib.loads(_me(small))
    assert (data["not_sure"], data["keep_clinical"]) == ([], False)


def test_a_skill_of_ones_own_word_goes_into_me_toml(small: Small) -> None:
    done = small.json("me", "skill", "statistics", "2", "--evidence", 'A "course"')
    assert (done["level"], done["sure"], done["evidence"]) == (2, "shown by evidence", 'A "course"')
    assert tomllib.loads(_me(small))["skills"]["statistics"] == {
        "level": 2,
        "evidence": 'A "course"',
    }
    bare = small.json("me", "skill", "statistics", "3")
    assert bare["sure"] == "your claim"


@pytest.mark.parametrize("word", ["unsaid", "", "?"])
def test_a_skill_can_be_taken_back_and_the_journal_knows(small: Small, word: str) -> None:
    _empty(small)
    small.run("me", "skill", "statistics", "2", "--evidence", "A course")
    done = small.json("me", "skill", "statistics", word)
    assert done["level"] is None
    assert done["sure"] == ("not sure" if word == "?" else "not said")
    assert '# evidence = "A course"' in _me(small), "what it said waits as a comment"
    said = small.run("journal").stdout
    assert "You took back what you had said of your skill" in said
    assert small.json("me", "skill", "statistics", "1")["level"] == 1


def test_what_stands_beside_a_skill_that_is_taken_back_stays(small: Small) -> None:
    (small.home / "me.toml").write_text(
        "# mine\n[skills.statistics] # hm\nlevel = 2\n\n# of others\n[skills.programming]\n"
        'level = 1\nevidence = """\ntwo lines"""\n',
        encoding="utf-8",
    )
    assert small.run("me", "skill", "statistics", "unsaid").exit_code == 0
    assert _me(small).startswith("# mine\n# [skills.statistics] # hm\n# level = 2\n")
    assert "# of others" in _me(small)
    assert small.run("me", "skill", "programming", "unsaid").exit_code == 0
    assert tomllib.loads(_me(small)).get("skills", {}) == {}


def test_the_country_follows_from_a_city_that_can_mean_but_one(small: Small) -> None:
    _empty(small)
    done = small.run("me", "ask", input="1\nnurse\n8\nManchester\nyes\nq\n")
    assert "Manchester is taken to be in the United Kingdom" in done.stdout
    assert tomllib.loads(_me(small))["country"] == "United Kingdom"
    small.run("me", "set", "country", "Ireland")
    small.run("me", "set", "city", "Toronto")
    assert tomllib.loads(_me(small))["country"] == "Ireland", "what was said stays"


def test_a_country_that_nobody_knows_is_kept_and_asked_about(small: Small) -> None:
    done = small.run("me", "set", "country", "Untied Kingdom")
    assert tomllib.loads(_me(small))["country"] == "Untied Kingdom"
    assert "Did you mean the United Kingdom?" in done.stderr
    assert "Did you mean the United Kingdom?" in " ".join(small.run("me").stdout.split())
    assert "Did you mean" not in small.run("me", "set", "country", "UK").stderr


def test_the_country_is_asked_for_where_a_city_can_mean_several(small: Small) -> None:
    _empty(small)
    done = small.run("me", "ask", input="1\nnurse\n8\nCambridge\nUK\nyes\nq\n")
    assert "In which country is Cambridge?" in done.stdout
    data = tomllib.loads(_me(small))
    assert (data["city"], data["country"], data["registered"]) == ("Cambridge", "UK", True)
    _empty(small)
    small.run("me", "set", "city", "Cambridge")
    assert not tomllib.loads(_me(small))["country"]
    asked = small.run("me", "ask", input="1\nnurse\n8\nq\n").stdout
    assert "The town you live near, and the country" in asked, "half an answer is asked again"


def test_what_was_shown_counts_for_the_paths_and_can_be_taken_back(small: Small) -> None:
    before = _me(small)
    shown = small.json(
        "me", "skill", "ml-fundamentals", "2", "--evidence", "First model", "--from", "lab one"
    )
    assert (shown["level"], shown["evidence_from"]) == (2, "lab one")
    assert _me(small) == before, "what was shown is the journal's"
    (judged,) = small.json("paths", "clinical-input")["paths"]
    need = next(r for r in judged["requirements"] if r["skill"] == "ml-fundamentals")
    assert (need["mine"], need["evidence"], need["evidence_from"]) == (2, "First model", "lab one")
    assert judged["verdict"] == "ready"
    lower = small.run("me", "skill", "ml-fundamentals", "1")
    assert "lab one" in lower.stderr, "a lower claim does not undo what was shown"
    assert small.json("me", "skill", "ml-fundamentals", "--undo")["level"] == 1
    again = small.run("me", "skill", "ml-fundamentals", "--undo")
    assert again.exit_code == 2
    assert "Nothing was shown" in again.stderr


def test_what_no_file_or_terminal_can_take_is_taken_out(small: Small) -> None:
    assert small.run("me", "set", "city", "Lee\udcffds").exit_code == 0
    done = small.run("me", "set", "question", "a\x1b[31mred\nline")
    assert "\x1b" not in done.stdout
    for more in ((), ("--from", "lab \udcff")):
        assert small.run("me", "skill", "statistics", "2", "--evidence", "\udcff\x1b", *more
                         ).exit_code == 0  # fmt: skip
    data = tomllib.loads(_me(small))
    assert data["city"] == "Lee?ds"
    assert data["question"] == "a\ufffd[31mred line"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("programming", "9"), "0 none"),
        (("programming", "high"), "4 can lead or teach"),
        (("juggling", "2"), "There is no skill 'juggling'. There are: area-methods"),
        (("python", "2"), "There is no skill 'python'. Did you mean 'programming'?"),
        (("SQL", "2"), "Did you mean 'data-handling'?"),
        (("statistic", "2"), "Did you mean 'statistics'?"),
        (("programming", "-1"), "'-1' is no level"),
        (("programming", "2", "--from", "a lab"), "--evidence"),
    ],
)
def test_a_level_that_there_is_not_gets_a_sentence(
    small: Small, words: tuple[str, ...], said: str
) -> None:
    done = small.run("me", "skill", *words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_levels_of_a_skill_are_told(small: Small) -> None:
    done = small.run("me", "skill", "statistics")
    assert "Can read a confidence interval" in done.stdout


def test_the_interview_begins_with_what_matters_and_stops_at_any_question(small: Small) -> None:
    _empty(small)
    done = small.run("me", "ask", input="2, 1\nnurse\n?\nq\n")
    assert done.exit_code == 0
    assert done.stdout.index("What matters most") < done.stdout.index("Your profession")
    assert "Stopped. 3 answers kept" in done.stdout
    data = tomllib.loads(_me(small))
    assert data["matters"] == ["reachable", "wanted"]
    assert data["profession"] == "nurse"
    assert data["not_sure"] == ["years_clinical"]


def test_the_interview_goes_on_where_it_stopped_and_asks_the_most_telling_skill(
    small: Small,
) -> None:
    _empty(small)
    small.run("me", "ask", input="1\nnurse\n8\nLeeds, UK\nyes\n6\nyes\nq\n")
    assert small.json("me", "ask")["questions"][0] == "programming"
    again = small.run("me", "ask", input="9\n1\nA small script\n?\nq\n")
    assert "What matters most" not in again.stdout
    assert "'9' is no level" in again.stdout
    assert "Has not written code." in again.stdout, "levels are told by what one can do"
    data = tomllib.loads(_me(small))
    assert data["skills"]["programming"] == {"level": 1, "evidence": "A small script"}
    assert data["not_sure"], "the next skill was answered with not sure"
    assert data["not_sure"][0] not in small.json("me", "ask")["questions"]


def test_whoever_ends_at_the_evidence_keeps_the_level(small: Small) -> None:
    _empty(small)
    small.run("me", "ask", input="1\nnurse\n8\nLeeds, UK\nyes\n6\nyes\n2\nq\n")
    assert tomllib.loads(_me(small))["skills"]["programming"] == {"level": 2, "evidence": ""}


def test_a_sitting_has_fifteen_questions_and_none_comes_twice(small: Small) -> None:
    _empty(small)
    done = small.run("me", "ask", input="\n" * 60)
    asked = [line for line in done.stdout.splitlines() if "): Writing code" in line]
    assert len(asked) == 1
    assert "That is enough for today. 0 answers kept" in done.stdout
    assert done.stdout.count("Which fits you?") == 6
    assert "Paths that you want" in done.stdout


def test_the_end_of_the_input_stops_without_losing_an_answer(small: Small) -> None:
    _empty(small)
    done = small.run("me", "ask", input="1\n")
    assert done.exit_code == 0
    assert "1 answer kept" in done.stdout
    assert tomllib.loads(_me(small))["matters"] == ["wanted"]


def test_json_is_one_object(small: Small) -> None:
    done = small.process("me", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["profile"]["country"] == "United Kingdom"
