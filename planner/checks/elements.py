"""Decides what is the symbol of an element, and which one is meant by a name written out."""

from __future__ import annotations

from planner.checks.words import Names, folded, quoted
from planner.facts.composition import symbol

_SYMBOLS = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru
Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At
Rn Fr Ra Ac Th Pa U
"""

_WRITTEN_OUT = """
Lanthanum La Cerium Ce Praseodymium Pr Neodymium Nd Promethium Pm Samarium Sm Europium Eu Gadolinium Gd Terbium Tb
Dysprosium Dy Holmium Ho Erbium Er Thulium Tm Ytterbium Yb Lutetium Lu Yttrium Y Scandium Sc Iron Fe Cobalt Co Boron B
Copper Cu Zirconium Zr Strontium Sr
"""

ALIKE = 0.8
"""How alike, 0 to 1 by difflib, a name must be written to an element's to mean it."""

_KNOWN = folded(_SYMBOLS.split())
_WORDS = _WRITTEN_OUT.split()
_SYMBOL_OF = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def is_symbol(element: str) -> bool:
    """Whether it is the symbol of an element, in whatever case."""
    return symbol(element).casefold() in _KNOWN


def did_you_mean(element: str) -> str:
    """`` Did you mean 'Dy'?`` for Dysprosium, with the blank in front, or nothing."""
    near = Names(_SYMBOL_OF).closest(element, ALIKE)
    return f" Did you mean {quoted(_SYMBOL_OF[near])}?" if near else ""
