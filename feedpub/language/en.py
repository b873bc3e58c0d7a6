"""Words that English copy uses around an article: months, weekdays, agencies, job titles of reporters."""

from types import MappingProxyType

_MONTHS = (
    ("january", "jan"),
    ("february", "feb", "febr"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = MappingProxyType({name: number for number, names in enumerate(_MONTHS, 1) for name in names})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

AGENCIES = frozenset(
    "AFP ANI ANSA AP BBC Bloomberg CNN CP DPA EFE IANS Interfax KUNA Kyodo NPR PA PTI Reuters TASS UPI Xinhua dpa".split()
)
# Agencies whose name, with initials, closes what they send (IPTC's list of newsprovider codes has them all).
CLOSING_AGENCIES = AGENCIES | frozenset(
    "AAP AMNA APA ATS Belga BTA CTK EFE Europa Fena HINA JIJI KNA Lusa MTI NTB OTS PAP Ritzau SDA SID SITA STT TT UNI "
    "Yonhap".split()
)
# A first word in capitals that announces a kind of text and names no place.
LABELS = frozenset(
    "ADVISORY ALERT AM ANALYSIS BREAKING BRIEF BULLETIN COLUMN COMMENT CORRECTED CORRECTION DEVELOPING EDITORIAL EXCLUSIVE "
    "EU EXPLAINER FACTBOX FEATURE FLASH INTERVIEW LIVE NASA NATO NEWS NO NOTE OBITUARY OPINION PM PREVIEW PROFILE QUESTION "
    "ANSWER RECAP REPORT REVIEW SPORT SPORTS SUMMARY TIMELINE UN UPDATE UPDATED URGENT VIDEO WARNING WATCH WHO YES".split()
)
# First words of sentences that a dateline in small letters could be taken for.
OPENERS = frozenset(
    "a after all an and another any as at because before both but by despite even every few for from he her here his how "
    "however i if in it its just last like many maybe more most my never next nine no nobody none not nothing now of on "
    "once one only or our out over perhaps she since so some still such that the their then there these they this those "
    "though three to today tomorrow two until we what when where which while who why with yes yesterday yet you".split()
)
PUBLISHER_WORDS = frozenset(
    "agency bureau broadcasting daily desk gazette herald journal media network news newspaper press post service staff "
    "standard team telegraph times tribune wire".split()
)
REPORTER_TITLES = frozenset(
    "analyst anchor blogger chief columnist contributor contributing correspondent critic desk editor freelance freelancer "
    "journalist photographer producer reporter staff stringer writer".split()
)


def month_number(word: str) -> int | None:
    """Return the number of a month named in full or shortened, with or without a full stop.

    Args:
        word: such as "March", "Sept." or "SEPT".

    Returns:
        1 to 12, or None for any other word.
    """
    return MONTHS.get(word.rstrip(".").lower())
