"""What a person will not give up, beside what sources say a path costs."""

from __future__ import annotations

import re

from fingerpost.guide.model import CareerPath
from fingerpost.home.profile import Profile
from fingerpost.text import fold

_PAY = re.compile(r"\b(?:pay|income|salary|money|earnings?|wages?)\b")


def conflicts(path: CareerPath, profile: Profile) -> tuple[str, ...]:
    """Return a sentence for each thing that the person keeps and a source says is often lost."""
    found = []
    if profile.keep_clinical and path.beside_clinical_work is False:
        found.append(
            "It conflicts with your wish to stay in clinical work: the source says that it "
            "cannot be had beside it."
        )
    if path.pay_drops and any(is_pay(kept) for kept in profile.not_give_up):
        found.append(
            f"It may conflict with the pay that you will not give up: {path.cost_pay.rstrip('.')}."
        )
    return tuple(found)


def cautions(path: CareerPath, profile: Profile) -> tuple[str, ...]:
    """Return a sentence where a source speaks against staying in clinical work on this path."""
    if not (profile.keep_clinical and path.leaves_patients) or path.beside_clinical_work is False:
        return ()
    said = path.leaves_patients.rstrip(".")
    return (f"It may conflict with your wish to stay in clinical work: {said}.",)


def against(path: CareerPath, profile: Profile) -> tuple[str, ...]:
    """Return what the conflicts and cautions are about, in a word or two each."""
    away = path.beside_clinical_work is False and profile.keep_clinical
    pay = path.pay_drops and any(is_pay(kept) for kept in profile.not_give_up)
    return tuple(
        word
        for word, found in (("clinical work", away or cautions(path, profile)), ("pay", pay))
        if found
    )


def is_pay(kept: str) -> bool:
    """Tell whether what is not given up is pay."""
    return bool(_PAY.search(fold(kept)))
