"""Lines that pages print between the paragraphs of a story and that are none of it: links, offers, notices, buttons."""

import re

_LONGEST = 300  # characters; what is longer is a paragraph, whatever it begins with
# How such lines begin on newspapers' sites in English; a colon, an end or an address keeps sentences of stories out.
_HEADS = (
    r"(?:read|see|watch|listen|find out|learn) (?:more|also|next|now)(?:\s*[:.…]|$)",
    r"(?:related|also read|also see|more|see also|see more|recommended|popular|most read|trending|don['’]t miss|in pictures)"
    r"s?(?: \w+){0,3}\s*:",
    r"(?:watch|photos?|video|gallery|(?:image|photo|picture) credits?|credit|source)\s*:",
    r"don['’]t miss$",
    r"related(?: (?:articles?|stories|links|content|coverage|topics))?$",
    r"most (?:read|popular)\b",
    r"sign(?:ed)? up (?:for|to|here|now|today)\b",
    r"subscribe (?:to|now|here|today)\b",
    r"get (?:the|our) latest\b.*\b(?:inbox|email|app|news)\b",
    r"(?:click|tap) here\b",
    r"follow (?:us|me|him|her|them|@)",
    r"(?:share|tweet|print|email|save)(?: (?:this|article|story|on|via|to)\b.*)?$",
    r"like us on\b",
    r"join the conversation\b",
    r"leave a comment\b",
    r"(?:show |view |\d+ )?comments?$",
    r"tell us what you think\b",
    r"this copy is for your personal\b",
    r"order reprints$",
    r"print article$",
    r"an error has occurred\b",
    r"thank you$",
    r"this article has been sent to$",
    r"(?:copyright )?(?:©|\(c\)|copyright)\s*\d{4}",
    r"all rights reserved\b",
    r"advertisement$",
    r"story continues below\b",
    r"continue reading\b",
    r"(?:write|email|e-mail|contact|reach) (?:to )?[\w .'’-]{3,40} (?:at|on) \S+@\S+",
    r"have a tip\?",
    r"if you buy something through\b",
    r"we may (?:get|earn) a (?:share|commission)\b",
    r"newsletter$",
    r"skip (?:advertisement|to main content)$",
    r"loading(?:\.\.\.|…)$",
    r"updated? at \d",
)
_HEAD = re.compile("|".join(_HEADS), re.IGNORECASE)
_CALL = re.compile(r"\b(?:all rights reserved|click here to (?:get|subscribe|sign|read|download))\b", re.IGNORECASE)
_RULE = re.compile(r"[\W_]+")


def is_furniture(line: str) -> bool:
    """Tell a line that belongs to the page and not to the story.

    Matches "Read more: Harbour strike ends", "Sign up for our newsletter", "© 2024 Harbour Media. All rights reserved.",
    "* * *"; does not match "Read more books, the minister told pupils.", "Photos of the flood reached the court in May."

    Args:
        line: a paragraph, an item of a list or a heading.
    """
    line = line.strip("-–•*▶►→ |")
    if not line or _RULE.fullmatch(line):
        return True
    return len(line) <= _LONGEST and bool(_HEAD.match(line) or _CALL.search(line))
