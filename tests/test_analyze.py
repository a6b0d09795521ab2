"""The command as a user meets it: in a process of its own, with good and with bad input."""

import json
import os
import subprocess
import sys

import pytest
from conftest import FIXTURES

REPLY = FIXTURES / "statements" / "reply.txt"


def run(*arguments, stdin=b"", cwd=None, env=None):
    return subprocess.run(
        [sys.executable, "-m", "framecheck", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )


def refused(result, *says):
    error = result.stderr.decode()
    assert result.returncode == 2, error
    assert "Traceback" not in error
    assert error.count("\n") == 1, error
    for part in says:
        assert part in error
    return True


def test_the_report_marks_the_reply():
    result = run("analyze", REPLY)
    report = result.stdout.decode()
    assert result.returncode == 0
    assert result.stderr == b""
    assert all(len(line) <= 80 for line in report.splitlines())
    assert "4 of 5 framed sentences appeal to public safety" in " ".join(report.split())
    assert "\x1b" not in report


def test_json_is_a_contract():
    data = json.loads(run("analyze", REPLY, "-f", "json").stdout)
    assert set(data) == {"receipt", "statements", "problems"}
    (statement,) = data["statements"]
    text = REPLY.read_text()
    for sentence in statement["sentences"]:
        assert set(sentence) == {
            "text",
            "start",
            "end",
            "speaker",
            "mode",
            "quotes",
            "frames",
            "scores",
            "uncertain",
            "evidence",
        }
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        for spans in sentence["evidence"].values():
            assert all(sentence["start"] <= a < b <= sentence["end"] and 0 < w <= 1.0001 for a, b, w in spans)
    assert set(statement) >= {"source", "title", "text_sha256", "profile", "silences", "finding"}


def test_stdin_and_json_lines_and_files(tmp_path):
    out = tmp_path / "report.md"
    result = run("analyze", "-", REPLY, "-f", "jsonl", "-o", out, stdin="Nobody was asked. ".encode("utf-16"))
    assert result.returncode == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["source"] for row in rows] == ["<stdin>", str(REPLY)]
    assert all(row["receipt"]["framecheck"] for row in rows)
    assert "**" in out.read_text()


def test_crlf_bom_and_text_give_the_same_labels(tmp_path):
    plain = tmp_path / "a.txt"
    plain.write_text("It broke the rules on tenders.\nPeople were attacked on the street.\n")
    odd = tmp_path / "b.txt"
    odd.write_bytes(b"\xef\xbb\xbf" + plain.read_bytes().replace(b"\n", b"\r\n"))
    a, b = json.loads(run("analyze", plain, odd, "-f", "json").stdout)["statements"]
    assert [(s["text"], s["scores"]) for s in a["sentences"]] == [(s["text"], s["scores"]) for s in b["sentences"]]
    assert b["sentences"][0]["start"] == 1


def test_missing_folder_empty_binary_huge(tmp_path):
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "marks.txt").write_text("... !!! ---\n")
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    assert refused(run("analyze", tmp_path / "nowhere.txt"), "nowhere.txt: no such file")
    assert refused(run("analyze", tmp_path), "a folder; analyze takes files")
    assert refused(run("analyze", tmp_path / "empty.txt"), "empty")
    assert refused(run("analyze", tmp_path / "marks.txt"), "no sentence")
    assert refused(run("analyze", tmp_path / "binary.txt"), "binary")
    assert refused(run("analyze", tmp_path / "huge.txt"), "200 MB is more than the limit of 10 MB")
    assert refused(run("analyze", "-", "--limit", "10", stdin=b"x" * 30), "more than 10 bytes")


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    result = run("analyze", tmp_path / "nowhere.txt", REPLY, "-f", "json")
    data = json.loads(result.stdout)
    assert result.returncode == 2
    assert len(data["statements"]) == 1
    assert data["problems"] == [{"source": str(tmp_path / "nowhere.txt"), "reason": "no such file", "fatal": True}]


def test_a_guessed_encoding_is_said(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("“Nobody was asked,” said the café owner. It’s a naïve plan – très cher.".encode("cp1252"))
    result = run("analyze", path, "-f", "json")
    assert result.returncode == 0, result.stderr
    assert b"which is a guess" in result.stderr
    assert json.loads(result.stdout)["statements"][0]["sentences"][0]["text"].startswith("“Nobody was asked,”")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--threshold", "2"), "0 to 1"),
        (("--threshold", "safety=0.5"), "no frame 'safety'"),
        (("--model", "/nowhere"), "no model folder there"),
        (("--codebook", "nowhere"), "no codebook 'nowhere'"),
        (("-o", "report.xyz"), "FORMAT=PATH"),
        (("-o", "/nowhere/report.md"), "cannot be written"),
    ],
)
def test_bad_options(arguments, says):
    assert refused(run("analyze", REPLY, *arguments), says)


def test_a_codebook_with_an_unknown_frame(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'id = "x"\nversion = "1"\ntitle = "X"\n[[frames]]\nname = "a"\nsign = "A"\ntitle = "A"\ndefinition = "A."\n'
    )
    assert refused(run("analyze", REPLY, "--codebook", path), "the model marks public-safety")


HOSTILE = "Red \x1b[31malert\x1b[0m [bold]now[/bold] \u202eevil\u202c \x07 :smile: <script>x</script> | **b** `c`. Nobody was asked."


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_hostile_text_stays_text(form):
    result = run("analyze", "-", "-f", form, stdin=HOSTILE.encode(), env={"FORCE_COLOR": "1"})
    out = result.stdout.decode()
    assert result.returncode == 0, result.stderr
    if form == "json":
        assert json.loads(out)["statements"][0]["sentences"][0]["text"].startswith("Red \x1b[31malert")
        assert "\x1b" not in out
    else:
        assert not set("\x1b\x07\u202e") & set(out)
        assert "smile" in out
    if form == "terminal":
        assert "[bold]" in out
    if form == "markdown":
        assert "<script>" not in out


def test_the_other_commands():
    assert b"0.1.0" in run("--version").stdout
    assert b"analyze" in run("--help").stdout
    page = run("codebook", "oversight").stdout.decode()
    assert "who decides, who watches" in page
    assert refused(run("codebook", "safety"), "no frame 'safety'")
    assert b"whole" in run("model", "verify").stdout
    assert b"## Measured" in run("model", "info").stdout


def test_check_scores_a_corpus(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    rows = (FIXTURES / "corpus" / "dev.jsonl").read_text().splitlines()[:15]
    corpus.write_text("\n".join(rows))
    result = run("check", corpus, "-f", "json", "--samples", "100")
    data = json.loads(result.stdout)
    assert result.returncode == 0, result.stderr
    assert b"no gate is set" in result.stderr
    assert data["metrics"]["statements"] == 15
    assert 0 < data["metrics"]["macro_f1"]["low"] <= data["metrics"]["macro_f1"]["value"] <= 1
    corpus.write_text("\n".join([*rows, "{"]))
    broken = run("check", corpus)
    assert broken.returncode == 2
    assert "corpus.jsonl:16: not JSON" in broken.stderr.decode()
