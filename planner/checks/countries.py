"""Decides when two ways to write a country mean one: codes and usual names of countries that make or mine magnets."""

from __future__ import annotations

_SPELLINGS = """
Australia; AU; AUS
Austria; AT; AUT
Belgium; BE; BEL
Brazil; BR; BRA; Brasil
Canada; CA; CAN
China; CN; CHN; PRC; P.R. China; PR China; People's Republic of China; Mainland China
Czechia; CZ; CZE; Czech Republic
Estonia; EE; EST
Finland; FI; FIN
France; FR; FRA
Germany; DE; DEU; Deutschland
India; IN; IND
Indonesia; ID; IDN
Italy; IT; ITA; Italia
Japan; JP; JPN
Kazakhstan; KZ; KAZ
Laos; LA; LAO
Malaysia; MY; MYS
Mexico; MX; MEX
Mongolia; MN; MNG
Myanmar; MM; MMR; Burma
Netherlands; NL; NLD; The Netherlands; Holland
Norway; NO; NOR
Philippines; PH; PHL; The Philippines
Poland; PL; POL
Russia; RU; RUS; Russian Federation
Singapore; SG; SGP
Slovenia; SI; SVN
South Africa; ZA; ZAF
South Korea; KR; KOR; Korea; Republic of Korea; Korea (South)
Spain; ES; ESP
Sweden; SE; SWE
Switzerland; CH; CHE
Taiwan; TW; TWN
Thailand; TH; THA
Turkey; TR; TUR; Türkiye; Turkiye
United Kingdom; GB; GBR; UK; U.K.; Great Britain; Britain; England
United States; US; USA; U.S.; U.S.A.; United States of America; America
Vietnam; VN; VNM; Viet Nam
"""

_MEANT = {
    spelling.strip().casefold(): line.split(";")[0].strip()
    for line in _SPELLINGS.strip().splitlines()
    for spelling in line.split(";")
}


def meant(country: str) -> str:
    """The English short name of a country written in a usual way, folded; any other name folded as it is."""
    return _MEANT.get(country.casefold(), country).casefold()
