"""Questions that are not in English, told by their function words."""

from __future__ import annotations

from typing import Final

from fingerpost.intake.general_words import GENERAL

FEWEST: Final = 2
"""Different function words of another language; one may be a name ('de Quervain')."""
_WORDS: Final = {
    "Dutch": """aan als bij dan dat deze die dit door een het heeft hoe hun kunnen maar met naar
        niet nog om onze ook onder over te tot tussen uit van voor waar wanneer welke wie wordt
        worden zich zijn zou""",
    "French": """au aux avec ce ces cette chez comment dans des du elle entre est et ils la le les
        leur leurs mais nos notre nous ont ou où par peut peuvent pour pourquoi quand que quel
        quelle quelles quels qui sans ses son sont sous sur une vos votre vous""",
    "German": """als am auf auch aus bei beim bis das dass dem den der des diese diesen dieser durch
        ein eine einem einen einer eines für gegen haben im ist kann können könnte mein meine mit
        nach nicht ob oder ohne sich sie sind soll über um und uns unser unsere unseren unter vom
        von vor wann warum was welche welchem welchen welcher welches wenn wer werden wie wir wird
        zu zum zur zwischen""",
    "Italian": """agli alla alle anche che chi come con cui dai dal dalla degli dei del della delle
        di e gli i il la le loro nei nel nella nelle nostri nostro o per perché più possiamo può
        quale quali quando se si sono sul sulla tra un una""",
    "Portuguese": """ao aos as com como da das de do dos e ela em entre essa esse esta este mais mas
        na nas no nos nossos o os ou para pela pelo pode podem por quais qual quando que quem são se
        sem seu seus sobre um uma""",
    "Spanish": """al como con cuál cuáles cuando cuándo cómo de del desde el ella en entre es esta
        este la las lo los más nuestros o para pero por puede pueden podemos qué que quién quiénes
        se según ser sin sobre son su sus un una y""",
}  # fmt: skip


def language_of(words: tuple[str, ...]) -> str:
    """Return the language other than English that a question's words in lower case are in, or ''.

    It has at least two function words that English has not, and more of them than of English.
    """
    said = frozenset(words)
    english = said & GENERAL
    counts = [
        (len(said & frozenset(theirs.split()) - GENERAL), language)
        for language, theirs in _WORDS.items()
    ]
    most, language = max(counts, key=lambda one: (one[0], one[1]))
    own = english - frozenset(_WORDS[language].split())
    return language if most >= FEWEST and most > len(own) else ""
