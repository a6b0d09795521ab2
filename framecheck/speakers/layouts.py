"""Speech that its place on the page shows and no mark: transcripts, letters, testimony, e-mail, block quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from framecheck.speakers import lexicon as lex
from framecheck.speakers.mentions import Mention, mention
from framecheck.speakers.prose import Paragraph

# A name at the start of a line, behind a time stamp, in brackets or in bold; then a colon, or a dash behind capitals.
_STAMP = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]? *)?"
_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|for|and|de|van|von|al|\d{1,2})){0,5}(?: \([^()\n]{1,40}\)){0,2}"
_LABEL = re.compile(
    rf"(?m)^[ \t>]*{_STAMP}(?:\*\*|__|\[)?(?:(?P<turn>[QA])\d{{0,2}}[.:]|(?P<name>{_NAME}) ?(?:\*\*|__|\])?:|(?P<loud>[A-Z][A-Z.'’ -]{{2,40}}?) [–—-])(?:\*\*|__|\])?(?=\s+\S)"
)
_NO_SPEAKER = re.compile(
    r"(?i:note|notes|notes to editors|editor'?s note|background|summary|contact|media contact|contacts|subject|date|re|cc|bcc|to|from|sent|"
    r"source|update|correction|photo|image|video|read more|related|tags|topics|location|time|venue|example|warning|agenda|item|motion|"
    r"resolved|present|apologies|attendees|action|press contact|media enquiries|about|website|email|tel|phone|the question|to the editor)$"
)
_SIGN_OFF = re.compile(
    r"(?:yours\b|(?:all the )?best|(?:many )?thanks|cheers|signed|sincerely|faithfully|(?:kind|best|warm) (?:regards|wishes)|regards|respectfully)[^.\n]{0,30}$",
    re.I,
)
_SALUTATION = re.compile(
    r"(?:dear\b[^.\n]{0,60}|to the editor|to whom it may concern|sir|madam|(?:hi|hello|all|colleagues)\b[^.\n]{0,30})[,:]?$",
    re.I,
)
_OPENS_LETTER = re.compile(r"(?:dear\b[^.\n]{0,60}|to the editor)\s*[,:]|to whom it may concern", re.I)
_SIR = re.compile(r"(?:sir|madam|sirs)\s*[-–—:]\s*", re.I)
_HEADER = re.compile(r"(?:From|To|Subject|Sent|Date|Cc|Bcc|Re):")
_FROM = re.compile(r"From: *([^\n<(]{2,60}?) *(?:[<(][^\n]*)?$", re.M)
_TESTIMONY = re.compile(r"(?:\w+['’]?s? ){0,3}(?:testimony|statement|remarks|speech|evidence|address)\b", re.I)
_BY = re.compile(r"\b(?:of|by|from) +", re.I)
_INTERVIEW = re.compile(r"(?i:interview with|in conversation with|q ?& ?a with|q and a with) +([^\n(]{3,80})")


class Voice(NamedTuple):
    """A stretch of a paragraph that somebody speaks: offsets into its prose, the name, and where the name stands."""

    paragraph: int
    start: int
    end: int
    speaker: str
    mention: tuple[int, int, int] | None  # paragraph, start, end


def voices(paragraphs: Sequence[Paragraph]) -> list[Voice]:
    """What the layout gives to somebody: the first form that the statement has."""
    return transcript(paragraphs) or letter(paragraphs) or testimony(paragraphs)


def transcript(paragraphs: Sequence[Paragraph]) -> list[Voice]:
    """`SPEAKER: text`, and `Q:` and `A:`; a paragraph without a label goes on with the speaker before it."""
    labels = list(_labels(paragraphs))
    if len(labels) < 2 or len(labels) * _RARE < len(paragraphs) - labels[0].paragraph:
        return []
    guest = _guest(paragraphs) if {"Q", "A"} & {label.name for label in labels} else None
    found: list[Voice] = []
    at, last = 0, None
    for number in range(labels[0].paragraph, len(paragraphs)):
        paragraph = paragraphs[number]
        mine = []
        while at < len(labels) and labels[at].paragraph == number:
            mine.append(labels[at])
            at += 1
        cuts = [label.begin for label in mine] + [len(paragraph.prose)]
        if last is not None and cuts[0] > 0 and not _ASIDE.fullmatch(paragraph.prose.strip()):
            found.append(Voice(number, 0, cuts[0], *_voice(paragraphs, last, guest)))
        for label, cut in zip(mine, cuts[1:], strict=True):
            last = label
            found.append(Voice(number, label.end, cut, *_voice(paragraphs, label, guest)))
    return found


_RARE = 5  # paragraphs a label; where labels are rarer, they are headings
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "(The hearing adjourned.)": nobody speaks


class _Label(NamedTuple):
    """`[00:14:02] Dr Moe:`: its paragraph, where it begins and ends with stamp and colon, the name and where that stands."""

    paragraph: int
    begin: int
    end: int
    name: str
    place: tuple[int, int]


def _labels(paragraphs: Sequence[Paragraph]) -> Iterator[_Label]:
    """The labels of a transcript, or nothing: two of them at least, one of a speaker or one that comes again."""
    found = []
    for number, paragraph in enumerate(paragraphs):
        for match in _LABEL.finditer(paragraph.prose):
            group = match.lastgroup or "name"
            name = match[group]
            quoted = paragraph.prose[match.end() : match.end() + 4].lstrip()[:1] in {'"', "“", "«", "‘", "'"}
            if not _NO_SPEAKER.match(name) and not quoted:
                found.append(_Label(number, match.start(), match.end(), name, match.span(group)))
    often = Counter(label.name for label in found)
    sure = [label for label in found if often[label.name] > 1 or _speaks(label.name)]
    if len(sure) > 1 and (len(often) > 1 or len(sure) > 2):
        yield from (label for label in found if label.name.count(" ") < 9)


def _voice(paragraphs: Sequence[Paragraph], label: _Label, guest: str | None) -> tuple[str, tuple[int, int, int]]:
    """The speaker of a label, and where it stands."""
    where = (label.paragraph, *label.place)
    if label.name in {"Q", "A"}:
        return (guest or "") if label.name == "A" else "", where
    bracket = label.name.find("(")
    for offset in ([bracket + 1] if bracket > 0 else []) + [0]:
        full = _mention_at(paragraphs[label.paragraph], label.place[0] + offset)
        if full is not None and full.kind == "person" and " " in full.name and not label.name.isupper():
            return full.name, where
    return label.name[: bracket - 1 if bracket > 0 else None], where


def _speaks(label: str) -> bool:
    lows = [w.strip(".").lower() for w in re.split(r"[ ]", label)]
    return (
        label in {"Q", "A"}
        or (label.isupper() and len(label) > 2)
        or any(low in lex.ROLES or low in lex.HONORIFICS for low in lows)
        or (2 <= len(lows) <= 4 and all(w[:1].isupper() for w in label.split(" ")) and lows[0] not in lex.NO_NAME)
    )


def _guest(paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs[:3]:
        match = _INTERVIEW.search(paragraph.prose)
        if match:
            found = _mention_at(paragraph, match.start(1))
            if found is not None and found.kind == "person":
                return found.name
    return None


def _mention_at(paragraph: Paragraph, offset: int) -> Mention | None:
    at = bisect_left(paragraph.words, offset, key=itemgetter(2))
    return mention(paragraph.words, at, len(paragraph.words))


def letter(paragraphs: Sequence[Paragraph]) -> list[Voice]:
    """A letter or an e-mail: what stands between the salutation and the name below, or under `From:`."""
    first = (
        next((n for n, part in enumerate(paragraphs) if len(part.prose) < 90 and _OPENS_LETTER.match(part.prose)), -1)
        + 1
    )
    sir = next((n for n, part in enumerate(paragraphs[:3]) if _SIR.match(part.prose)), -1)
    closing = max((n for n, part in enumerate(paragraphs) if _SIGN_OFF.match(part.prose)), default=-1)
    sender = _sender(paragraphs)
    if first == 0 and sir < 0 and closing < 0 and sender is None:
        return []
    first = max(first, sir)
    last = closing if closing >= 0 else max((n for n, p in enumerate(paragraphs) if _is_sentence(p)), default=-1) + 1
    signed = sender or _signature(paragraphs[last:], last)
    if signed is None:
        return []
    found = []
    for number in range(first, last):
        part = paragraphs[number]
        text = part.prose.strip()
        if (
            part.quoted
            or not _is_sentence(part)
            or _SALUTATION.match(text)
            or _HEADER.match(text)
            or text.endswith("wrote:")
        ):
            continue
        begin = _SIR.match(part.prose)
        found.append(Voice(number, begin.end() if begin else 0, len(part.prose), *signed))
    return found


def _is_sentence(part: Paragraph) -> bool:
    return part.prose.rstrip()[-1:] in set('.!?…:"”’)') and not (
        len(part.prose) < 60 and part.prose.rstrip().endswith(")")
    )


def _sender(paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[int, int, int]] | None:
    """The name behind `From:` in the first paragraph."""
    match = _FROM.search(paragraphs[0].prose) if paragraphs else None
    if match is None:
        return None
    found = _mention_at(paragraphs[0], match.start(1))
    return (match[1], (0, *match.span(1))) if found is not None and found.kind in {"person", "body"} else None


def _signature(paragraphs: Sequence[Paragraph], offset: int) -> tuple[str, tuple[int, int, int]] | None:
    """The first name below a letter."""
    for number, part in enumerate(paragraphs[:4]):
        for match in re.finditer(r"[^\r\n]+", part.prose):
            line = match[0].strip()
            if not line or _SIGN_OFF.match(line) or len(line) > 80 or line.endswith("."):
                continue
            found = _mention_at(part, match.start())
            if found is not None and found.kind in {"person", "body"}:
                start, end = part.words[found.start].start, part.words[found.end - 1].end
                return found.name, (offset + number, start, end)
    return None


def testimony(paragraphs: Sequence[Paragraph]) -> list[Voice]:
    """A title that names the speaker ("Testimony of Dr. Harriet Osgood before ...") over text in the first person."""
    if len(paragraphs) < 2 or len(paragraphs[0].prose) > 200:
        return []
    for number, paragraph in enumerate(paragraphs[:3]):
        match = _TESTIMONY.match(paragraph.prose)
        if match is None or paragraph.prose.rstrip()[-1:] in ".:":
            continue
        names = (
            _mention_at(paragraph, by.end()) for by in _BY.finditer(paragraph.prose, match.end(), match.end() + 120)
        )
        found = next((name for name in names if name is not None and name.kind == "person"), None)
        body = paragraphs[number + 1 :]
        if found is None or not any(_first_person(p) for p in body):
            return []
        where = (number, paragraph.words[found.start].start, paragraph.words[found.end - 1].end)
        return [
            Voice(number + 1 + i, 0, len(p.prose), found.name, where)
            for i, p in enumerate(body)
            if p.prose.rstrip()[-1:] in '.!?…"”’)'
        ]
    return []


def _first_person(paragraph: Paragraph) -> bool:
    return any(w.low in {"i", "we", "my", "our", "me", "us"} for w in paragraph.words)
