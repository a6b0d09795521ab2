"""The closed lists that attribution reads English by: reporting verbs, titles and roles, and small words."""

from __future__ import annotations

# Verbs that bring somebody's words in, in the forms in which the press uses them.
_STEMS = (
    "add admit agree advise acknowledge affirm allege announce answer argue ask assert boast caution claim comment complain "
    "concede conclude confirm contend continue correct counter declare demand deny emphasise emphasize estimate explain "
    "hint inform insist joke lament maintain mention note object observe pledge point post predict promise propose protest query "
    "question quip recall reassure reckon recommend reiterate remark remember remind repeat reply report respond reveal shout signal state "
    "begin finish murmur mutter rule depose sigh shrug laugh snap interject interrupt offer muse venture volunteer thunder scoff chuckle "
    "stress suggest testify tweet underline urge vow warn whisper wonder fear hope believe"
).split()


def _forms(stem: str) -> tuple[str, ...]:
    if stem == "admit":
        return stem, "admits", "admitted", "admitting"
    if stem == "begin":
        return "begins", "beginning"
    if stem in {"deny", "reply", "testify", "query"}:
        return stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"
    if stem.endswith("e"):
        return stem, stem + "s", stem + "d", stem[:-1] + "ing"
    if stem == "quip":
        return stem, "quips", "quipped", "quipping"
    third = stem + ("es" if stem.endswith(("s", "ss", "sh", "ch", "x")) else "s")
    return stem, third, stem + "ed", stem + "ing"


_IRREGULAR = (
    "say says said saying tell tells told telling write writes wrote writing reads read put puts putting "
    "undertook undertakes began begun shot shoots think thinks thought feel feels felt find found hold held swear swore speak speaks spoke"
).split()
REPORTING = frozenset(_IRREGULAR) | {form for stem in _STEMS for form in _forms(stem)}

# What may follow without "that" and still be a clause of the speaker's, and what needs a small word to be one.
PLAIN = frozenset(
    "say says said deny denies denied tell tells told insist insists insisted claim claims claimed warn warns warned admit admits admitted "
    "concede concedes conceded argue argues argued add adds added maintain "
    "maintains maintained suggest suggests suggested promise promises promised estimate estimates estimated "
    "explained confirmed replied acknowledged stressed noted alleged predicted reckons reckoned".split()
)
ASKING = frozenset(
    "ask asks asked query queries queried wonder wonders wondered question questioned questions explained told tell said recall recalls recalled explain explains describe described reveal revealed".split()
)
ADDRESSED = frozenset(
    "tell tells told telling assure assured remind reminded reminds inform informed warn warned warns ask asked asks reassured reassure urged urge advised".split()
)
# Verbs that name or judge something in the speaker's words: "called it “a mess”".
NAMING = frozenset(
    "call calls called calling describe describes described describing dub dubs dubbed label labels labelled labeled "
    "labelling brand brands branded denounce denounced denounces dismiss dismissed dismisses condemn condemned condemns "
    "hail hailed hails praise praised praises criticise criticised criticises criticize criticized complain complains complained "
    "speak speaks spoke refer refers referred warn warned accuse accused accuses accusing likened characterised characterized "
    "characterises welcomed welcomes welcome attack attacked attacks slammed blamed deplored mocked voiced cited cites pronounced "
    "reject rejected rejects deride derided derides termed terms requested sought deplores demanded defended apologised apologized lamented objected urged admitted".split()
)
WHETHER = frozenset("whether if why who what how when where which".split())
SUBORDINATE = frozenset("who which whose whom that where when".split())
FINITE = frozenset(
    "is are was were has have had will would could should can may might must did does do be been cannot won't wouldn't "
    "isn't aren't wasn't weren't hasn't haven't hadn't didn't doesn't don't couldn't can't shouldn't".split()
)

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir lady lord dame baroness baron justice judge cllr councillor councilor councilman "
    "councilwoman councilmember alderman alderwoman rep sen gov supt insp sgt det lt col capt gen hon rt rev reverend fr "
    "mayor commissioner senator superintendent inspector officer president minister secretary chair chairman chairwoman "
    "chairperson director sergeant captain colonel lieutenant sheriff governor attorney congressman congresswoman representative "
    "defender registrar provost dean rector chaplain pastor bishop imam rabbi sister brother father mother nurse coach editor analyst engineer officer advocate detective deputy assistant acting vice prime chief constable general chancellor supervisor delegate assemblymember assemblyman "
    "assemblywoman treasurer trustee ombudsman lawyer spokesman spokeswoman spokesperson member leader head manager "
    "executive engineer professor counsel counsellor principal warden marshal trooper corporal private major commander admiral "
    "archbishop bishop king queen prince princess ambassador commissioner-general auditor comptroller controller "
    "clerk coroner prosecutor mp mep msp td qc kc".split()
)
ROLES = TITLES - {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rt", "hon", "fr"} | frozenset(
    "activist academic administrator advocate aide ambassador archivist architect artist astronomer bailiff bookkeeper broker bursar candidate carer cashier cartographer chaplain chemist clergyman cleric coach conductor coordinator correspondent courier curator cyclist dean dentist deputy diplomat diver docent electrician employee entrepreneur envoy examiner faculty fellow fellowship firefighter florist foreman gardener geologist governor grocer guardian guide hacker host hydrologist innkeeper inspector-general interpreter interviewer janitor jeweller joiner labourer lawmaker legislator lobbyist locksmith maker midwife miner moderator musician newcomer nun nurse novelist paramedic photographer plumber poet policeman policewoman porter presenter president-elect proprietor provost psychiatrist publican publisher receptionist recorder rector registrar retiree sailor salesman saleswoman seaman selectman shepherd singer skipper sociologist soldier steward stylist tailor theologian translator traveller typist undersecretary usher verger vet waiter waitress weaver welder winemaker defender adviser advisor analyst applicant author barrister boss campaigner caretaker ceo cfo coo cto claimant co-founder "
    "columnist colleague complainant consultant contractor coordinator critic cofounder custodian defendant detectives driver economist editor expert "
    "father mother brother sister son daughter husband wife widow founder historian investigator journalist "
    "lecturer librarian mp neighbour neighbor nurse official officials operator organiser organizer owner partner pharmacist physician planner "
    "politician pollster postman prefect programmer psychologist rapporteur regulator reporter researcher resident scholar scientist shopkeeper "
    "solicitor speaker specialist statistician student surgeon surveyor teacher technician technologist tenant "
    "trader unionist vendor veteran victim vicar volunteer watchdog whistleblower woman man worker writer chief-of-staff "
    "account doctor gp boss lead inventor servant master witness developer operator applicant designer peer headteacher astronomer baker builder mechanic guard fisherman shepherd pilot postmaster source person insider pastor imam rabbi priest farmer parent pensioner passenger cousin aunt uncle".split()
)
FEMALE = frozenset(
    "she her hers herself mrs ms miss lady dame baroness chairwoman spokeswoman councilwoman congresswoman assemblywoman alderwoman woman mother sister daughter wife widow queen princess policewoman businesswoman".split()
)
MALE = frozenset(
    "he him his himself mr sir lord baron chairman spokesman councilman congressman assemblyman alderman man father brother son husband king prince policeman businessman fr".split()
)
HONORIFICS = frozenset("mr mrs ms miss mx dr prof sir lady lord dame".split())

