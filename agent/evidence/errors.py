"""What can be wrong with evidence, one name for each kind.

EvidenceError
+-- LedgerError             an id that the ledger does not hold, or a record without a value
+-- DraftError              a model's draft is refused before anything is filled in
|   +-- EmptyDraft, DraftTooLong
|   +-- DigitInDraft, NumberWord
|   +-- UnknownId           a placeholder that the ledger does not hold
|   +-- UnsupportedComparison   cheaper, twice, most, never ... outside a proven statement
|   +-- OptionInDraft       an option named outside a placeholder, or the recommendation not put first
|   +-- NegationInDraft     a negation could turn a proven statement round
|   +-- LinkInDraft, MarkupInDraft, ForgedCitation
+-- AnswerError             the finished text is refused
    +-- AlteredValue        a value is not written as the ledger writes it
    +-- StrayNumber         a number that no ledger entry, quote or word of the user accounts for
    +-- StrayUnit           a unit or scale put to a value outside its ledger entry
    +-- StrayComparison     a comparison outside a proven statement
    +-- UnknownCitation     a mark that names no citation, or another one than the sentence was given
    +-- UnsafeText          a link, markup or control characters
"""

# ruff: noqa: N818 - the names say what was found, as they appear in reports and test names
from __future__ import annotations


class EvidenceError(ValueError):
    """Base of everything here; the message says what was found and where."""


class LedgerError(EvidenceError): ...


class DraftError(EvidenceError): ...


class EmptyDraft(DraftError): ...


class DraftTooLong(DraftError): ...


class DigitInDraft(DraftError): ...


class NumberWord(DraftError): ...


class UnknownId(DraftError): ...


class UnsupportedComparison(DraftError): ...


class OptionInDraft(DraftError): ...


class NegationInDraft(DraftError): ...


class LinkInDraft(DraftError): ...


class MarkupInDraft(DraftError): ...


class ForgedCitation(DraftError): ...


class AnswerError(EvidenceError): ...


class AlteredValue(AnswerError): ...


class StrayNumber(AnswerError): ...


class StrayUnit(AnswerError): ...


class StrayComparison(AnswerError): ...


class UnknownCitation(AnswerError): ...


class UnsafeText(AnswerError): ...
