"""The English words that decide a code. They are few on purpose: a word stands here only where no right coding could
contradict it. Own lists, from the distinctions of the codebooks (data model, 2 and 3; code lists); in lower case."""

from __future__ import annotations

import re

from publisher.extract.counting import singular
from publisher.extract.patterns import any_of
from publisher.extract.text import words as word_lists


def _any(*patterns: str) -> re.Pattern[str]:
    """Any of the patterns as whole words; `*` stands for the rest of a word."""
    return re.compile(r"\b(?:" + "|".join(p.replace("*", r"\w*") for p in patterns) + r")\b", re.IGNORECASE)


def _set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# --- Mentions -------------------------------------------------------------------------------------------------------

# Pronoun -> the types of actor that it may stand for.
_NO_PERSON = frozenset({"group", "organization", "state"})
_ANY = _NO_PERSON | {"person"}
# Of one actor: the body spoken for; of several: each of them.
BODIES = _set("we us our ours ourselves")
PRONOUNS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_set("he him his himself i me my mine myself"), frozenset({"person"})),
    **dict.fromkeys(_set("she her hers herself"), frozenset({"person", "state"})),
    **dict.fromkeys(_set("it its itself"), _NO_PERSON),
    **dict.fromkeys(BODIES, _NO_PERSON),
    **dict.fromkeys(_set("they them their theirs themselves"), _ANY),
}
# Also pronouns, but not always.
OTHER_PRONOUNS = _set(
    "both either neither each all some many others another one who whom whose which that this these those none"
) | {"each other", "one another", "the former", "the latter", "the other", "the others", "your", "you", "yours"}
MEMBERS = re.compile(r"(?:the (?:two|three|four)|both)\b", re.IGNORECASE)  # a plural that takes up actors named before
_SEVERAL = _set("both two three four five several all people men women they their theirs them themselves who")
MANY = _any(*sorted(BODIES), *sorted(_SEVERAL), "each other", "one another", r"\w+s")
DETERMINERS = _set("the a an this that these those his her its their our my")

# --- Dates ----------------------------------------------------------------------------------------------------------

FUTURE = _any(
    "will", "shall", "won['’]t", "going to", "to be", "plan*", "schedul*", "expected", "due", "set to", "next",
    "upcoming", "coming", "tomorrow", "ahead", "later",
)  # fmt: skip
# Dates that are counted from another one, which only the article can name.
TOLD = _any("same", "that", "next", "following", "previous", "later", "earlier", "previously", "day", "weekend")
SINCE = re.compile(r"\b(?:since|from|after|starting|beginning|effective|as of)\b", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|til|by|before|through|up to|to|prior to)\b", re.IGNORECASE)
PART_OF = re.compile(r"(?:(?:very )?(?:early|late)|earlier|later|midway)\s+(?:(?:on|in)\s+)?", re.IGNORECASE)
ON_DAY = re.compile(r",?\s+(?:(?:on|in|at|during|of|early|late)\s+){0,2}", re.IGNORECASE)

# --- Statements -----------------------------------------------------------------------------------------------------