DETERMINERS = frozenset(
    "the a an one this that another his her its their our my some several many two three four five every each no both".split()
)
PRONOUNS = frozenset("he she they it i we you".split())
POSSESSIVES = frozenset("his her its their our my".split())
PREPOSITIONS = frozenset(
    "of in on at by for from with about after before during into to under over against between without within as than "
    "through across near behind beside besides despite following regarding including outside inside amid upon per via since until".split()
)
PARTICLES = frozenset(
    "de da do dos del della di du der den van von la le al el bin ibn ben ter ten af av zu st y".split()
)
ADVERBS = frozenset(
    "also then later again once still even just already never always soon now today yesterday tomorrow earlier meanwhile "
    "however too both all has have had is was were are be been being will would did does do might may could can must "
    "himself herself themselves itself not since aloud openly simply often simply much rather himself".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
# Capitalised words that begin no name, and the words that make a capitalised name one of a body.
NO_NAME = frozenset(
    "the a an and but or so yet if when while as at in on of for from by with to after before since because although though "
    "he she they it we i you his her its their our my this that these those there here what who why how which where whether "
    "first second third next last finally instead perhaps maybe not no yes nobody nothing everyone everybody somebody someone one two three all both each every some many most much few several "
    "however meanwhile moreover still then now today yesterday later earlier asked speaking about according under over during despite "
    "defending pressed q a resolved background note summary contact contacts media statement editor editors notes quote question "
    "answer subject date re cc immediate release press dear hello hi thank thanks yours sincerely regards mr mrs ms dr".split()
)
BODIES = frozenset(
    "yard council county city police department ministry office agency university college school institute association union "
    "federation committee commission board authority court parliament congress senate house party group network foundation trust "
    "service services company inc ltd llc plc corp corporation limited gmbh systems technologies analytics labs bank times post courier "
    "guardian herald news tribune telegraph gazette bbc street road lane avenue park bridge act bill programme program project "
    "international national federal region state borough district government centre center society campaign coalition alliance "
    "bureau force constabulary directorate secretariat tribunal panel unit team guild exchange partners solutions industries holdings "
    "hospital airport station radio television organisation organization data watch register registers rights".split()
)
COLLECTIVE = frozenset(
    "airline railway broker lab startup start-up retailer police company firm vendor supplier force council department ministry agency union office group association campaigners "
    "officials officers lawyers critics opponents residents ministers mps councillors authorities prosecutors "
    "organisation organization charity regulator commission committee board authority government party court tribunal "
    "inquiry auditors watchdog coalition federation unions parents families activists experts engineers inspectors researchers "
    "report audit statement letter document company's bank university trust hospital school city county state panel "
    "spokespeople sources people staff managers workers members bidders manufacturer maker developer operator".split()
)
DOCUMENTS = frozenset("statement letter note report email e-mail message post tweet release memo spokesperson".split())
FIRMS = frozenset("company firm vendor supplier manufacturer maker developer contractor operator business".split())
LED = frozenset("runs leads heads chairs led ran headed chaired founded manages directs".split())

# First names that tell who "he" and "she" are where two people could be meant; a hint, never a verdict.
WOMEN = frozenset(
    "alice amanda amy ana andrea angela ann anna anne barbara beatriz camille carmen carol caroline catherine charlotte christine claire "
    "clara daniela deborah denise diana donna dorothy edith eleanor elena elizabeth emily emma eva fatima fiona georgina grace gwen hannah "
    "harriet heather helen ines irene isabel jane janet jasmine jean jennifer jessica joan joanna judith judy julia julie karen kate katherine "
    "kathleen kim laura leila linda lisa liz louise lucy margaret maria marie mary megan melissa michelle mina miriam nadia nancy naomi natalie nicole "
    "nora olivia patricia pamela penny priya rachel rebecca rosa rosalind rose ruth sally samantha sandra sara sarah sharon shirley sofia "
    "sophie stella stephanie sue susan tamara teresa theresa tina valerie vanessa vera victoria virginia wendy winifred yael yvonne zoe ".split()
)
MEN = frozenset(
    "aaron adam ahmed alan albert alex alexander ali alun andrew anders anthony antonio arturo ben benjamin bernard bill bob brian bruce carl carlos "
    "charles chris christopher clive colin craig daniel dave david davide dennis derek diego dominic donald douglas edward eric ethan fergus francis "
    "frank fred gareth gary george gerald graham greg gregory hans harold harry henry hugh ian imran ivan jack jacob jakub james jason jeff jeremy jim joe "
    "john jonathan jorge jose joseph josh joshua juan justin keith kenneth kevin kofi larry laurence lawrence lee leo liam louis lucas luis luke malik "
    "manuel marco marcus mark martin matthew michael miguel mike mohammed muhammad nathan neil nicholas nick nigel oliver oscar patrick paul "
    "pedro peter philip phil rafael ralph raymond richard rob robert roger ronald ross roy russell ryan sadiq sam samuel scott sean sebastian "
    "simon stefan stephen steve steven stuart terry thomas tim timothy toby tom tomas tony victor vincent walter wayne william".split()
)
# Forms that are as often nouns: they report nothing without a small word that shows it.
NOUNS = frozenset(
    "report reports state states point points post posts object objects comment comments question questions answer "
    "answers estimate estimates claim claims note notes demand demands promise promises hope hopes fear fears hint put thought signal "
    "signals protest protests complaint counter counters correct reply replies query queries read reads find found hold held mention "
    "worries wonder contend respond address feeling holding finding writing saying telling reading pledge vow".split()
)
UNSAID = frozenset(
    "not never n't cannot declined refused declines refuses failed nobody neither nor to didn't doesn't don't".split()
)
# Past forms that no ending shows, for telling a clause from a phrase.
PAST = frozenset(
    "went came got took made left broke lost paid knew saw gave ran began kept met sent spent built bought told felt cost "
    "stood sat held found fell rose grew won led said thought wrote read put set cut hit let bore drew flew hid rode sold spoke "
    "need needs want wants goes makes takes gives comes works means remains sells buys".split()
)
# Reporting verbs that bring in no fragment: "put back on the agenda as “dog”".
NO_FRAGMENT = frozenset(
    "put puts putting read reads find finds found hold holds held begin begins began call think thinks".split()
)
MODALS = frozenset("could can should might may must would will shall".split())
# Having a thought is not saying it.
THINKING = frozenset(
    "think thinks thought believe believes believed feel feels felt fear fears feared hope hopes hoped know knows knew".split()
)
# Words that the press exchanges for one another when it speaks of one person.
ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "head boss chief leader director ceo president founder executive",
        "chair chairman chairwoman chairperson head",
        "lawyer attorney barrister solicitor counsel advocate defender",
        "senator representative lawmaker legislator congressman congresswoman mp assemblymember delegate peer politician rep sen",
        "councillor councilor councilman councilwoman councilmember cllr alderman alderwoman",
        "professor prof academic scholar scientist researcher",
        "doctor dr physician gp surgeon",
        "inspector superintendent sergeant detective officer constable captain commander chief",
        "judge justice magistrate",
        "spokesman spokeswoman spokesperson",
        "minister secretary",
        "activist campaigner",
        "founder co-founder entrepreneur inventor",
        "commissioner regulator watchdog ombudsman",
        "bishop cleric clergyman pastor priest",
    )
)
