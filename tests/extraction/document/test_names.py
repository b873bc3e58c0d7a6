"""Names: where they begin and end, and what they name."""

import pytest

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.name_types import weights
from tests.builders import article


def names(text: str) -> list[Mention]:
    return list(Analysis(article(text=text)).names)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("He told Superintendent of Police D. Osei that he left.", "D. Osei", "Superintendent of Police"),
        ("They met Prime Minister of Ghana Ada Lind there.", "Ada Lind", "Prime Minister of Ghana"),
        ("It was seen by Lake Network Insider Ada Lind first.", "Ada Lind", "Insider"),
        ("She met GM Bo Lind.", "Bo Lind", "GM"),
        ("General Motors rose. GM left.", "GM", ""),
        ("The Tory MP Guy Osei QC left.", "Guy Osei", "Tory MP"),
        ("Ada Osei MEP left.", "Ada Osei", ""),
        ("The Committee to Protect Boats left.", "Committee to Protect Boats", ""),
        ("The Council to Osei was mute.", "Council", ""),
        ("The IS fighters left.", "IS", ""),
        ("IS left.", "IS", ""),
        ("They met Lord Osei QC there.", "Osei", "Lord"),
        ("Fellow Lib Dem Bo Osei left.", "Bo Osei", ""),
        ("He told Superintendent of Police Zorvan that he left.", "Zorvan", "Superintendent of Police"),
        ("She met DCI Bo Lind and Cllr Ada Zorvan.", "Ada Zorvan", "Cllr"),
        ("The U.S. Fishing and Boat Commission closed.", "U.S. Fishing and Boat Commission", ""),
        ("The Milk and Egg Administration closed.", "Milk and Egg Administration", ""),
        ("They study at King's College now.", "King's College", ""),
        ("Ada King met Bo. King said so.", "King", ""),
        ("Ada May left. In June May wrote home.", "May", ""),
        ("They met the Lagos-based Zorvan there.", "Zorvan", ""),
        ("Zorvan & Lind closed.", "Zorvan & Lind", ""),
        ("They met the Director for Ada Lind there.", "Ada Lind", ""),
        ("They met the Minister for Justice there.", "Minister for Justice", "Minister for Justice"),
        ("It sued Immigration and Customs Enforcement twice.", "Immigration and Customs Enforcement", ""),
        ("The Kenyan Observatory for Bird Song closed.", "Kenyan Observatory for Bird Song", ""),
        ("She runs the Tamale Women's Care Center now.", "Tamale Women's Care Center", ""),
        ("She runs the Tamale Traders’ Association now.", "Tamale Traders’ Association", ""),
        ("She runs the Volta Union of Brewers' Guilds now.", "Volta Union of Brewers' Guilds", ""),
        ("She runs the Attorney General's Office now.", "Attorney General's Office", ""),
        ("They met Bo Lind's Board there.", "Bo Lind", ""),
        ("She studied at King's College London then.", "King's College London", ""),
        ("They met at St Zorvan’s Church there.", "St Zorvan’s Church", ""),
        ("They met at Zorvan’s Steakhouse there.", "Zorvan’s Steakhouse", ""),
        ("They met at London's Church there.", "London", ""),
        ("They met at Ada Osei's Church there.", "Ada Osei", ""),
        ("They left the Soviet Union for Ghana then.", "Soviet Union", ""),
        ("They left the Union for Change then.", "Union for Change", ""),
        ("They met the Ghana Hospital's Board there.", "Ghana Hospital", ""),
        ("He called them “the Traders” Association members.", "Traders", ""),
        ("The Chicago Bears' Fishing Board met.", "Chicago Bears", ""),
        ("They met Ada St. Zorvan there.", "Ada St. Zorvan", ""),
        ("Police Scotland urged them on.", "Police Scotland", ""),
        ("The Police of Scotland left.", "Police", ""),
        ("University of Zorvan closed.", "University of Zorvan", ""),
        ("Office of Ada Lind closed.", "Ada Lind", ""),
        ("The Society for the Prevention of Cruelty to Boats met.", "Society for the Prevention of Cruelty to Boats", ""),
        ("The Congregation of the Brothers of Mercy met.", "Congregation of the Brothers of Mercy", ""),
        ("Chipmaker Zorvan closed.", "Zorvan", ""),
        ("Developer Group closed.", "Developer Group", ""),
        ("Airline Pilots Association closed.", "Airline Pilots Association", ""),
        ("They left the Department for the Environment to Zorvan.", "Department for the Environment", ""),
        ("They left the Centre for the Arts of Zorvan.", "Centre for the Arts", ""),
        ("They met Dr Farzana Sheikh there.", "Farzana Sheikh", "Dr"),
        ("They met agriculture MEC Ada Zorvan there.", "Ada Zorvan", "MEC"),
        ("They met Tánaiste Ada Zorvan there.", "Ada Zorvan", "Tánaiste"),
        ("They met Zorvina St. John there.", "Zorvina St. John", ""),
        ("They live near Fort St. Zorvan now.", "Fort St. Zorvan", ""),
        ("They met Archbishop St. Zorvan there.", "Zorvan", "Archbishop St."),
        ("They live at 40 S. Main St. now.", "S. Main St.", ""),
        ("She teaches at the University of St. Zorvan now.", "University of St. Zorvan", ""),
        ("The Library Board of Directors Ada J. Lind left.", "Ada J. Lind", ""),
        ("The Library Board of Trustees Ada J. Lind left.", "Library Board of Trustees", ""),
        ("Lagos MLA Ada Lind left.", "Ada Lind", "MLA"),
        ("They met MSP Zorvan there.", "Zorvan", "MSP"),
        ("They met Fine Gael TD Ada Lind there.", "Ada Lind", "TD"),
        ("They met TD Zorvan there.", "TD Zorvan", ""),
        ("They met Incumbents Ada Lind and Bo Osei there.", "Ada Lind", "Incumbents"),
        ("Incumbents Ada Lind and Bo Osei left.", "Ada Lind", ""),
        ("The European Roma Rights Centre closed.", "European Roma Rights Centre", ""),
        ("Blackburn Rovers Bo Lind left.", "Bo Lind", ""),
        ("They met Stars In Their Eyes there.", "Stars In Their Eyes", ""),
        ("They met Briton Ada Lind there.", "Ada Lind", ""),
        ("They met Roman Kofi Lind there.", "Roman Kofi Lind", ""),
        ("They met Americans Ada Lind and Bo Osei there.", "Ada Lind", ""),
        ("They met New Yorker Ada Lind there.", "Ada Lind", ""),
        ("They met Briton Lind there.", "Briton Lind", ""),
        ("Defiant Ada Lind left.", "Ada Lind", ""),
        ("Hotel Maria Lind closed.", "Hotel Maria Lind", ""),
        ("Old Ada Lind Bridge closed.", "Old Ada Lind Bridge", ""),
        ("They met Defiant Ada Lind there.", "Defiant Ada Lind", ""),
        ("Volta County Executive Ada Lind left.", "Ada Lind", "Executive"),
        ("They met Rev. Bo Osei King Jr. there.", "Bo Osei King Jr.", "Rev."),
        ("They met Vice-Mayor Ada Lind there.", "Ada Lind", "Vice-Mayor"),
        ("They met Pop-singer Ada Lind there.", "Ada Lind", ""),
        ("It was told by the Centers for Disease Control.", "Centers for Disease Control", ""),
        ("They met Actors Will Lind and Ada Osei there.", "Will Lind", "Actors"),
        ("The Association of Chief Police Officers met.", "Association of Chief Police Officers", ""),
        ("They met PA Ada Lind there.", "Ada Lind", ""),
        ("Ada Osei left. In the Volta Office Osei spoke.", "Volta Office", ""),
        ("They met the Volta Office Osei there.", "Volta Office Osei", ""),
        ("SAN PEDRO Harbour Police left.", "Harbour Police", ""),
        ("NATO Harbour Police left.", "NATO Harbour Police", ""),
        ("They met the Lind-bashing Zorvan there.", "Zorvan", ""),
        ("They met Nam Sung-wook Lind there.", "Nam Sung-wook Lind", ""),
        ("They met Osemar Senior Ada Lind there.", "Ada Lind", "Senior"),
        ("Tamale Freshman Ada Lind left.", "Ada Lind", "Freshman"),
        ("They met Kojo Lind Junior there.", "Kojo Lind Junior", ""),
        ("They met Senior Minister Ada Lind there.", "Ada Lind", "Senior Minister"),
        ("They met Robert “Bobby” Lind Jr. there.", "Robert “Bobby” Lind Jr.", ""),
        ("They met Robert (Bobby) Lind there.", "Robert (Bobby) Lind", ""),
        ('They met fire Chief B. "Sparky" Zorvan there.', 'B. "Sparky" Zorvan', "Chief"),
        ("Ada L. 'Red' Osei left.", "Ada L. 'Red' Osei", ""),
        ("Osei told Ada “Never” Then he left.", "Ada", ""),
        ("They heard Ada “Hello” Videos.", "Ada", ""),
        ("They met Ada (Tamale) Osei there.", "Ada", ""),
        ("They liked the Prince and Princess Contest.", "Princess Contest", ""),
        ("They met Zorvan Quillic, Inc. there.", "Zorvan Quillic", ""),
        ("They read Inc. there, and Time, too.", "Inc.", ""),
        ("It was told by the Society for the Prevention of Fire first.", "Society for the Prevention of Fire", ""),
        ("It was told by the Spokesman for the Prince of Zorvan first.", "Prince", "Prince"),
        ("They liked the Clean Air and Water Act then.", "Clean Air and Water Act", ""),
        ("They met the Commission on Social Justice there.", "Commission on Social Justice", ""),
        ("It was in the Zorvan Evening Leader first.", "Zorvan Evening Leader", ""),
        ("They met Labour Leader Ada Lind there.", "Ada Lind", "Labour Leader"),
        ("They met Tamale GP Ada Lind there.", "Ada Lind", "GP"),
        ("They met Mr Green there.", "Green", "Mr"),
        ("They met Mr Speaker there.", "Mr Speaker", "Mr Speaker"),
    ],
)
def test_names_end_where_they_end(text: str, name: str, title: str) -> None:
    assert (name, title) in [(found.name, found.title) for found in names(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[Ada Zorvan] left.", "person"),
        ("[Zorvan], 44, left.", "person"),
        ("The doctor met Ms. Zorvan. [Zorvan] left.", "person"),
        ("The striker [Zorvan] scored.", "person"),
        ("Bo Zorvan came. The harbour was shut when [Zorvan] left.", "person"),
        ("They asked the president, [Zorvan], twice.", "person"),
        ("[Zorvan] also said he would come.", "person"),
        ("[R Zorvan] scored.", "person"),
        ("They met [German Ortiz] there.", "person"),
        ("They gave it to the [German Red Cross] there.", "organization"),
        ("They gave it to the [International Red Cross] there.", "organization"),
        ("He spoke for [Islamic State] there.", "organization"),
        ("[Apple]’s profit rose.", "organization"),
        ("Bo Zorvan ([Bears]) left.", "organization"),
        ("He told the [Zorvan] that it rained.", "organization"),
        ("He drives a [Tesla Zorvan] to work.", "other"),
        ("Ada Zorvan came. They saw a [Zorvan Quillic] there.", "other"),
        ("It was told by the [Houston Star] first.", "organization"),
        ("It was in the [Zorvan Star-Tribune] first.", "organization"),
        ("They read it on the website [Zorvan] first.", "organization"),
        ("It was sold on [eBay] then.", "organization"),
        ("Rain fell as [Pittsburgh] (12-3) won.", "organization"),
        ("They beat the [Texans] (4-11) there.", "organization"),
        ("Ada Osei came. Rain fell as [Osei] (7-5) lost.", "person"),
        ("They heard Bo Lind of [Zorvan Zorvan] there.", "other"),
        ("It was in the [Zorvan Daily] first.", "organization"),
        ("It was in the [Times of India] first.", "organization"),
        ("[Zorvan], a ferry company that sails daily, closed.", "organization"),
        ("The deal with [Zorvan] — a ferry company — was signed.", "organization"),
        ("The deal with [Zorvan] – an actor from Tamale – was signed.", "person"),
        ("The deal with [Zorvan] — a year in the making — was signed.", "other"),
        ("The payment company [Zorvan] closed.", "organization"),
        ("[Zorvan] said it would cut its prices.", "organization"),
        ("The [Zorvan] said so on Monday.", "organization"),
        ("She is an economist at [Zorvan].", "organization"),
        ("They fell as [Zorvan] shares rose.", "organization"),
        ("The [Houston Zorvans] won.", "organization"),
        ("Companies such as [Zorvan] closed.", "organization"),
        ("It bought its rival [Zorvan] for a song.", "organization"),
        ("[Zorvan] was founded in 1948.", "organization"),
        ("[Zorvan], one of the oldest makers of bells, closed.", "organization"),
        ("The Houston Texans lost. It was the third time that [Houston] fell behind.", "organization"),
        ("On Monday [Leicester] beat Everton 4-3.", "organization"),
        ("On Monday Leicester beat [Everton] 4-3.", "organization"),
        ("They live in [Leicester] now.", "place"),
        ("They flew to [St. Louis] on Monday.", "place"),
        ("They live in the city of [Zorvan] now.", "place"),
        ("She lives in [Zorvan], a town in Ghana.", "place"),
        ("A zorvan chain reaction ([ZCR]) copies it.", "other"),
        ("They saw the film [Zorvan] twice.", "other"),
        ("They read the [Panama Papers] twice.", "other"),
        ("He told the [Ada Lind Show] so.", "other"),
        ("It was said by a [Spaniard] there.", "other"),
        ("It was on [Christmas Day] that they came.", "other"),
        ("They keep a [Jack Russell] terrier there.", "other"),
        ("They keep a dog, [Rex] there.", "other"),
        ("[Ada Osei], a horse trainer, left.", "person"),
        ("[Rex] is his guide dog.", "other"),
        ("[Ada] is a dog lover.", "person"),
        ("The baker, of [Colman Way], left.", "place"),
        ("The fans of [Gerard Way] left.", "person"),
        ("They live in [Zorvan Lane] now.", "place"),
        ("They believe in [Diane Lane] now.", "person"),
        ("[Churchill Zorvan], director of a science laboratory in Ghana, left.", "person"),
        ("[Churchill Zorvan], one of the oldest makers of bells, closed.", "organization"),
        ("It was late, at 11:11pm [PDT], when they came.", "other"),
        ("The [Harbour Night Shelter] opened.", "organization"),
        ("They met at the [Stade de Zorvan] there.", "place"),
        ("They left [Downing St] on Monday.", "organization"),
        ("A fire broke out at [Victoria St.] on Monday.", "place"),
        ("They met envoys from [S. Africa] there.", "place"),
        ("[Zorvan], the country's largest steel producer, said so.", "organization"),
        ("[Zorvan Osei], a steel producer, said so.", "person"),
        ("They met investor [George Soros] there.", "person"),
        ("They met investor [Zorvan] there.", "organization"),
        ("A [Ghanaian-American] firm left.", "other"),
        ("They met [S. Osei] there.", "person"),
        ("The [West Virginians] left.", "group"),
        ("They met [Ada White] there.", "person"),
        ("They met [Native American] fans there.", "other"),
        ("A strain of [H5N1] was found.", "other"),
        ("They fear the [Avian Flu] most.", "other"),
        ("They fear [Cyclone Bo] most.", "other"),
        ("The [New England Patriots] left.", "organization"),
        ("The tabloid [Zorvan] closed.", "organization"),
        ("They found a [TNT] bomb.", "other"),
        ("He wrote that they were [GREAT] boats.", "other"),
        ("They met [Zorvan, Inc.] there.", "organization"),
        ("They met [Ada Osei], Bo Lind and Corp there.", "person"),
        ("They are from [ZQ&R] there.", "organization"),
        ("They had a [Q&A] there.", "other"),
        ("They met the [Institute on Boat Song] there.", "organization"),
        ("[Zorvan Quillic], CEO of the port, left.", "person"),
        ("[Zorvan Quillic], the former CEO of the port, left.", "person"),
        ("[Zorvan Quillic], Health Board of the port, left.", "other"),
        ("[Zorvan Hau-mik], a nurse from Ghana, left.", "person"),
        ("[Zorvan Wi-in] left.", "other"),
    ],
)
def test_evidence_tells_what_a_name_names(text: str, kind: str) -> None:
    start, plain = text.index("["), text.replace("[", "").replace("]", "")
    end = text.index("]") - 1
    assert [found.kind for found in names(plain) if found.start < end and start < found.end] == [kind]