# A cue with one of the words allows these codes of act_type and no others; "" means that it may also have none.
ACTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (_any("thank*", "prais*", "laud*", "applaud*", "commend*", "congratulat*", "gratitude"), frozenset({"SUPPORT"})),
    (_any("agree", "agrees", "agreed", "agreeing"), frozenset({"AGREE", "SUPPORT", "CONCEDE", ""})),
    (_any("vow(?:s|ed|ing)?", "pledg*", "promis*"), frozenset({"AGREE", "SUPPORT", "THREATEN", "CONCEDE"})),
    (_any("assur*"), frozenset({"AGREE", "SUPPORT", "CONCEDE", ""})),
    (_any("demand*", "urg(?:e|es|ed|ing)", "implor*", "plead*"), frozenset({"REQUEST", "THREATEN"})),
    (_any("appeal*", "call(?:s|ed|ing)? (?:on|for|upon)"), frozenset({"REQUEST", "THREATEN", ""})),
    (_any("condemn*", "accus*", "blam*", "denounc*"), frozenset({"ACCUSE"})),
    (_any("criticis*", "criticiz*", "deplor*", "alleg*"), frozenset({"ACCUSE", ""})),
    (_any("reject*", "refus*", "rul(?:e|es|ed|ing) out"), frozenset({"REJECT", ""})),
    (_any("den(?:y|ies|ied|ying)", "dismiss*"), frozenset({"REJECT", "ACCUSE", ""})),
    (_any("threaten*"), frozenset({"THREATEN"})),
    (_any("apologi[sz]*", "conced*"), frozenset({"CONCEDE", "AGREE", ""})),
)  # fmt: skip
NOT = _any("not", "never", "no", "neither", "nor", r"\w+n['’]t", "without")
# "that" before one of these joins the content to its cue; before anything else it may be a pronoun.
JOINS_CONTENT = re.compile(
    r"that (?:(?:the|an?|he|she|it|they|we|you|his|her|its|their|our|my|this|these|those|there|if|when|in|on|around|"
    r"about|some|nearly|more|up to|at least)\b|\d|[A-Z])"
)
# A full stop that belongs to the word, or an ellipsis.
ABBREVIATED = re.compile(r"(?:\b\w|\.\w|[A-Z]\w{0,3}|[….])\.\Z")

ADVERBS = frozenset(word_lists("grammar")["adverb"]) - {"not", "never"}  # which belong to a cue

# --- Edges ----------------------------------------------------------------------------------------------------------

