"""Declares the headers under which exports hold what a column may be, in the languages of those who make them."""

from __future__ import annotations

_PART = (
    "component; component number; comp; part; part number; part no; part #; pn; item number; item no; "
    "item id; item code; material; material number; material no; article; article number; product number; "
    "sku; idnrk; matnr; komponente; komponentennummer; komponenten-nr; teil; teilenummer; teile-nr; "
    "teilenr; sachnummer; artikel; artikelnummer; artikel-nr; materialnummer; material-nr; ident-nr; "
    "identnummer; bauteil; 物料; 物料编码; 料号; 品番"
)
_DESCRIPTION = (
    "description; name; text; short text; part name; part description; item description; material "
    "description; component description; object description; maktx; ojtxp; bezeichnung; benennung; "
    "beschreibung; kurztext; materialkurztext; objektkurztext; artikelbezeichnung; teilebezeichnung; "
    "物料描述; 品名"
)
_UNIT = (
    "unit; uom; um; unit of measure; un; bun; base unit; base unit of measure; order unit; oun; component "
    "uom; component unit; meins; me; mengeneinheit; einheit; basismengeneinheit; bme; "
    "bestellmengeneinheit; bestme; 单位; 単位"
)
_CURRENCY = "currency; curr; crcy; waers; währung; whg; währ; währg"
_PRICE_UNIT = "price unit; per; peinh; preiseinheit; pe; peh; price per"
_NOTE = "note; remark; comment; bemerkung; notiz; hinweis"

BILL: dict[str, str] = {
    "": "pos; pos nr; position; positionsnummer; find no; find number; balloon",
    "level": (
        "level; lvl; lv; bom level; indent level; explosion level; explosion lev; expl level; hierarchy level; stufe; "
        "ebene; strukturstufe; auflösungsstufe; auflösungsst; aufl.stufe; stücklistenstufe; st; 层级; 阶层; レベル"
    ),
    "parent": (
        "parent; parent item; parent part; parent number; parent part number; parent material; "
        "assembly; assembly number; bom header; header material; father; oberteil; übergeordnetes "
        "material; baugruppe; kopfmaterial; vater; stückliste; übergeordnetes teil; 父项; 親品目"
    ),
    "component": _PART
    + "; item; child; child item; child part; childpartnumber; unterteil; untergeordnetes teil; 子项; 子品目",
    "description": _DESCRIPTION,
    "quantity": (
        "quantity; qty; component quantity; comp qty; comp. qty (cun); qty per; quantity per; qty "
        "per assembly; quantity per assembly; usage; usage quantity; required qty; menge; anzahl; "
        "stückzahl; einsatzmenge; komponentenmenge; menge je; menge pro; verbrauch; mnglg; "
        "comp_qty; 数量; 用量; 員数"
    ),
    "total_quantity": (
        "total qty; total quantity; extended quantity; extended qty; cumulative quantity; cumulated "
        "quantity; mngko; total_qty; gesamtmenge; kumulierte menge; menge kumuliert; 总用量"
    ),
    "base_quantity": "base quantity; base qty; quantity for; basismenge; bmeng; bezugsmenge",
    "unit": _UNIT,
    "scrap": (
        "scrap; scrap %; scrap rate; scrap_rate; scrap factor; component scrap; component scrap "
        "(%); comp. scrap; ausch; kausf; ausschuss; ausschuss %; ausschuss in %; "
        "komponentenausschuss; verschnitt; 损耗率"
    ),
    "item_type": "item category; ict; postp; positionstyp; ptp",
    "phantom": "phantom; phantom item; dumps; dummyposition; dummy; phantombaugruppe",
    "bulk": "bulk; bulk material; schgt; schüttgut",
    "grade": "grade; magnet grade; material grade; güte; magnetgüte; sorte; qualität; werkstoff; 牌号; 材質",
    "mass": (
        "mass; weight; net weight; ntgew; unit weight; mass_g; magnet mass; masse; gewicht; nettogewicht; 重量; 質量"
    ),
    "cost": (
        "standard cost; standard price; unit cost; stprs; verpr; moving price; standardpreis; "
        "standardkosten; herstellkosten; gleitender preis; bewertungspreis"
    ),
    "price_unit": _PRICE_UNIT,
    "maker": "manufacturer; manufacturer_name; maker; vendor; supplier; hersteller; lieferant",
}
"""Headers by role, separated with ``;``: what the columns of a bill of materials may be."""