def test_a_name_without_evidence_names_nobody() -> None:
    (found,) = names("They looked up at the Zorvan of it all.")
    assert (found.kind, found.sure) == ("other", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met Ada Osei, D-Tamale, there.", ["Ada Osei"]),
        ("They met Ada Osei (R-New Tamale) there.", ["Ada Osei"]),
        ("They met Ada Osei, D-Hardy; Bo Lind, R-Berry; and others.", ["Ada Osei", "Bo Lind"]),
        ("They met Ada Osei, D-Day veteran.", ["Ada Osei", "D-Day"]),
        ("They met on D-Day, too.", ["D-Day"]),
        ("They met Cisco, D-Link, and Osemar Ltd there.", ["Cisco", "D-Link", "Osemar Ltd"]),
        ("Late in the evening Ada Osei left.", ["Ada Osei"]),
        ("Rose and Ada Osei left.", ["Rose", "Ada Osei"]),
        ("Rain and Ada Osei left.", ["Ada Osei"]),
        ("They met Bo Osei. Hosting Osei is a joy.", ["Bo Osei", "Osei"]),
        ("They met Bo Osei. Manning Osei left.", ["Bo Osei", "Manning Osei"]),
        ("They met the Osemar Partners. Banking Partners left.", ["Osemar Partners", "Banking Partners"]),
        ("Welders Norb Zorvan and Ada Osei left.", ["Norb Zorvan", "Ada Osei"]),
        ("Farmers Credit Union closed.", ["Farmers Credit Union"]),
        ("Rangers Norb Zorvan left.", ["Rangers Norb Zorvan"]),
        ("MPs met some CEOs of Osemar Ltd there.", ["Osemar Ltd"]),
        ("GPs watch DVDs.", ["DVDs"]),
        ("A Tamale GP met her GP, Ada Osei.", ["Tamale", "GP", "GP", "Ada Osei"]),
        ("Rose and other plants left.", []),
        ("Health officials met Ada Osei.", ["Ada Osei"]),
        ("Education officials met the Board of Education.", ["Board of Education"]),
        ("Ada White came. White met Osei.", ["Ada White", "White", "Osei"]),
        ("Labour met Osei.", ["Labour", "Osei"]),
        ("They met Zorvan Analytics When asked, Lind left.", ["Zorvan Analytics", "Lind"]),
        ("They saw the film When Boats Sail.", ["Boats Sail"]),
        (
            "Tamale Envoy Condemns Karaga Attack that Killed Three Farmers. He left.",
            ["Tamale", "Envoy", "Karaga Attack", "Killed Three Farmers"],
        ),
        ("Ada Osei Praises Karaga Deal after Long Meeting. She left.", ["Ada Osei", "Karaga Deal", "Long Meeting"]),
        ("Envoy Takes Talk Of Harbour Fees Well.", ["Takes Talk Of Harbour Fees Well"]),
        ("Ada Osei praises the Karaga Works Office.", ["Ada Osei", "Karaga Works Office"]),
        (
            "Ada Osei Leads Tamale Works Department after Long Search.",
            ["Ada Osei Leads Tamale Works Department", "Long Search"],
        ),
    ],
)
def test_what_is_no_name(text: str, found: list[str]) -> None:
    assert [name.name for name in names(text)] == found