PREPOSITION_WORDS = _set(
    "about above across after against along amid among around as at before behind below beneath beside between "
    "beyond by despite during for from in inside into like near of off on onto out outside over per since "
    "through throughout to toward towards under until up upon via while with within without"
)
_NOT = "would did does do has have had is are was were could must should"
AUXILIARIES = frozenset(f"{word}n{mark}t" for word in _NOT.split() for mark in "'’") | _set(
    "have has had having is are was were be been being am will would did does do not never can could might must should "
    "cannot can't can’t won't won’t"
)
# What no phrase ends with, unless nothing follows it in its clause.
NO_END = _set(
    "the a an of in on at for with by from into onto to and or but nor that which who whose his her its their "
    "our my your as than per upon among between against during including was were is are be been has had have "
    "will would must can could may might should shall about above across along amid around beneath beside "
    "beyond despite like near onto toward towards under until via while within without"
)
NO_START = _set(
    "of and or but nor by with from for on in at into onto than that which who whose what including during as "
    "to against after before while meanwhile however also still moreover nevertheless separately finally"
)
# What stands before a noun and belongs to its phrase.
BELONGS_TO_NOUN = _set("the a an this these those his her its their our my your some any both several many")
RELATIVES = _set("what which that whom who")
# What may stand right after a clause that is over.
AFTER_CLAUSE = PREPOSITION_WORDS | AUXILIARIES | RELATIVES | _set(
    "and or but nor yet so because although though whereas if unless when where why how once whether can could "
    "may might must shall should today yesterday tomorrow tonight now then again too also later earlier ago "
    "here there instead referring citing quoting adding saying noting according amidst whose"
)  # fmt: skip
# Verbs that do nothing but bring in what somebody says: only auxiliaries and particles stand beside them in a cue.
SAYING = _set("say says said saying tell tells told telling add adds added adding")
SPEECH = SAYING | _set(
    "state stated states report reported reports confirm confirmed confirms reiterate reiterated reiterates "
    "repeat repeated repeating insist insisted insists argue argued argues reply replied explain explained note "
    "noted stress stressed emphasize emphasized emphasizing emphasise emphasised warn warned warns vow vowed "
    "vows pledge pledged promise promised praise praised thank thanked condemn condemned deny denied denies "
    "admit admitted acknowledge acknowledged claim claimed claims assure assured announce announced declare "
    "declared describe described describes call called calls estimate estimated estimates accuse accused urge "
    "urged demand demanded agree agreed allege alleged"
)
PARTICLES = PREPOSITION_WORDS
# With "to" or "as" they stand before a verb of saying and belong to its cue: "declined to say", "was quoted as saying".
_CATENATIVES = (
    "quoted|cited|declined|refused|failed|went|continued|believed|understood|known|heard|seemed|appeared|chose"
)
BEFORE_VERB = re.compile(rf"\b((?:{_CATENATIVES})\s+(?:on\s+)?(?:to|as))\s+\Z", re.IGNORECASE)
QUOTED = frozenset({"quoted", "cited"})  # "was quoted as saying by" the newspaper
GROUP = re.compile(
    rf"(?:(?:{any_of(AUXILIARIES)} )+(?:(?:both|all|each) )?)?(?:neither )?(?:(?:{_CATENATIVES}) (?:on )?(?:to|as) )?"
    rf"(?:(?:have|having|be|been) )*{any_of(SPEECH)}(?: (?:and|or|nor) {any_of(SPEECH)})?(?: {any_of(PARTICLES)})?"
)
# Verb -> the particles that may end its cue; none for other verbs of SPEECH.
TAKES: dict[str, frozenset[str]] = {
    **dict.fromkeys(_set("call called calls"), _set("for on upon out")),
    **dict.fromkeys(_set("describe described describes quoted cited"), frozenset({"as"})),
    **dict.fromkeys(_set("agree agreed"), _set("to on with")),
    **dict.fromkeys(_set("insist insisted insists"), _set("on upon")),
    **dict.fromkeys(_set("warn warned warns"), _set("of against about")),
    **dict.fromkeys(_set("admit admitted"), frozenset({"to"})),
    **dict.fromkeys(_set("argue argued argues"), _set("for against")),
    **dict.fromkeys(_set("thank thanked praise praised condemn condemned"), frozenset({"for"})),
    **dict.fromkeys(_set("accuse accused"), frozenset({"of"})),
    **dict.fromkeys(_set("tell told say said"), frozenset({"of"})),
}
# What stands between these and the content may be whom they tell.
TELLING = _set(
    "tell tells told telling assure assured assures remind reminded inform informed notify notified ask asked "
    "urge urged warn warned promise promised advise advised reassure reassured thank thanked accuse accused "
    "call called describe described blame blamed praise praised show showed"
)
# Their object is the addressee.
ADDRESSING = _set(
    "tell tells told telling assure assured assures remind reminded informed notified ask asked urge urged warn "
    "warned promised advised reassured thank thanked thanks"
)
OBJECT = re.compile(r"[^,.;:\n“\"]*")  # how far the object of a verb may reach
SAID_AT_THE_END = re.compile(rf",\s+[^,.;:\n“”\"]{{1,60}}\s{any_of(SPEECH)}[.\s]*\Z", re.IGNORECASE)
# What somebody who does not want to be known asks for is no statement.
ASKS = _any("ask*", "request*", "insist*", "condition", "declin*", "want*")
UNNAMED = _any("to be (?:named|identified|quoted)", "be(?:ing)? (?:named|identified|quoted)", "anonym*")
CITES = _any("citing", "cites", "cited", "quoting", "quotes", "quoted", "attribut*")
LIGHT_VERBS = _set("express expressed voice voiced offer offered raise raised give gave make made issue issued")
THANKING = _set(
    "thank thanked thanks praise praised condemn condemned blame blamed criticize criticized accuse accused"
)
LIGHT_PARTICLES = _set("for of about over")

# --- Figures --------------------------------------------------------------------------------------------------------

