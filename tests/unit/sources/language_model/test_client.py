"""One question to a language model: what comes back, and every way in which nothing does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.language_models import chat
from tests.loopback import Loopback, Reply, serving

from fingerpost.errors import OfflineError, SourceError
from fingerpost.sources.language_model.client import LanguageModel
from fingerpost.sources.language_model.settings import ModelSettings

KEY = "a-made-up-key-of-mine"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(Loopback(lambda _: chat("hello"))) as running:
        yield running


@pytest.fixture
def settings(server: Loopback) -> ModelSettings:
    return ModelSettings(f"{server.address}/v1", "made-up-7b", KEY, seconds=1.0, most_bytes=100_000)


def ask(settings: ModelSettings) -> str:
    with LanguageModel(settings, sleep=lambda _: None) as model:
        return model.ask("Do so.", "A text.", {"type": "object"})


def test_the_question_is_sent_once_and_the_answer_given_back(
    server: Loopback, settings: ModelSettings
) -> None:
    assert ask(settings) == "hello"
    (asked,) = server.asked
    body = json.loads(asked.body)
    assert asked.path == "/v1/chat/completions"
    assert body["model"] == "made-up-7b"
    assert [message["content"] for message in body["messages"]] == ["Do so.", "A text."]
    assert body["temperature"] == 0
    assert body["response_format"]["type"] == "json_schema"
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(server: Loopback, settings: ModelSettings) -> None:
    ask(replace(settings, key=""))
    assert "authorization" not in server.asked[0].headers


def test_passing_faults_are_tried_again(server: Loopback, settings: ModelSettings) -> None:
    server.faults += [Reply(b"busy", 429), Reply(b"oops", 500)]
    assert ask(settings) == "hello"
    assert len(server.asked) == 3


def test_lasting_faults_end_after_a_few_tries(server: Loopback, settings: ModelSettings) -> None:
    server.faults += [Reply(b"oops", 500)] * 9
    with pytest.raises(SourceError, match="tried 3 times"):
        ask(settings)
    assert len(server.asked) == 3


def test_an_interface_without_forms_is_asked_again_without(
    server: Loopback, settings: ModelSettings
) -> None:
    server.faults.append(Reply(b'{"error": "response_format is not supported"}', 400))
    assert ask(settings) == "hello"
    assert "response_format" not in json.loads(server.asked[1].body)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"no", 401), "key"),
        (Reply(b"no such model", 404), "made-up-7b"),
        (Reply(f"bad model {KEY}".encode(), 400), "did not take"),
        (Reply(b"", 302, {"Location": "http://192.168.0.1/"}), "not followed"),
        (Reply(b"<html>Welcome</html>"), "/v1"),
        (Reply(b"[" * 90_000), "/v1"),
        (Reply(b'{"choices": [{"message": {"content": 5}}]}'), "/v1"),
        (Reply(b"x" * 10_000_000), "longer than"),
        (Reply(chat("hello").body, manner="half"), "tried 3 times"),
        (Reply(chat("hello").body * 20, manner="drip"), "took longer"),
        (Reply(b"", manner="drip-head"), "took longer"),
    ],
)
def test_what_is_no_answer_is_a_sentence(
    server: Loopback, settings: ModelSettings, reply: Reply, words: str
) -> None:
    server.faults += [reply] * 3
    with pytest.raises(SourceError, match=words) as error:
        ask(replace(settings, seconds=0.3))
    assert KEY not in str(error.value)
    assert "\n" not in str(error.value)


def test_no_choices_are_no_words(server: Loopback, settings: ModelSettings) -> None:
    server.faults.append(Reply(b'{"choices": []}'))
    assert ask(settings) == ""


def test_nobody_there_is_offline(server: Loopback, settings: ModelSettings) -> None:
    gone = replace(settings, address="http://127.0.0.1:9/v1")
    with pytest.raises(OfflineError, match="Is it running"):
        ask(gone)


def test_offline_means_that_nothing_is_sent(
    server: Loopback, settings: ModelSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    with pytest.raises(OfflineError, match="FINGERPOST_OFFLINE"):
        ask(settings)
    assert server.asked == []


def test_a_proxy_of_the_environment_is_not_given_what_is_meant_for_this_machine(
    server: Loopback, settings: ModelSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert ask(settings) == "hello"
