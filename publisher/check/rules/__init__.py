"""The domain rules of the data model (section 5), and what its coding rules (section 3) imply: one function each.

A rule takes a `Window` and yields an `Issue` for each row that breaks it. It supposes rows that keep to their schemas
(types, required cells, codes, keys, references): the table engine looks at these first. A rule never refuses what the
coding rules allow; where words decide a code, only words without another reading are in its list (`words`).

RULES look at the rows of a range of sources; ONCE at the whole tables of sources and actors, with the evidence for
the actors' offices. A package that fits into one window gives both the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.check.issue import Issue
from publisher.check.rules import (
    actors,
    candidates,
    chains,
    clauses,
    context,
    dates,
    dating,
    edges,
    events,
    evidence,
    figures,
    mentions,
    order,
    participants,
    quotation,
    statements,
)
from publisher.check.rules.evidence import uncovered
from publisher.check.window import Window

__all__ = ["ONCE", "RULES", "Rule", "uncovered"]

Rule = Callable[[Window], Iterator[Issue]]

RULES: tuple[Rule, ...] = (
    evidence.source_text,
    evidence.exact_words,
    evidence.whole_words,
    evidence.one_paragraph,
    evidence.evidence_ids,
    evidence.candidate_ids,
    evidence.evidence_has_record,
    evidence.evidence_field,
    evidence.basis_fits,
    evidence.first_evidence,
    evidence.links_of_evidence,
    evidence.own_evidence,
    evidence.document_date_evidence,
    dates.date_columns,
    dates.date_words,
    dates.document_date_words,
    dates.date_of_saying,
    dates.saying_is_dated,
    dates.time_of_event,
    dates.time_of_setting,
    dating.date_in_its_paragraph,
    dating.own_date_is_not_inferred,
    dating.inferred_from_the_nearest,
    dating.cue_is_dated,
    context.language_of_text,
    context.no_full_stop,
    context.event_is_named,
    context.named_where_it_happens,
    mentions.pronouns,
    mentions.plural_mentions,
    mentions.mention_types,
    mentions.mention_shape,
    actors.office_beside_holder,
    actors.office_is_whole,
    events.mode_fits,
    participants.role_fits,
    participants.participant_is_named,
    participants.participants_of_mention,
    events.type_of_mention,
    participants.same_role_together,
    events.place_codes,
    events.one_place_one_code,
    events.event_statement,
    events.claims,
    participants.claimed_participation,
    events.negated_event,
    events.doubled_events,
    statements.statement_hull,
    statements.doubled_statements,
    statements.speaker_is_named,
    statements.joint_speakers,
    statements.running_quotation,
    quotation.quote_type_fits,
    quotation.quoted_between_marks,
    edges.spans_do_not_cross,
    edges.phrase_edges,
    edges.dates_are_whole,
    edges.parts_are_disjoint,
    clauses.cue_is_whole,
    clauses.no_cue_left_out,
    clauses.content_is_whole,
    chains.reported_by,
    chains.same_utterance,
    statements.addressee_is_named,
    statements.addressee_is_object,
    statements.no_saying_left_out,
    statements.setting_is_an_occasion,
    statements.speaker_was_there,
    statements.act_fits_cue,
    figures.figure_words,
    figures.figure_order,
    figures.figure_spans,
    figures.counted_is_named,
    figures.figure_statement,
    figures.figure_measure,
    figures.figure_unit,
    figures.figure_estimate,
    figures.counted_is_whole,
    figures.counting_phrase,
    figures.figure_event_near,
    candidates.decisions,
    candidates.candidate_evidence,
    candidates.method_follows,
    candidates.marks_are_decided,
    candidates.quotes_are_quoted,
    order.text_order,
)
ONCE: tuple[Rule, ...] = (
    actors.parent_fits,
    actors.country_fits,
    actors.state_fields,
    actors.distinct_actors,
    actors.office_words,
    order.key_order,
)