STOCK: dict[str, str] = {
    "item": _PART + "; item",
    "description": _DESCRIPTION,
    "quantity": (
        "quantity; qty; on hand; quantity on hand; qty on hand; stock; stock qty; stock quantity; "
        "available; available quantity; unrestricted; unrestricted-use stock; labst; clabs; "
        "bestand; lagerbestand; menge; anzahl; frei verwendbar; verfügbar; verfügbare menge; freier "
        "bestand; 库存; 库存数量; 在庫; 在庫数; 数量"
    ),
    "location": (
        "location; storage location; sloc; warehouse; bin; store; lgort; lagerort; lager; "
        "lagerplatz; standort; 库位; 倉庫"
    ),
    "plant": "plant; site; werk; werks; plnt",
    "batch": "batch; lot; lot number; charg; charge; los; 批次",
    "note": _NOTE,
    "unit": _UNIT,
    "special_stock": "special stock; sl; sobkz; sonderbestand; sonderbestandskz",
    "in_quality": "in quality insp.; quality inspection; insme; in qual.-prüf.",
    "value": "value; stock value; total value; wert; bestandswert",
    "currency": _CURRENCY,
    "origin": "origin; country of origin; herkunft; ursprungsland; 原产国",
    "feed_origin": "feed origin; feed_origin",
}
"""Headers by role, separated with ``;``: what the columns of a stock list may be."""

ORDERS: dict[str, str] = {
    "order_number": (
        "po; po number; po no; purchase order; purchase order number; order; order number; order "
        "no; order_number; purchasing document; purch.doc.; ebeln; einkbeleg; bestellnr; bestellung; bestellnummer; "
        "bestell-nr; einkaufsbeleg; beleg; auftrag; 采购订单; 注文番号"
    ),
    "position": "line; po line; line number; pos; position; ebelp; zeile",
    "supplier": (
        "supplier; supplier name; vendor; vendor name; supplier/supplying plant; vendor/supplying "
        "plant; lifnr; name1; lieferant; lieferantenname; kreditor; 供应商; 仕入先"
    ),
    "item": _PART + "; item",
    "description": _DESCRIPTION,
    "quantity": (
        "open quantity; open qty; quantity open; still to be delivered; still to be delivered "
        "(qty); quantity due; balance; remaining; remaining quantity; outstanding; outstanding "
        "quantity; offene menge; restmenge; noch zu liefern; noch zu liefern (menge); quantity; "
        "qty; menge; 未交数量; 未交量; 残数"
    ),
    "ordered": (
        "order quantity; ordered; ordered quantity; qty ordered; bestellmenge; bestellte menge; 订单数量; 注文数"
    ),
    "delivered": (
        "delivered; delivered quantity; received; received quantity; quantity received; gr "
        "quantity; wemng; gelieferte menge; geliefert; wareneingangsmenge"
    ),
    "due": (
        "delivery date; deliv. date; due; due date; promised date; confirmed date; need-by date; "
        "need by date; eta; eindt; stat. del. date; lieferdatum; liefertermin; termin; bestätigter "
        "liefertermin; 交货日期; 納期"
    ),
    "ready": (
        "ready month; ready date; ready; ex works; ex works date; etd; ship date; shipping date; "
        "ready_month; versanddatum; ab werk; verladetermin"
    ),
    "arrival": "arrival month; arrival_month",
    "plant": "plant; site; werk; werks; plnt",
    "ordered_on": "document date; po date; order date; bedat; belegdatum; bestelldatum",
    "unit": _UNIT,
    "price": "net price; price; unit price; netpr; nettopreis; preis; einzelpreis; 单价; 単価",
    "price_unit": _PRICE_UNIT,
    "currency": _CURRENCY,
    "deleted": "deletion indicator; d; loekz; löschkennzeichen; löschkz; löschvormerkung",
    "completed": "delivery completed; elikz; endlieferung; endlieferkz; closed; erledigt",
    "offer": "offer",
    "note": _NOTE,
}
"""Headers by role, separated with ``;``: what the columns of a list of open orders may be."""

FORECAST: dict[str, str] = {
    "product": "product; model; finished good; produkt; erzeugnis; fertigteil; 产品; 製品; " + _PART + "; item",
    "description": _DESCRIPTION,
}
"""Headers by role, separated with ``;``: what the columns of a forecast may be, beside the months."""
