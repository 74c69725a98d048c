"""`build.py curate FILE` as it is called."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from command import run
from curating import ROOT


@pytest.mark.slow
def test_it_tells_an_address_serves_the_article_and_ends_when_interrupted(seeds: Path) -> None:
    call = [sys.executable, "build.py", "curate", str(seeds / "harbour.txt"), "--open"]
    with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        origin, _, token = process.stdout.readline().strip().partition("/#")
        headers = {"Origin": origin, "X-Token": token, "Content-Type": "application/json"}
        told = {}
        for route in ("catalogue", "state"):
            asked = urllib.request.Request(f"{origin}/api/{route}", b"{}", headers)
            with urllib.request.urlopen(asked, timeout=30) as answer:
                told[route] = json.load(answer)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert told["catalogue"]["file"] == "harbour.txt"
    assert told["state"]["text"] == (seeds / "harbour.txt").read_text("utf-8")
    assert process.returncode == 130
    assert errors.splitlines() == [
        "Open this address in a browser on this machine. Ctrl-C ends it; each step is saved at once.",
        "interrupted",
    ]
    assert sorted(path.name for path in seeds.iterdir()) == ["dataset.toml", "harbour.txt"]


@pytest.mark.parametrize("name", ["nowhere.txt", "seeds", "a.jsonl#x", ""])
def test_what_is_no_article_ends_with_one_line(seeds: Path, name: str) -> None:
    ran = run("curate", name)
    assert (ran.code, ran.errors.count("Error: ")) == (2, 1)
