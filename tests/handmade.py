"""Runs made by hand for the tests of the pages: several speakers, a batch, a comparison, and hostile text."""

from framecheck.analysis import analyse, speakers
from framecheck.codebook import load
from framecheck.model.classifier import FakeClassifier
from framecheck.schema import Comparison, Exchange, Interval, Pair, Problem, Receipt, Run, Statement

BOOK = load()
SAFETY, LAW, OVERSIGHT = BOOK.names
FAKE = FakeClassifier(BOOK, {SAFETY: ("robbed", "attacked"), LAW: ("tender", "rules"), OVERSIGHT: ("elected", "rules")})
RECEIPT = Receipt(
    framecheck="0", model="fake", model_sha256="0" * 64, codebook="public-tech 1.2", codebook_sha256="1" * 64
)
HOSTILE = "<script>document.title='taken'</script> \x1b[2J\u202e & \"robbed\" <img src=http://x.test/a.png>"
TEXTS = (
    "The mayor says that the force broke the rules.",
    '"People are robbed on the way home," said Daniel Reyes, who was calm.',
    '"They are attacked every night."',
    "Nobody elected was told, the panel said.",
    "It rained.",
    HOSTILE,
)


def analysis(texts=TEXTS, source="quote.txt", title=""):
    return analyse(FAKE, Statement.from_sentences(texts, source=source)).model_copy(update={"title": title})


def with_speakers(source="reply.txt"):
    """Narrator and three speakers; the fourth sentence is uncertain of a frame that it does not carry."""
    plain = analysis(source=source)
    who = ("Mayor", "Daniel Reyes", "Daniel Reyes", "The <b>panel</b>", "", "")
    modes = ("indirect", "direct", "direct", "indirect", "narrator", "narrator")
    sentences = []
    for place, (sentence, speaker, mode) in enumerate(zip(plain.sentences, who, modes, strict=True)):
        change = {"speaker": speaker, "mode": mode}
        if mode == "direct":
            change["quotes"] = ((sentence.start + 1, sentence.start + sentence.text.rindex('"')),)
        if place == 3:
            change |= {"scores": {**sentence.scores, LAW: 0.44}, "uncertain": (LAW,)}
        sentences.append(sentence.model_copy(update=change))
    return plain.model_copy(
        update={
            "sentences": tuple(sentences),
            "speakers": speakers(sentences, BOOK.names),
            "title": "Café & <i>law</i>",
        }
    )


def run(*analyses, problems=()):
    return Run(receipt=RECEIPT, statements=analyses, problems=problems)


def batch():
    return run(
        with_speakers("a.txt"),
        analysis(["It rained."], "b.txt"),
        analysis(["There was no tender.", "They were robbed."], "c.txt", "Third"),
        problems=(Problem(source="<d>.pdf", reason="binary\u202e"), Problem(source="e.txt", reason="odd", fatal=False)),
    )


def comparison():
    challenge = analysis(["They broke the rules.", "There was no tender.", "It rained."], "challenge.txt")
    return Comparison(
        receipt=RECEIPT,
        challenge=challenge,
        reply=with_speakers(),
        frames={
            SAFETY: Exchange(raised=0, replied=2, answered=0, chance=0.1, verdict="newly brought in"),
            LAW: Exchange(raised=2, replied=1, answered=0, chance=0.12, verdict="passed over"),
            OVERSIGHT: Exchange(raised=1, replied=2, answered=1, chance=0.9, verdict="answered"),
        },
        shift={
            SAFETY: Interval(value=0.6, low=0.2, high=0.9),
            LAW: Interval(value=-0.8, low=-1.0, high=-0.3),
            OVERSIGHT: Interval(value=-0.1, low=-0.5, high=0.4),
        },
        pairs=(
            Pair(challenge=0, reply=0, similarity=0.7, frames=(LAW, OVERSIGHT)),
            Pair(challenge=2, reply=4, similarity=0.9, frames=()),
        ),
        finding="The rules were raised <twice> and passed over.",
    )
