"""Regions by their names, the people of a region and its largest cities. Data only."""

from __future__ import annotations

REGIONS: dict[str, str] = {
    "EU": """
        eu; l'ue; l'europe; d'europe; l'union européenne; e.u; e.u.; european union; europe; eea; european; union
        européenne; unión europea; europäischen
        union; europäische union; europäische; europäischen; européens; européen; europeo; europeos; eu-hosted;
        eu-based; eu-only; eu-region; ue; european-hosted; europa
    """,
    "Germany": "germany; german; deutschland; frankfurt; deutsche; deutschen; german-hosted; berlin; munich; hamburg",
    "France": "france; french; paris",
    "UK": "uk; u.k; u.k.; united kingdom; britain; british; england; london; uk-hosted; uk-only; great britain",
    "Switzerland": "switzerland; swiss; zurich; schweiz; suisse",
    "US": """
        us vendor; us vendors; us provider; us providers; us company; us companies; us cloud~; amerikanische;
        amerikanischen; américains; americanos; united states; usa; u.s; u.s.; us-hosted; us-only;
        us-based; american; us soil; the us; us region; us
        regions
    """,
    "Canada": "canada; canadian; ontario; quebec; toronto; montreal",
    "Australia": "australia; australian; sydney",
    "India": "india; indian; mumbai",
    "Japan": "japan; japanese; tokyo",
    "Singapore": "singapore",
    "Sweden": "sweden; swedish; stockholm",
    "Ireland": "ireland; irish; dublin",
    "Netherlands": "netherlands; dutch; the netherlands; amsterdam",
    "Spain": "spain; spanish; españa; madrid",
    "Italy": "italy; italian; milan; italia",
    "Poland": "poland; polish; warsaw; polska",
    "Austria": "austria; austrian; vienna; österreich; austrians",
    "Brazil": "brazil; brazilian; brasil",
    "South Korea": "korea; korean; south korea; seoul",
    "China": "china; chinese; mainland china; beijing; 境内; 国内",
    "UAE": "uae; emirates; dubai; abu dhabi",
    "Saudi Arabia": "saudi arabia; saudi; ksa",
    "Norway": "norway; norwegian; oslo",
    "Denmark": "denmark; danish; copenhagen",
    "Finland": "finland; finnish; helsinki",
    "Belgium": "belgium; belgian; brussels",
    "Portugal": "portugal; portuguese; lisbon",
    "Israel": "israel; israeli",
    "South Africa": "south africa",
    "Mexico": "mexico; mexican; méxico",
    "Nordics": "nordics; nordic; scandinavia",
    "Greece": "greece; greek; athens",
    "Czech Republic": "czech republic; czechia; czech; prague",
    "Hungary": "hungary; hungarian; budapest",
    "Romania": "romania; romanian; bucharest",
    "Bulgaria": "bulgaria; bulgarian; sofia",
    "Croatia": "croatia; croatian; zagreb",
    "Slovakia": "slovakia; slovak; bratislava",
    "Slovenia": "slovenia; slovenian; ljubljana",
    "Estonia": "estonia; estonian; tallinn",
    "Latvia": "latvia; latvian; riga",
    "Lithuania": "lithuania; lithuanian; vilnius",
    "Luxembourg": "luxembourg; luxembourgish",
    "Malta": "malta; maltese",
    "Cyprus": "cyprus; cypriot",
    "Iceland": "iceland; icelandic; reykjavik",
    "Turkey": "türkiye; turkish; istanbul; ankara",
    "Ukraine": "ukraine; ukrainian; kyiv",
    "New Zealand": "new zealand; auckland",
    "Taiwan": "taiwan; taiwanese; taipei",
    "Hong Kong": "hong kong",
    "Thailand": "thailand; thai; bangkok",
    "Vietnam": "vietnam; vietnamese; hanoi",
    "Indonesia": "indonesia; indonesian; jakarta",
    "Malaysia": "malaysia; malaysian; kuala lumpur",
    "Philippines": "philippines; philippine; manila",
    "Qatar": "qatar; qatari; doha",
    "Kuwait": "kuwait; kuwaiti",
    "Egypt": "egypt; egyptian; cairo",
    "Nigeria": "nigeria; nigerian; lagos",
    "Kenya": "kenya; kenyan; nairobi",
    "Argentina": "argentina; argentinian; buenos aires",
    "Chile": "chile; chilean",
    "Colombia": "colombia; colombian; bogotá; bogota",
    "Peru": "peru; peruvian; lima",
}
# where the GDPR binds directly: the members of the European Economic Area
EEA = frozenset(
    [
        "EU", "Germany", "France", "Sweden", "Ireland", "Netherlands", "Spain", "Italy", "Poland", "Austria", "Norway",
        "Denmark", "Finland", "Belgium", "Portugal", "Nordics", "Greece", "Czech Republic", "Hungary", "Romania",
        "Bulgaria",
        "Croatia", "Slovakia", "Slovenia", "Estonia", "Latvia", "Lithuania", "Luxembourg", "Malta", "Cyprus", "Iceland",
    ]
)  # fmt: skip
