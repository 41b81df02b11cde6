"""What scripts/towns.py knows better than the extracts: counties, names as people write them, a few numbers."""

import re

COUNTIES = {
    "Bedfordshire": "Bedford, Central Bedfordshire, Luton",
    "Berkshire": "Bracknell Forest, Reading, Slough, West Berkshire, Windsor and Maidenhead, Wokingham",
    "Buckinghamshire": "Milton Keynes",
    "Cambridgeshire": "Peterborough",
    "Cheshire": "Cheshire East, Cheshire West and Chester, Halton, Warrington",
    "Cornwall": "Isles of Scilly",
    "County Antrim": "Antrim, Ballymena, Ballymoney, Belfast, Carrickfergus, Larne, Lisburn, Moyle, Newtownabbey",
    "County Armagh": "Armagh, Craigavon",
    "County Down": "Ards, Banbridge, Castlereagh, Down, Newry and Mourne, North Down",
    "County Durham": "Darlington, Hartlepool, Stockton-on-Tees",
    "County Fermanagh": "Fermanagh",
    "County Londonderry": "Coleraine, Derry, Limavady, Magherafelt",
    "County Tyrone": "Cookstown, Dungannon, Omagh, Strabane",
    "Derbyshire": "Derby",
    "Devon": "Plymouth, Torbay",
    "Dorset": "Bournemouth, Poole",
    "East Riding of Yorkshire": "Kingston upon Hull",
    "East Sussex": "Brighton and Hove",
    "Essex": "Southend-on-Sea, Thurrock",
    "Gloucestershire": "South Gloucestershire",
    "Greater Manchester": "Bolton, Bury, Manchester, Oldham, Rochdale, Salford, Stockport, Tameside, Trafford, Wigan",
    "Hampshire": "Portsmouth, Southampton",
    "Kent": "Medway",
    "Lancashire": "Blackburn with Darwen, Blackpool",
    "Leicestershire": "Leicester",
    "Lincolnshire": "North East Lincolnshire, North Lincolnshire",
    "Merseyside": "Knowsley, Liverpool, Sefton, St Helens, Wirral",
    "North Yorkshire": "Middlesbrough, Redcar and Cleveland, York",
    "Nottinghamshire": "Nottingham",
    "Shropshire": "Telford and Wrekin",
    "Somerset": "Bath and North East Somerset, North Somerset",
    "South Yorkshire": "Barnsley, Doncaster, Rotherham, Sheffield",
    "Staffordshire": "Stoke-on-Trent",
    "Tyne and Wear": "Gateshead, Newcastle upon Tyne, North Tyneside, South Tyneside, Sunderland",
    "West Midlands": "Birmingham, Coventry, Dudley, Sandwell, Solihull, Walsall, Wolverhampton",
    "West Yorkshire": "Bradford, Calderdale, Kirklees, Leeds, Wakefield",
    "Wiltshire": "Swindon",
}
"""Counties as people name them, and the districts and unitary authorities that lie in each."""

COUNTY_OF = {district: county for county, listed in COUNTIES.items() for district in listed.split(", ")}
SOUTH_OF_THE_TEES = ("Ingleby Barwick", "Thornaby-on-Tees", "Yarm")
RENAMED = {
    "Anglesey": "Isle of Anglesey",
    "Eilean Siar": "Na h-Eileanan Siar",
    "Sir Powys": "Powys",
    "St. Helens": "St Helens",
    "The Scottish Borders": "Scottish Borders",
}
NO_TOWNS = ("Fylde", "High Peak", "Londonderry County Borough", "Mendip", "Rossendale")
"""Districts among the places; the people who live there are counted with their towns, too."""

UNCOUNTED = {
    "Bexleyheath": (2655774, 31_900),
    "Bromley": (2654588, 87_900),
    "Camberwell": (3345438, 53_000),
    "Crosskeys": (2651866, 3_400),
    "Ealing": (2650567, 85_000),
    "Earley": (2650555, 32_000),
    "Easington Colliery": (7287966, 5_000),
    "East Ham": (2650430, 76_000),
    "Hackney": (2647694, 59_000),
    "Hammersmith": (2647567, 95_000),
    "Hatfield": (2647347, 17_000),
    "Hay": (2647267, 1_600),
    "Hendon": (2647116, 52_000),
    "Hessle": (2647034, 15_000),
    "Houghton Regis": (2646523, 19_500),
    "Huntington": (2646386, 9_400),
    "Leigh-on-Sea": (2644658, 22_500),
    "Morriston": (2642180, 17_000),
    "New Inn": (3345333, 6_300),
    "Normanton": (2641443, 20_900),
    "Pengam": (2640470, 3_800),
    "Port Talbot": (2639989, 37_300),
    "Porth": (2640056, 6_000),
    "Rossington": (2639119, 13_500),
    "Stony Stratford": (2636795, 7_700),
    "Sunningdale": (2636520, 5_300),
    "Tilehurst": (2635833, 14_100),
    "Treherbert": (2635523, 5_700),
    "Twickenham": (2635308, 62_100),
    "Wandsworth": (2634812, 61_000),
    "Winnersh": (2633814, 9_700),
    "Woodley": (2633633, 27_700),
    "Woolwich": (2633583, 54_800),
    "Ystrad Mynach": (2633332, 19_200),
    "Ystradgynlais": (2633334, 8_100),
}
"""Larger places of which the extract knows no number: the ids, and how many people there are about, as of 2011."""

COUNTED = dict(UNCOUNTED.values())

CALLED = {
    "Barrow in Furness": "Barrow-in-Furness",
    "Bishops Stortford": "Bishop's Stortford",
    "Bo’ness": "Bo'ness",
    "City of Westminster": "Westminster",
    "Ellesmere Port Town": "Ellesmere Port",
    "Hay": "Hay-on-Wye",
    "Newark on Trent": "Newark-on-Trent",
    "Newcastle under Lyme": "Newcastle-under-Lyme",
}
"""As the people there write it."""

BEFORE = re.compile(r"^((Royal|Metropolitan|City and) )?(Borough|City|County|District)( and County)? of (?!Durham)")
AFTER = re.compile(r" (County Borough|Borough|District|City)$", re.IGNORECASE)
