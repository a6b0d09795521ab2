"""The closed lists that attribution reads English by: reporting verbs, titles and roles, and small words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# Verbs that bring somebody's words in, in the forms in which the press uses them.
_STEMS = words(
    "acknowledge add admit advise affirm agree allege announce answer argue ask assert begin believe boast caution "
    "chuckle claim comment complain concede conclude confirm contend continue correct counter declare demand deny "
    "depose emphasise emphasize estimate explain fear finish hint hope inform insist interject interrupt joke "
    "lament laugh maintain mention murmur muse mutter note object observe offer pledge point post predict promise "
    "propose protest query question quip reassure recall reckon recommend reiterate remark remember remind repeat "
    "reply report respond reveal rule scoff shout shrug sigh signal snap state stress suggest testify thunder tweet "
    "underline urge venture volunteer vow warn whisper wonder"
)


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


_IRREGULAR = words(
    "began begun feel feels felt find found held hold put puts putting read reads said say saying says shoots shot "
    "speak speaks spoke swear swore tell telling tells think thinks thought told undertakes undertook write writes "
    "writing wrote"
)
REPORTING = _IRREGULAR | {form for stem in _STEMS for form in _forms(stem)}

# What may follow without "that" and still be a clause of the speaker's, and what needs a small word to be one.
PLAIN = words(
    "acknowledged add added adds admit admits admitted alleged argue argued argues claim claimed claims concede "
    "conceded concedes confirmed denied denies deny estimate estimated estimates explained insist insisted insists "
    "maintain maintained maintains noted predicted promise promised promises reckoned reckons replied said say says "
    "stressed suggest suggested suggests tell tells told warn warned warns"
)
ASKING = words(
    "ask asked asks describe described explain explained explains queried queries query question questioned "
    "questions recall recalled recalls reveal revealed said tell told wonder wondered wonders"
)
ADDRESSED = words(
    "advised ask asked asks assure assured inform informed reassure reassured remind reminded reminds tell telling "
    "tells told urge urged warn warned warns"
)
# Verbs that name or judge something in the speaker's words: "called it “a mess”".
NAMING = words(
    "accuse accused accuses accusing admitted apologised apologized attack attacked attacks blamed brand branded "
    "brands call called calling calls characterised characterises characterized cited cites complain complained "
    "complains condemn condemned condemns criticise criticised criticises criticize criticized defended demanded "
    "denounce denounced denounces deplored deplores deride derided derides describe described describes describing "
    "dismiss dismissed dismisses dub dubbed dubs hail hailed hails label labeled labelled labelling labels lamented "
    "likened mocked objected praise praised praises pronounced refer referred refers reject rejected rejects "
    "requested slammed sought speak speaks spoke termed terms urged voiced warn warned welcome welcomed welcomes"
)
WHETHER = words("how if what when where whether which who why")
SUBORDINATE = words("that when where which who whom whose")
FINITE = words(
    "are aren't be been can can't cannot could couldn't did didn't do does doesn't don't had hadn't has hasn't have "
    "haven't is isn't may might must should shouldn't was wasn't were weren't will won't would wouldn't"
)

TITLES = words(
    "acting admiral advocate alderman alderwoman ambassador analyst archbishop assemblyman assemblymember "
    "assemblywoman assistant attorney auditor baron baroness bishop brother capt captain chair chairman chairperson "
    "chairwoman chancellor chaplain chief clerk cllr coach col colonel commander commissioner commissioner-general "
    "comptroller congressman congresswoman constable controller coroner corporal councillor councilman "
    "councilmember councilor councilwoman counsel counsellor dame dean defender delegate deputy det detective "
    "director dr editor engineer executive father fr gen general gov governor head hon imam insp inspector judge "
    "justice kc king lady lawyer leader lieutenant lord lt major manager marshal mayor member mep minister miss "
    "mother mp mr mrs ms msp mx nurse officer ombudsman pastor president prime prince princess principal private "
    "prof professor prosecutor provost qc queen rabbi rector registrar rep representative rev reverend rt secretary "
    "sen senator sergeant sgt sheriff sir sister spokesman spokesperson spokeswoman superintendent supervisor supt "
    "td treasurer trooper trustee vice warden"
)
ROLES = TITLES - {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rt", "hon", "fr"} | words(
    "academic account activist administrator adviser advisor advocate aide ambassador analyst applicant architect "
    "archivist artist astronomer aunt author bailiff baker barrister bookkeeper boss broker brother builder bursar "
    "campaigner candidate carer caretaker cartographer cashier ceo cfo chaplain chemist chief-of-staff claimant "
    "clergyman cleric co-founder coach cofounder colleague columnist complainant conductor consultant contractor "
    "coo coordinator correspondent courier cousin critic cto curator custodian cyclist daughter dean defendant "
    "defender dentist deputy designer detectives developer diplomat diver docent doctor driver economist editor "
    "electrician employee entrepreneur envoy examiner expert faculty farmer father fellow fellowship firefighter "
    "fisherman florist foreman founder gardener geologist governor gp grocer guard guardian guide hacker "
    "headteacher historian host husband hydrologist imam innkeeper insider inspector-general interpreter "
    "interviewer inventor investigator janitor jeweller joiner journalist labourer lawmaker lead lecturer "
    "legislator librarian lobbyist locksmith maker man master mechanic midwife miner moderator mother mp musician "
    "neighbor neighbour newcomer novelist nun nurse official officials operator organiser organizer owner paramedic "
    "parent partner passenger pastor peer pensioner person pharmacist photographer physician pilot planner plumber "
    "poet policeman policewoman politician pollster porter postman postmaster prefect presenter president-elect "
    "priest programmer proprietor provost psychiatrist psychologist publican publisher rabbi rapporteur "
    "receptionist recorder rector registrar regulator reporter researcher resident retiree sailor salesman "
    "saleswoman scholar scientist seaman selectman servant shepherd shopkeeper singer sister skipper sociologist "
    "soldier solicitor son source speaker specialist statistician steward student stylist surgeon surveyor tailor "
    "teacher technician technologist tenant theologian trader translator traveller typist uncle undersecretary "
    "unionist usher vendor verger vet veteran vicar victim volunteer waiter waitress watchdog weaver welder "
    "whistleblower widow wife winemaker witness woman worker writer"
)
FEMALE = words(
    "alderwoman assemblywoman baroness businesswoman chairwoman congresswoman councilwoman dame daughter her hers "
    "herself lady miss mother mrs ms policewoman princess queen she sister spokeswoman widow wife woman"
)
MALE = words(
    "alderman assemblyman baron brother businessman chairman congressman councilman father fr he him himself his "
    "husband king lord man mr policeman prince sir son spokesman"
)
HONORIFICS = words("dame dr lady lord miss mr mrs ms mx prof sir")

DETERMINERS = words(
    "a an another both each every five four her his its many my no one our several some that the their this three two"
)
PRONOUNS = words("he i it she they we you")
POSSESSIVES = words("her his its my our their")
PREPOSITIONS = words(
    "about across after against amid as at before behind beside besides between by despite during following for "
    "from in including inside into near of on outside over per regarding since than through to under until upon via "
    "with within without"
)
PARTICLES = words("af al av ben bin da de del della den der di do dos du el ibn la le st ten ter van von y zu")
ADVERBS = words(
    "again all aloud already also always are be been being both can could did do does earlier even had has have "
    "herself himself however is itself just later may meanwhile might much must never not now often once openly "
    "rather simply since soon still themselves then today tomorrow too was were will would yesterday"
)
CALENDAR = words(
    "april august december february friday january july june march may monday november october saturday september "
    "sunday thursday tuesday wednesday"
)
# Capitalised words that begin no name, and the words that make a capitalised name one of a body.
NO_NAME = words(
    "a about according after all although an and answer as asked at background because before both but by cc "
    "contact contacts date dear defending despite dr during each earlier editor editors every everybody everyone "
    "few finally first for from he hello her here hi his how however i if immediate in instead it its last later "
    "many maybe meanwhile media moreover most mr mrs ms much my next no nobody not note notes nothing now of on one "
    "or our over perhaps press pressed q question quote re regards release resolved second several she since "
    "sincerely so some somebody someone speaking statement still subject summary thank thanks that the their then "
    "there these they third this those though three to today two under we what when where whether which while who "
    "why with yes yesterday yet you yours"
)
BODIES = words(
    "act agency airport alliance analytics association authority avenue bank bbc bill board borough bridge bureau "
    "campaign center centre city coalition college commission committee company congress constabulary corp "
    "corporation council county courier court data department directorate district exchange federal federation "
    "force foundation gazette gmbh government group guardian guild herald holdings hospital house inc industries "
    "institute international labs lane limited llc ltd ministry national network news office organisation "
    "organization panel park parliament partners party plc police post program programme project radio region "
    "register registers rights road school secretariat senate service services society solutions state station "
    "street systems team technologies telegraph television times tribunal tribune trust union unit university watch "
    "yard"
)
COLLECTIVE = words(
    "activists agency airline association audit auditors authorities authority bank bidders board broker "
    "campaigners charity city coalition commission committee company company's council councillors county court "
    "critics department developer document engineers experts families federation firm force government group "
    "hospital inquiry inspectors lab lawyers letter maker managers manufacturer members ministers ministry mps "
    "office officers officials operator opponents organisation organization panel parents party people police "
    "prosecutors railway regulator report researchers residents retailer school sources spokespeople staff start-up "
    "startup state statement supplier tribunal trust union unions university vendor watchdog workers"
)
DOCUMENTS = words("e-mail email letter memo message note post release report spokesperson statement tweet")
FIRMS = words("business company contractor developer firm maker manufacturer operator supplier vendor")
LED = words("chaired chairs directs founded headed heads leads led manages ran runs")

# First names that tell who "he" and "she" are where two people could be meant; a hint, never a verdict.
WOMEN = words(
    "alice amanda amy ana andrea angela ann anna anne barbara beatriz camille carmen carol caroline catherine "
    "charlotte christine claire clara daniela deborah denise diana donna dorothy edith eleanor elena elizabeth "
    "emily emma eva fatima fiona georgina grace gwen hannah harriet heather helen ines irene isabel jane janet "
    "jasmine jean jennifer jessica joan joanna judith judy julia julie karen kate katherine kathleen kim laura "
    "leila linda lisa liz louise lucy margaret maria marie mary megan melissa michelle mina miriam nadia nancy "
    "naomi natalie nicole nora olivia pamela patricia penny priya rachel rebecca rosa rosalind rose ruth sally "
    "samantha sandra sara sarah sharon shirley sofia sophie stella stephanie sue susan tamara teresa theresa tina "
    "valerie vanessa vera victoria virginia wendy winifred yael yvonne zoe"
)
MEN = words(
    "aaron adam ahmed alan albert alex alexander ali alun anders andrew anthony antonio arturo ben benjamin bernard "
    "bill bob brian bruce carl carlos charles chris christopher clive colin craig daniel dave david davide dennis "
    "derek diego dominic donald douglas edward eric ethan fergus francis frank fred gareth gary george gerald "
    "graham greg gregory hans harold harry henry hugh ian imran ivan jack jacob jakub james jason jeff jeremy jim "
    "joe john jonathan jorge jose joseph josh joshua juan justin keith kenneth kevin kofi larry laurence lawrence "
    "lee leo liam louis lucas luis luke malik manuel marco marcus mark martin matthew michael miguel mike mohammed "
    "muhammad nathan neil nicholas nick nigel oliver oscar patrick paul pedro peter phil philip rafael ralph "
    "raymond richard rob robert roger ronald ross roy russell ryan sadiq sam samuel scott sean sebastian simon "
    "stefan stephen steve steven stuart terry thomas tim timothy toby tom tomas tony victor vincent walter wayne "
    "william"
)
# Forms that are as often nouns: they report nothing without a small word that shows it.
NOUNS = words(
    "address answer answers claim claims comment comments complaint contend correct counter counters demand demands "
    "estimate estimates fear fears feeling find finding found held hint hold holding hope hopes mention note notes "
    "object objects pledge point points post posts promise promises protest protests put queries query question "
    "questions read reading reads replies reply report reports respond saying signal signals state states telling "
    "thought vow wonder worries writing"
)
UNSAID = words(
    "cannot declined declines didn't doesn't don't failed n't neither never nobody nor not refused refuses to"
)
# Past forms that no ending shows, for telling a clause from a phrase.
PAST = words(
    "began bore bought broke built buys came comes cost cut drew fell felt flew found gave gives goes got grew held "
    "hid hit kept knew led left let lost made makes means met need needs paid put ran read remains rode rose said "
    "sat saw sells sent set sold spent spoke stood takes thought told took want wants went won works wrote"
)
# Reporting verbs that bring in no fragment: "put back on the agenda as “dog”".
NO_FRAGMENT = words("began begin begins call find finds found held hold holds put puts putting read reads think thinks")
MODALS = words("can could may might must shall should will would")
# Having a thought is not saying it.
THINKING = words(
    "believe believed believes fear feared fears feel feels felt hope hoped hopes knew know knows think thinks thought"
)
# Words that the press exchanges for one another when it speaks of one person.
ALIKE = tuple(
    words(group)
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

# Unions that are looked up for every word.
NAMES = WOMEN | MEN
SMALL_WORDS = DETERMINERS | PREPOSITIONS
CALENDAR_OR_ADVERB = CALENDAR | (ADVERBS - FINITE)
OPENERS = PREPOSITIONS | CALENDAR | ADVERBS