_EXTRACTED = word_lists("measures")
# What the extractor does not look for, but a curator may take for the word of what happened.
_WIDER: dict[str, tuple[str, ...]] = {
    "killed": (
        "behead*",
        "body",
        "casualt*",
        "drown*",
        "fatal*",
        "life",
        "lives",
        "lynch*",
        "perish*",
        "slay*",
        "toll",
    ),
    "injured": ("casualt*", "hospitali[sz]*", "hurts", "maim*"),
    "missing": ("disappear*", "unaccounted", "vanish*"),
    "captured": ("captures", "held", "imprison*", "pow", "pows", "prisoner*", "seiz*", "surrender*", "taken"),
    "abducted": ("held", "seiz*", "taken"),
    "displaced": ("evacuat*", "flee*", "homes", "refugee*", "uproot*"),
    "damaged": ("burn*", "crippl*", "hit", "struck"),
    "destroyed": ("burn*", "destruct*", "gutted", "level*", "raz*", "sank", "sunk", "wreck*"),
    "collapsed": ("cave*", "crumbl*", "fallen", "fell", "gave way", "toppl*"),
}
# The longest first: "shot dead" before "shot".
MEASURES = {m: _any(*sorted(words, key=len, reverse=True), *_WIDER[m]) for m, words in _EXTRACTED.items()}
# Those of several words, which a phrase may end with although they end in a preposition: "caved in".
MEASURED = re.compile(rf"\b{any_of(w for words in _EXTRACTED.values() for w in words if ' ' in w)}\Z", re.IGNORECASE)
# Words that leave a counting phrase no other reading than their own measure, or one that MEASURES finds beside it.
PLAIN_MEASURES: dict[str, re.Pattern[str]] = {
    "killed": _any("killed", "died", "slain", "dead", "deaths", "fatalities"),
    "injured": _any("injured", "wounded", "injuries"),
    "missing": _any("missing"),
    "displaced": _any("displaced"),
    "damaged": _any("damaged"),
    "destroyed": _any("destroyed"),
    "collapsed": _any("collapsed"),
}
ANY_MEASURE = re.compile("|".join(pattern.pattern for pattern in MEASURES.values()), re.IGNORECASE)
# Between a number and what it counts; words right after a number that are no noun.
_WHOLE = r"of (?:them|us|you|whom|which)\b,?|of(?: (?:the|all|those|these|such|its|their|his|her))*\b"
MORE = re.compile(rf"\A\s*(?:(?:(?:more|others?|additional|further|new)\b|{_WHOLE})\s*)*", re.IGNORECASE)
NO_NOUN = (
    PREPOSITION_WORDS
    | AUXILIARIES
    | NO_END
    | AFTER_CLAUSE
    | _set("who whom this last next each every more less fewer others")
)
PARTS = frozenset({"percent", "fraction"})
PERCENT = re.compile(r"%|\bper ?cent|\bpercentage|\bpct\b", re.IGNORECASE)
COMPARATIVE = re.compile(r"\s+(?:\w+er|up|down|less|more|worse|[\w-]+ly|year-on-year)\b", re.IGNORECASE)
PASSIVE = re.compile(r"\s+(?:(?:was|were|is|are|have|had|has|been|being|be|left|reported|confirmed|also)\s+)*")
GLUED = frozenset(word_lists("figures")["glued"])
# People by the noun for one of them; of a family are several.
PERSONS = frozenset(singular(noun).casefold() for noun in word_lists("figures")["people"]) - {"family", "person"}
# What stands before a number and says how exact it is, whatever its first word: "at least".
HEDGED = re.compile(
    rf"{any_of(hedge for key, of in word_lists('hedges').items() if key.startswith('before_') for hedge in of)}\b",
    re.IGNORECASE,
)
TRAILING = re.compile(r"(?:\s+(?:more|others|other))?", re.IGNORECASE)
OF_THEM = re.compile(r"\s+of (?:them|us|you|whom|which)\b", re.IGNORECASE)
THINGS_ONLY = frozenset({"damaged", "destroyed", "collapsed"})
BY_FORCE = THINGS_ONLY | {"killed", "injured"}
VERBAL_TYPES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
ESTIMATE = _any("estimat*")
ESTIMATES = _any(
    "estimat*", "believ*", "reckon*", "thought", "think*", "assess*", "project*", "guess*", "calculat*", "approximat*",
    "suspect*", "fear*", "presum*", "forecast*", "predict*",
)  # fmt: skip

# --- Offices and descriptions ---------------------------------------------------------------------------------------

# Stand before a title and are no part of it.
NO_TITLE = _set(
    "former then acting late new newly outgoing incoming visiting longtime veteran embattled current ex the a "
    "an his her its their our my as by and or with to of for from that is was are "
    "were be been being became become becomes named appointed elected remains"
)
POSSESSOR = re.compile(r"\A(?:.*['’]s? |(?:the|an?|his|her|its|their|our|my) )", re.IGNORECASE)
_TITLES = _set(
    "leader president minister premier chancellor secretary spokesperson spokesman spokeswoman negotiator director "
    "envoy ambassador chairman chairwoman king queen prince princess mayor governor senator man woman official"
)
_ONE = frozenset({"person"})
_PERSONS = frozenset({"person", "group", "organization"})
_BODY = frozenset({"organization", "group"})
# The last word of a description -> the types of actor that it may stand for.
HEADS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_set("country countries nation nations kingdom republic"), frozenset({"state"})),
    **dict.fromkeys(_TITLES, _ONE),
    **dict.fromkeys(_set("leaders presidents ministers officials authorities sources men women"), _PERSONS),
    **dict.fromkeys(_set("troops soldiers forces fighters"), _BODY),
    **dict.fromkeys(_set("department ministry agency company firm union committee newspaper broadcaster"), _BODY),
}
OWN_COUNTRY = re.compile(r"(?:his|her|its|their)(?: own)? (?:country|nation|homeland)\Z", re.IGNORECASE)