def test_an_account_is_no_name() -> None:
    assert [found.text for found in names("It rained, wrote Bo Lind (@Lind) on Monday.")] == ["Bo Lind"]


def test_a_word_that_stands_small_elsewhere_opens_a_sentence_without_being_a_name() -> None:
    assert names("Zorvings fell on Monday. It was the first time that zorvings did.") == []


def test_a_name_tells_its_evidence_and_how_much_it_is_worth() -> None:
    known, unknown = names("Ada Osei of Zorvan left.")
    assert "given name first" in known.cues
    assert known.margin > weights().sure > unknown.margin


def test_every_cue_has_points_for_known_types() -> None:
    texts = "Dr. Ada Osei, 44, told the BBC that Leicester beat Everton 4-3. Zorvan Inc. shares fell, the company said."
    assert {cue for name in names(texts) for cue in name.cues} <= weights().cue.keys()


@pytest.mark.parametrize("text", ["This IS a mess.", "It IS late.", "THIS IS IT.", "Bo Lind IS the mayor."])
def test_a_stressed_verb_is_no_name(text: str) -> None:
    assert "IS" not in [found.name for found in names(text)]


def test_an_animal_is_one_wherever_it_is_named() -> None:
    found = names("Rose is his guide dog. Ada Lind met Rose on the street. They feared for Rose's health.")
    assert [name.kind for name in found if name.name == "Rose"] == ["other", "other", "other"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("“We tried, and Bono is one of those guys,” Lind said.", "Bono", "person"),
        ("Zorvan is a ferry company. It sank.", "Zorvan", "organization"),
        ("Zorvan was born in a ferry.", "Zorvan", "person"),
        ("The steel producer Zylo cut jobs. Zylo was sold.", "Zylo", "organization"),
        ("They asked bookmaker Zylo. The brokers Zorv said no.", "Zylo", "organization"),
        ("The film was made by producer Ada Osei.", "Ada Osei", "person"),
        ("Zylo Ltd is its second biggest shareholder.", "Zylo Ltd", "organization"),
        ("Zylo is the market leader. The port bought Zylo.", "Zylo", "other"),
        ("Ada Zylo left. Zylo is an institution in the town.", "Zylo", "person"),
        ("The Mexican outfit Red Zylos lost.", "Red Zylos", "organization"),
        ("Kpandoro is a town in the hills.", "Kpandoro", "place"),
        ("Labour held Dundee East on Monday.", "Dundee East", "place"),
        ("They met Ada East and Kanye West on Monday.", "Ada East", "person"),
        ("Ghana is a member of the union.", "Ghana", "place"),
        ("Osemar Ltd is a member of the union.", "Osemar Ltd", "organization"),
        ("The hit song is “Geronimo” by a band.", "Geronimo", "other"),
        ("They read “Emma Grace” aloud.", "Emma Grace", "other"),
        ("They read “Emma Grace said so” aloud.", "Emma Grace", "person"),
        ("“Ada Osei,” she said.", "Ada Osei", "person"),
        ("“Bo Lind”, 45, was jailed on Friday.", "Bo Lind", "person"),
        ("It rose, said Bo Lind, economist at JP Morgan Chase.", "JP Morgan Chase", "organization"),
        ("It rose, said Bo Lind, an analyst at Troika Zylo.", "Troika Zylo", "organization"),
        ("The Sri Lankan authorities said so.", "Lankan", "other"),
        ("The industry body Elspa was glad.", "Elspa", "organization"),
        ("They watch it on their home Zylo.", "Zylo", "other"),
        ("Zylo's bravery was praised. Zylo's career was short.", "Zylo", "person"),
        ("His brother Zylo wept.", "Zylo", "person"),
        ("The president of the Community of Madrid, Cristina Osei, said so.", "Madrid", "place"),
        ("The sons of Osei, Lind and Mensah came.", "Osei", "person"),
    ],
)
def test_what_is_said_of_a_name_tells_its_kind(text: str, name: str, kind: str) -> None:
    assert {found.name: found.kind for found in names(text)}[name] == kind