# --- Events ---------------------------------------------------------------------------------------------------------

# Events at which something can be said; joint speakers may speak by the agreement itself.
OCCASIONS = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "PROTEST", "OTHER"})
# Words of a mention that leave no other type of event.
_PLAIN = r"(?:(?:the|a|an|this|its|their|his|her|recent|deadly|new|latest|ongoing|major|[A-Z][\w'’–-]*) )*"
_AFTER = r"(?: (?:in|on|against|between|with|of|at|near|under|during|by) .+)?"
_WORDS = r"(?:(?!(?:from|of|to|on|over|about|against|in) )[\w'’-]+ )"
_TREATY = r"(?:[Tt]reaty|[Tt]reaties|[Aa]greements?|[Pp]acts?|[Aa]ccords?)"
EVENTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(rf"{_PLAIN}(?:peace )?(?:meetings?|talks|negotiations|summits?){_AFTER}"), frozenset({"CONSULT"})),
    (re.compile(rf"{_PLAIN}(?:war|fighting|air raids?|raids?|attacks?|airstrikes?|bombings?|shelling){_AFTER}"),
     frozenset({"ASSAULT", "OTHER"})),
    (re.compile(rf"{_WORDS}{{1,4}}sign(?:ed|s) .*\b{_TREATY}\b.*"), frozenset({"SUPPORT"})),
    (re.compile(rf"(?:an?|the|its|their) {_WORDS}{{0,4}}{_TREATY} signed\b.*"), frozenset({"SUPPORT"})),
    (re.compile(rf"{_WORDS}{{1,4}}agreed (?:to|on)\b.*"), frozenset({"AGREE"})),
)  # fmt: skip
# Whose they are does not take part in what happens to them: "Utopia's president was killed".
OF_ANOTHER = re.compile(rf"['’]s? (?:[\w'’-]+ ){{0,3}}?{any_of(HEADS)}\b", re.IGNORECASE)
ARTICLE = re.compile(r"the ", re.IGNORECASE)
PARTNER = re.compile(r"\b(?:with|between) (?:the )?\Z", re.IGNORECASE)
GIVES = re.compile(r"['’]s (?:[\w'’-]+ ){1,3}to\b")
IS_DONE_TO = re.compile(
    r"\s+(?:(?:had|has|have|will|would|may|could)\s+)?(?:be|been|being|was|were|is|are|got|received?|suffer\w*|lost)\b"
)
_ATTACK = "attack|strike|raid|assault|bombing|bombardment|shelling|ambush"
# After these "by" names no doer: who receives, hosts or is supported.
_NO_DOER = "".join(
    f"(?<!{verb} )" for verb in ("stand", "stands", "stood", "standing", "received", "welcomed", "hosted", "greeted")
)
# Type of event ("" = any), role of the participant that stands after the words.
PREPOSITIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("", "actor", re.compile(rf"\b{_NO_DOER}by (?:the )?\Z", re.IGNORECASE)),
    ("AID", "recipient", re.compile(r"\b(?<!according )to (?:the )?\Z", re.IGNORECASE)),
    ("ASSAULT", "recipient", re.compile(rf"\b(?:{_ATTACK})(?:s|es|ed)? on (?:the )?\Z", re.IGNORECASE)),
)
TOGETHER = re.compile(r"\s*(?:and|&|[-–—/])\s*(?:the )?", re.IGNORECASE)
REGION = _any("region", "province", "oblast", "krai", "governorate", "prefecture", "canton", "district", "county")
