-- Views over the tables of this package, for questions that would need many joins.
--
-- Runs unchanged in DuckDB and in SQLite 3.28 or newer. First load the tables under their own names, empty cells as
-- NULL. In SQLite, booleans are 1 and 0, and dates are text such as 2024-03-05; then both give the same rows.
--
--   acts             who did or said what to whom, and who says so
--   events_flat      each event with its sides, its places, and who tells of it as what
--   statements_flat  each statement with its speakers, its addressees, its targets, and who reports it
--   figures_flat     each figure with its event, who states it, dates and places
--
-- The three views before them, `actor_homes`, `statement_chain` and `statement_voices`, are their parts; you seldom
-- need them yourself.
--
-- The views also have automatic rows, repetitions, and events that did not happen. Filter them:
--   rows that a person has decided on         method <> 'automatic'
--   each utterance once, each figure once     fuller_statement_id IS NULL, fuller_figure_id IS NULL
--   what the article says in its own words    is_asserted
--   what anybody says has happened            coalesce(auxiliary_mode, 'historical') = 'historical'
--   what the article itself says happened     both of the last two
-- `what anybody says has happened` keeps what only one side says, such as its accusations: it may not have happened.
-- In `acts`, `is_asserted` says of words only that they were said: for deeds, add record_table = 'events'.
--
-- Automatic rows have no `note`, since no person has read them. Most of them have no `is_asserted`: the program does not
-- know whose words they are. So this filter leaves nearly nothing of an archive that nobody has curated.
--
-- In a cell that lists several things, `; ` is between names, ` > ` between a speaker and the one who passed it on,
-- ` + ` between accounts, and ` … ` between the words of several places. The names are in the order in which the text
-- first names them in that role. A program should not split such a cell, since a name may hold one of these signs: the
-- tables (`event_actors`, `statement_actors`, `event_mentions`) and `statement_chain` have each name in a row of its own.
--
-- `?` after a name: the text does not say it, the curator concluded it from the context: that this one passed the words
-- on, or speaks of this event. Those who passed the words on after that are just as uncertain, and have a `?` as well.
-- (In `date_edtf`, `?` is part of the date: an uncertain day.) To leave out what rests on such links alone:
--   events_flat, acts                         NOT only_inferred
--   statements_flat, figures_flat             coalesce(reported_by, '') NOT LIKE '%?%'
-- Without `coalesce` you would lose the surest rows: their cell is empty.
--
-- Lists are made by `group_concat` as a window function: it is the one form that keeps the order in DuckDB, whose
-- threads may mix the rows of an ordered subquery, and in SQLite before 3.44, which has no ORDER BY in an aggregate.
-- With thousands of articles, DuckDB is much faster.

DROP VIEW IF EXISTS acts;
DROP VIEW IF EXISTS figures_flat;
DROP VIEW IF EXISTS events_flat;
DROP VIEW IF EXISTS statements_flat;
DROP VIEW IF EXISTS statement_voices;
DROP VIEW IF EXISTS statement_chain;
DROP VIEW IF EXISTS actor_homes;


-- actor_homes: one row per actor, with the organization and the state that it is or belongs to.
CREATE VIEW actor_homes AS
WITH RECURSIVE lineage AS (
    SELECT actor_id, actor_id AS ancestor_id, 0 AS step FROM actors
    UNION ALL
    SELECT l.actor_id, a.parent_actor_id, l.step + 1
    FROM lineage AS l
    JOIN actors AS a ON a.actor_id = l.ancestor_id
    WHERE a.parent_actor_id IS NOT NULL
),
nearest AS (
    SELECT l.actor_id, l.ancestor_id, a.actor_type, a.name,
           row_number() OVER (PARTITION BY l.actor_id, a.actor_type ORDER BY l.step) AS place
    FROM lineage AS l
    JOIN actors AS a ON a.actor_id = l.ancestor_id
)
SELECT
    a.actor_id,                -- The actor.
    o.ancestor_id
        AS organization_id,    -- The organization; the nearest one, where there are more.
    o.name AS organization,    -- Name of that organization.
    s.ancestor_id AS state_id, -- The state. Empty where no text names it.
    coalesce(s.name, c.label, a.country_code)
        AS state               -- Name of the state, or of the country where no text names the state.
FROM actors AS a
LEFT JOIN nearest AS o ON o.actor_id = a.actor_id AND o.actor_type = 'organization' AND o.place = 1
LEFT JOIN nearest AS s ON s.actor_id = a.actor_id AND s.actor_type = 'state' AND s.place = 1
LEFT JOIN codes AS c ON c.table_name = 'actors' AND c.column_name = 'country_code' AND c.code = a.country_code;


-- statement_chain: one row per statement and each statement that reports it, directly or through others.
CREATE VIEW statement_chain AS
WITH RECURSIVE links AS (
    SELECT s.statement_id, s.reported_by_statement_id AS reporter_id, i.record_id IS NOT NULL AS is_inferred
    FROM statements AS s
    LEFT JOIN (
        SELECT DISTINCT record_id FROM evidence WHERE field = 'reported_by' AND basis = 'inferred'
    ) AS i ON i.record_id = s.statement_id
    WHERE s.reported_by_statement_id IS NOT NULL
),
steps AS (
    SELECT statement_id, 1 AS step, reporter_id, is_inferred FROM links
    UNION ALL
    SELECT s.statement_id, s.step + 1, l.reporter_id, s.is_inferred OR l.is_inferred
    FROM steps AS s
    JOIN links AS l ON l.statement_id = s.reporter_id
)
SELECT
    statement_id,              -- The statement.
    step,                      -- The statement that reports it is at step 1, the one that reports that at step 2 ...
    reporter_id,               -- The statement that reports it at this step.
    is_inferred                -- Whether this link, or one before it, is inferred.
FROM steps;


-- statement_voices: one row per statement, with who says it and the whole chain of those who report it.
CREATE VIEW statement_voices AS
WITH speaking AS (
    SELECT DISTINCT
        p.statement_id,
        group_concat(a.name, '; ') OVER (
            PARTITION BY p.statement_id ORDER BY e.char_start, e.char_end, a.name, a.actor_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS speakers
    FROM statement_actors AS p
    JOIN actors AS a ON a.actor_id = p.actor_id
    JOIN evidence AS e ON e.evidence_id = p.evidence_id
    WHERE p.role = 'speaker'
),
named AS (
    SELECT s.statement_id, coalesce(p.speakers, s.speaker_text) AS speakers
    FROM statements AS s
    LEFT JOIN speaking AS p ON p.statement_id = s.statement_id
),
reporting AS (
    SELECT DISTINCT
        c.statement_id,
        group_concat(coalesce(n.speakers, 'not named') || CASE WHEN c.is_inferred THEN '?' ELSE '' END, ' > ') OVER (
            PARTITION BY c.statement_id ORDER BY c.step ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS reported_by
    FROM statement_chain AS c
    JOIN named AS n ON n.statement_id = c.reporter_id
),
noted AS (
    -- The remarks on its speakers and on those who report it, each once.
    SELECT t.statement_id, a.name || ': ' || a.note AS note, min(t.step) AS step
    FROM (
        SELECT statement_id, 0 AS step, statement_id AS voice_id FROM statements
        UNION ALL
        SELECT statement_id, step, reporter_id FROM statement_chain
    ) AS t
    JOIN statement_actors AS p ON p.statement_id = t.voice_id AND p.role = 'speaker'
    JOIN actors AS a ON a.actor_id = p.actor_id
    WHERE a.note IS NOT NULL
    GROUP BY t.statement_id, a.name || ': ' || a.note
),
notes AS (
    SELECT DISTINCT
        statement_id,
        group_concat(note, ' ') OVER (
            PARTITION BY statement_id ORDER BY step, note ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS notes
    FROM noted
)
SELECT
    n.statement_id,            -- The statement.
    n.speakers,                -- Names of its speakers, or the speaker as printed. Empty where none is named.
    r.reported_by,             -- Who reports it, from innermost to outermost. Empty where the article itself does, or
                               -- (automatic rows) where the program found nobody.
    coalesce(n.speakers, 'not named') || coalesce(' > ' || r.reported_by, '')
        AS account,            -- The speakers and then who reports them.
    t.notes AS account_notes   -- Remarks of a curator on all these: anonymous, state-run ...
FROM named AS n
LEFT JOIN reporting AS r ON r.statement_id = n.statement_id
LEFT JOIN notes AS t ON t.statement_id = n.statement_id;


-- statements_flat: one row per statement.
CREATE VIEW statements_flat AS
WITH speaking AS (
    -- Who a pronoun ("we", "her") may mean without being a subject of the statement: who speaks, and whose body it is.
    SELECT p.statement_id, p.actor_id FROM statement_actors AS p WHERE p.role = 'speaker'
    UNION
    SELECT p.statement_id, h.organization_id
    FROM statement_actors AS p
    JOIN actor_homes AS h ON h.actor_id = p.actor_id
    WHERE p.role = 'speaker' AND h.organization_id IS NOT NULL
    UNION
    SELECT p.statement_id, h.state_id
    FROM statement_actors AS p
    JOIN actor_homes AS h ON h.actor_id = p.actor_id
    WHERE p.role = 'speaker' AND h.state_id IS NOT NULL
),
parts AS (
    -- Each actor of a statement: its role there, and `about` for those that its words name.
    SELECT p.statement_id, p.role, p.actor_id, e.char_start AS place
    FROM statement_actors AS p
    JOIN evidence AS e ON e.evidence_id = p.evidence_id
    UNION ALL
    SELECT p.statement_id, 'about', p.actor_id, e.char_start
    FROM statement_actors AS p
    JOIN evidence AS e ON e.evidence_id = p.evidence_id
    WHERE p.role = 'target'
    UNION ALL
    SELECT c.record_id, 'about', m.record_id, m.char_start
    FROM evidence AS c
    JOIN evidence AS m
        ON m.source_id = c.source_id AND m.char_start >= c.char_start AND m.char_end <= c.char_end
    LEFT JOIN speaking AS w ON w.statement_id = c.record_id AND w.actor_id = m.record_id AND m.mention_type = 'pronoun'
    WHERE c.record_table = 'statements' AND c.field = 'content' AND m.record_table = 'actors' AND m.field = 'name'
        AND w.actor_id IS NULL
),
once AS (
    SELECT statement_id, role, actor_id, min(place) AS place FROM parts GROUP BY statement_id, role, actor_id
),
homes AS (
    SELECT statement_id, role, name, min(place) AS place
    FROM (
        SELECT o.statement_id, o.role, a.name, o.place
        FROM once AS o
        JOIN actors AS a ON a.actor_id = o.actor_id
        WHERE o.role <> 'speaker'
        UNION ALL
        SELECT o.statement_id, 'organization', h.organization, o.place
        FROM once AS o
        JOIN actor_homes AS h ON h.actor_id = o.actor_id
        WHERE o.role = 'speaker' AND h.organization IS NOT NULL
        UNION ALL
        SELECT o.statement_id, 'state', h.state, o.place
        FROM once AS o
        JOIN actor_homes AS h ON h.actor_id = o.actor_id
        WHERE o.role = 'speaker' AND h.state IS NOT NULL
    ) AS named
    GROUP BY statement_id, role, name
),
lists AS (
    SELECT DISTINCT
        statement_id, role,
        group_concat(name, '; ') OVER (
            PARTITION BY statement_id, role ORDER BY place, name
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS names
    FROM homes
),
by_role AS (
    SELECT
        statement_id,
        max(CASE WHEN role = 'addressee' THEN names END) AS addressees,
        max(CASE WHEN role = 'target' THEN names END) AS targets,
        max(CASE WHEN role = 'about' THEN names END) AS about,
        max(CASE WHEN role = 'organization' THEN names END) AS organizations,
        max(CASE WHEN role = 'state' THEN names END) AS states
    FROM lists
    GROUP BY statement_id
),
telling AS (
    SELECT DISTINCT
        statement_id,
        group_concat(label, '; ') OVER (
            PARTITION BY statement_id ORDER BY place, label ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS events
    FROM (
        SELECT m.statement_id, t.label, min(e.char_start) AS place
        FROM event_mentions AS m
        JOIN events AS t ON t.event_id = m.event_id
        JOIN evidence AS e ON e.evidence_id = m.evidence_id
        WHERE m.statement_id IS NOT NULL
        GROUP BY m.statement_id, m.event_id, t.label
    ) AS told
)
SELECT
    s.statement_id,                              -- Key of the row of `statements`.
    v.speakers,                                  -- Who says it, or the speaker as printed. Empty where none is named.
    r.organizations AS speaker_organizations,    -- Organizations that the speakers are or belong to.
    r.states AS speaker_states,                  -- States that the speakers are or belong to.
    s.cue_text,                                  -- The words that show that something is said.
    r.addressees,                                -- Who it is said to.
    r.targets,                                   -- Who the act is directed at: the one accused, asked, supported ...
    r.about,                                     -- The targets, and every actor that the words said mention; without
                                                 -- pronouns such as "we" for those who speak and their bodies.
    t.events,                                    -- The events that the words said tell of.
    s.content_text,                              -- What was said, as printed.
    s.quoted_text,                               -- The words of it in quotation marks.
    s.quote_type,                                -- How much of it is in quotation marks.
    s.act_type,                                  -- What the speaker does by saying it.
    q.label AS act_label,                        -- The same in words, such as "blame or concern".
    q.quad_class,                                -- Cooperation or conflict; empty where there is no act type.
    v.reported_by,                               -- Who reports it, from innermost to outermost. Empty: the article, or
                                                 -- (automatic rows) not known.
    v.account_notes,                             -- Remarks on the speakers and on those: anonymous, state-run ...
    s.fuller_statement_id,                       -- The row that gives all of this and more. Count rows without it.
    s.setting_event_id,                          -- The event at which it was said.
    e.label AS setting,                          -- Label of that event.
    s.date_edtf,                                 -- When it was said.
    s.date_start,                                -- First possible day of that.
    s.date_end,                                  -- Last possible day of that.
    s.source_id,                                 -- The article.
    s.evidence_id,                               -- Evidence of the whole statement.
    s.method,                                    -- How the row was made.
    s.note                                       -- A remark of the curator: read it before you quote the row. Always
                                                 -- empty in automatic rows.
FROM statements AS s
JOIN statement_voices AS v ON v.statement_id = s.statement_id
LEFT JOIN by_role AS r ON r.statement_id = s.statement_id
LEFT JOIN telling AS t ON t.statement_id = s.statement_id
LEFT JOIN events AS e ON e.event_id = s.setting_event_id
LEFT JOIN codes AS q ON q.table_name = 'statements' AND q.column_name = 'act_type' AND q.code = s.act_type;


-- events_flat: one row per event.
CREATE VIEW events_flat AS
WITH voices AS (
    SELECT * FROM statement_voices  -- read once
),
reports AS (
    -- Each mention of an event in somebody's words. Words outside of what that speaker says are the speaker's only if
    -- the same report clearly goes on, which is inferred.
    SELECT m.event_id, m.statement_id, v.speakers, v.reported_by, e.char_start AS place,
           CASE WHEN e.basis = 'inferred' OR i.evidence_id IS NULL THEN 1 ELSE 0 END AS is_inferred
    FROM event_mentions AS m
    JOIN evidence AS e ON e.evidence_id = m.evidence_id
    JOIN voices AS v ON v.statement_id = m.statement_id
    LEFT JOIN (
        SELECT DISTINCT m.evidence_id
        FROM event_mentions AS m
        JOIN evidence AS e ON e.evidence_id = m.evidence_id
        JOIN evidence AS c ON c.record_id = m.statement_id AND c.field = 'content'
        WHERE c.char_start <= e.char_start AND e.char_end <= c.char_end
    ) AS i ON i.evidence_id = m.evidence_id
),
origins AS (
    -- Whose words tell of it, also if others passed them on.
    SELECT r.event_id, coalesce(a.actor_id, s.speaker_text, 'not named') AS origin,
           coalesce(a.name, s.speaker_text, 'not named') AS name, min(r.place) AS place,
           min(r.is_inferred) AS is_inferred
    FROM reports AS r
    JOIN statements AS s ON s.statement_id = r.statement_id
    LEFT JOIN statement_actors AS p ON p.statement_id = s.statement_id AND p.role = 'speaker'
    LEFT JOIN actors AS a ON a.actor_id = p.actor_id
    GROUP BY r.event_id, coalesce(a.actor_id, s.speaker_text, 'not named'),
             coalesce(a.name, s.speaker_text, 'not named')
),
relays AS (
    -- Who passed these words on.
    SELECT r.event_id, coalesce(a.actor_id, s.speaker_text, 'not named') AS relay,
           coalesce(a.name, s.speaker_text, 'not named') AS name, min(r.place) AS place, min(c.step) AS step,
           min(CASE WHEN c.is_inferred OR r.is_inferred = 1 THEN 1 ELSE 0 END) AS is_inferred
    FROM reports AS r
    JOIN statement_chain AS c ON c.statement_id = r.statement_id
    JOIN statements AS s ON s.statement_id = c.reporter_id
    LEFT JOIN statement_actors AS p ON p.statement_id = s.statement_id AND p.role = 'speaker'
    LEFT JOIN actors AS a ON a.actor_id = p.actor_id
    GROUP BY r.event_id, coalesce(a.actor_id, s.speaker_text, 'not named'),
             coalesce(a.name, s.speaker_text, 'not named')
),
accounts AS (
    SELECT event_id, speakers, reported_by, min(place) AS place, min(is_inferred) AS is_inferred
    FROM reports GROUP BY event_id, speakers, reported_by
),
sure AS (
    SELECT DISTINCT event_id FROM accounts WHERE is_inferred = 0 AND coalesce(reported_by, '') NOT LIKE '%?%'
),
entries AS (
    -- Everything that is listed in one cell: for which event, in which list, the text, and what it is ordered by.
    SELECT event_id, 'account' AS list,
           coalesce(speakers, 'not named') || CASE is_inferred
               WHEN 1 THEN '?' || coalesce(' > ' || replace(replace(reported_by, '?', ''), ' > ', '? > ') || '?', '')
               ELSE coalesce(' > ' || reported_by, '')
           END AS entry,
           place, 0 AS step
    FROM accounts
    UNION ALL
    SELECT event_id, 'origin', name || CASE is_inferred WHEN 1 THEN '?' ELSE '' END, place, 0 FROM origins
    UNION ALL
    SELECT event_id, 'relay', name || CASE is_inferred WHEN 1 THEN '?' ELSE '' END, place, step FROM relays
    UNION ALL
    SELECT t.event_id, 'note', a.name || ': ' || a.note, min(t.place), min(t.step)
    FROM (
        SELECT event_id, origin AS actor_id, place, 0 AS step FROM origins
        UNION ALL
        SELECT event_id, relay, place, step FROM relays
    ) AS t
    JOIN actors AS a ON a.actor_id = t.actor_id
    WHERE a.note IS NOT NULL
    GROUP BY t.event_id, a.name || ': ' || a.note
    UNION ALL
    SELECT m.event_id, 'words', e.exact, e.char_start, 0
    FROM event_mentions AS m
    JOIN evidence AS e ON e.evidence_id = m.evidence_id
    UNION ALL
    SELECT m.event_id, 'claimed type',
           m.event_type || ': ' || CASE m.voice
               WHEN 'own' THEN 'the article itself'
               WHEN 'reported' THEN coalesce(v.speakers, 'not named')
               ELSE 'not known'
           END,
           min(e.char_start), 0
    FROM event_mentions AS m
    JOIN evidence AS e ON e.evidence_id = m.evidence_id
    LEFT JOIN voices AS v ON v.statement_id = m.statement_id
    WHERE m.event_type IS NOT NULL
    GROUP BY m.event_id, m.event_type, m.voice, v.speakers
    UNION ALL
    SELECT p.event_id, CASE WHEN p.statement_id IS NULL THEN p.role ELSE 'claimed party' END,
           a.name || CASE
               WHEN p.statement_id IS NULL THEN ''
               ELSE ' (' || p.role || '): ' || coalesce(v.speakers, 'not named')
           END,
           e.char_start, 0
    FROM event_actors AS p
    JOIN actors AS a ON a.actor_id = p.actor_id
    JOIN evidence AS e ON e.evidence_id = p.evidence_id
    LEFT JOIN voices AS v ON v.statement_id = p.statement_id
    UNION ALL
    SELECT p.event_id, 'place', p.place_name, e.char_start, 0
    FROM event_places AS p
    JOIN evidence AS e ON e.evidence_id = p.evidence_id
    UNION ALL
    SELECT p.event_id, 'country', p.country_code, min(e.char_start), 0
    FROM event_places AS p
    JOIN evidence AS e ON e.evidence_id = p.evidence_id
    WHERE p.country_code IS NOT NULL
    GROUP BY p.event_id, p.country_code
),
lists AS (
    SELECT DISTINCT
        event_id, list,
        CASE list
            WHEN 'account' THEN group_concat(entry, ' + ') OVER whole
            WHEN 'words' THEN group_concat(entry, ' … ') OVER whole
            WHEN 'note' THEN group_concat(entry, ' ') OVER whole
            ELSE group_concat(entry, '; ') OVER whole
        END AS entries
    FROM entries
    WINDOW whole AS (
        PARTITION BY event_id, list ORDER BY place, step, entry
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
),
by_list AS (
    SELECT
        event_id,
        max(CASE WHEN list = 'actor' THEN entries END) AS actors,
        max(CASE WHEN list = 'recipient' THEN entries END) AS recipients,
        max(CASE WHEN list = 'claimed party' THEN entries END) AS claimed_parties,
        max(CASE WHEN list = 'claimed type' THEN entries END) AS claimed_types,
        max(CASE WHEN list = 'place' THEN entries END) AS places,
        max(CASE WHEN list = 'country' THEN entries END) AS country_codes,
        max(CASE WHEN list = 'origin' THEN entries END) AS origins,
        max(CASE WHEN list = 'relay' THEN entries END) AS relays,
        max(CASE WHEN list = 'account' THEN entries END) AS accounts,
        max(CASE WHEN list = 'note' THEN entries END) AS account_notes,
        max(CASE WHEN list = 'words' THEN entries END) AS words
    FROM lists
    GROUP BY event_id
),
counts AS (
    SELECT event_id, sum(1 - is_inferred) AS origin_count, sum(is_inferred) AS inferred_origin_count
    FROM origins GROUP BY event_id
),
precision AS (
    SELECT event_id, min(where_prec) AS where_prec FROM event_places GROUP BY event_id
)
SELECT
    e.event_id,                    -- Key of the row of `events`.
    e.label,                       -- Short name of the event. It says less than the text: see `words`.
    l.words,                       -- The words that tell of it, as printed, from all places of the text.
    e.event_type,                  -- As the article itself tells it. If it does not, as the first person quoted does.
    e.event_mode,                  -- How it was done.
    e.event_context,               -- Its main subject.
    CASE WHEN coalesce(e.auxiliary_mode, '') <> 'negation' THEN q.quad_class END
        AS quad_class,             -- Cooperation or conflict, in words or by acts. Empty for OTHER, and for what did
                                   -- not happen.
    e.auxiliary_mode,              -- Set if it is background from before the news, or if it is planned, hypothetical or
                                   -- did not happen.
    l.actors,                      -- Who acts, or the sides of what both sides do. Without those only claimed.
    l.recipients,                  -- Who it is done to. Without those only claimed.
    l.claimed_parties,             -- Parties that somebody only claims: name, role, and who claims it.
    l.claimed_types,               -- Other or alleged types of the event, each with who gives it that type.
    e.is_asserted,                 -- Whether the article itself tells of it. Empty where that is not known.
    l.origins,                     -- Those whose own words tell of it, each once.
    CAST(coalesce(c.origin_count, 0) AS BIGINT)
        AS origin_count,           -- How many they are, without the article itself and without those with a `?`. Joint
                                   -- speakers count one each. Two of them may still have it from one another.
    CAST(coalesce(c.inferred_origin_count, 0) AS BIGINT)
        AS inferred_origin_count,  -- How many have a `?`: no words say that they tell of this event.
    l.relays,                      -- Those who only passed these words on, each once. They are no further origins.
    l.accounts,                    -- Each way by which it reached the article: whose words, then who passed them on.
                                   -- Empty: the article tells it, or (if `is_asserted` is empty, too) not known.
    l.accounts IS NOT NULL AND k.event_id IS NULL AND NOT coalesce(e.is_asserted, FALSE)
        AS only_inferred,          -- Whether each of these accounts has a `?`, and the article itself does not tell of it.
    l.account_notes,               -- Remarks of a curator on all these: anonymous, state-run ...
    e.date_edtf,                   -- When it happened.
    e.date_start,                  -- First possible day of that.
    e.date_end,                    -- Last possible day of that.
    e.date_prec,                   -- How precise the date is.
    l.places,                      -- Names of its places.
    l.country_codes,               -- Countries of these, each once.
    p.where_prec,                  -- How precise the most precise of them is, from 1 (exact) on. Automatic rows have 5
                                   -- for a place in a country, also for a town.
    e.parent_event_id,             -- The larger event that it is part of.
    parent.label AS part_of,       -- Label of that event.
    e.source_id,                   -- The article.
    e.evidence_id,                 -- Evidence of its first mention.
    e.method,                      -- How the row was made.
    e.note                         -- A remark of the curator: read it before you quote the row. Always empty in
                                   -- automatic rows.
FROM events AS e
LEFT JOIN by_list AS l ON l.event_id = e.event_id
LEFT JOIN counts AS c ON c.event_id = e.event_id
LEFT JOIN sure AS k ON k.event_id = e.event_id
LEFT JOIN precision AS p ON p.event_id = e.event_id
LEFT JOIN events AS parent ON parent.event_id = e.parent_event_id
LEFT JOIN codes AS q ON q.table_name = 'events' AND q.column_name = 'event_type' AND q.code = e.event_type;


-- figures_flat: one row per figure.
CREATE VIEW figures_flat AS
SELECT
    f.figure_id,                   -- Key of the row of `figures`.
    f.value_text,                  -- The number as printed, with its hedge.
    f.value,                       -- The number. Empty where the words give no single one.
    coalesce(f.lower, CASE WHEN f.modifier = 'plain' THEN f.value END)
        AS low,                    -- The least that it can be by these words. Empty where that is open ("around 300").
    coalesce(f.upper, CASE WHEN f.modifier = 'plain' THEN f.value END)
        AS high,                   -- The most that it can be by these words. Empty where that is open.
    f.modifier,                    -- How the words limit the number.
    f.is_estimate,                 -- Whether the source itself calls it an estimate.
    f.measure,                     -- What happened to the people or things that are counted.
    f.unit,                        -- What one of them is.
    f.counted_text,                -- The counted things as printed.
    a.name AS counted_actor,       -- The actor that was counted, or that the counted things belong to.
    f.auxiliary_mode,              -- Set if the number is planned, hypothetical or denied.
    f.fuller_figure_id,            -- The row that gives the same number and more. Add up rows without it.
    CASE
        WHEN f.statement_id IS NOT NULL THEN coalesce(v.speakers, 'not named')
        WHEN f.method <> 'automatic' THEN 'the article itself'
    END AS stated_by,              -- Who states it. Empty in automatic rows where that is not known.
    v.reported_by,                 -- Who reports that, from innermost to outermost. Empty: the article, or (automatic
                                   -- rows) not known.
    v.account_notes,               -- Remarks of a curator on all these: anonymous, state-run ...
    f.event_id,                    -- The event in which it happened.
    e.label AS event,              -- Label of that event.
    e.event_type,                  -- Type of that event.
    e.date_edtf,                   -- When the event happened. It may rest on other words than those of the figure.
    e.date_start,                  -- First possible day of that.
    e.date_end,                    -- Last possible day of that.
    e.places,                      -- Places of the event.
    e.country_codes,               -- Countries of these, each once.
    s.date_edtf AS stated_edtf,    -- When somebody other than the article stated the figure. Empty where the text does
                                   -- not say. It is not the day on which it happened.
    d.document_date,               -- Date of the article.
    f.source_id,                   -- The article.
    f.evidence_id,                 -- Evidence of the counting phrase.
    f.method,                      -- How the row was made.
    f.note                         -- A remark of the curator: read it before you quote the number. Always empty in
                                   -- automatic rows.
FROM figures AS f
JOIN sources AS d ON d.source_id = f.source_id
LEFT JOIN actors AS a ON a.actor_id = f.counted_actor_id
LEFT JOIN events_flat AS e ON e.event_id = f.event_id
LEFT JOIN statements AS s ON s.statement_id = f.statement_id
LEFT JOIN statement_voices AS v ON v.statement_id = f.statement_id;


-- acts: one row per actor, act and recipient. An act is an event, or a statement with an act type. A statement is left
-- out if `fuller_statement_id` is set, or if it puts in words an agreement that is also an event: the article has an
-- event of the same type (AGREE and SUPPORT count as one) with the same parties and the same date, or neither is dated.
-- What two sides do together has one row for each two of them. An event of which no party is known has no row. A party
-- that is only claimed has rows of its own, which are not asserted.
CREATE VIEW acts AS
WITH voices AS (
    SELECT * FROM statement_voices  -- read once
),
told AS (
    SELECT * FROM events_flat
),
homes AS (
    SELECT * FROM actor_homes
),
claimed AS (
    -- The type that a statement gives an event: the first, where it gives more.
    SELECT event_id, statement_id, event_type
    FROM (
        SELECT m.event_id, m.statement_id, m.event_type,
               row_number() OVER (
                   PARTITION BY m.event_id, m.statement_id ORDER BY e.char_start, e.char_end, m.evidence_id
               ) AS place
        FROM event_mentions AS m
        JOIN evidence AS e ON e.evidence_id = m.evidence_id
        WHERE m.event_type IS NOT NULL AND m.statement_id IS NOT NULL
    ) AS typed
    WHERE place = 1
),
ranks AS (
    -- How the words give a party or a speaker: 0 explicit, 1 resolved, 2 inferred.
    SELECT evidence_id, CASE basis WHEN 'inferred' THEN 2 WHEN 'resolved' THEN 1 ELSE 0 END AS basis FROM evidence
),
party AS (
    SELECT p.event_id, p.actor_id, p.role, p.statement_id AS claim_id, k.basis,
           coalesce(c.event_type, e.event_type) AS act_type, e.method
    FROM event_actors AS p
    JOIN events AS e ON e.event_id = p.event_id
    JOIN ranks AS k ON k.evidence_id = p.evidence_id
    LEFT JOIN claimed AS c ON c.event_id = p.event_id AND c.statement_id = p.statement_id
),
faced AS (
    -- The parties that have somebody in the other role, as told by the same voice.
    SELECT DISTINCT p.event_id, p.actor_id, p.role
    FROM party AS p
    JOIN party AS q ON q.event_id = p.event_id AND q.role <> p.role AND q.actor_id <> p.actor_id
    WHERE q.claim_id IS NULL OR q.claim_id = p.claim_id
),
beside AS (
    -- Two sides of what both do: both are actors, there is no recipient, and the type is one that two sides can do. Of an
    -- attack that no person has read they may be allies, and are two acts.
    SELECT p.event_id, p.actor_id, q.actor_id AS recipient_id, p.claim_id, p.act_type,
           CASE WHEN p.basis > q.basis THEN p.basis ELSE q.basis END AS basis
    FROM party AS p
    JOIN party AS q ON q.event_id = p.event_id AND q.role = 'actor' AND q.actor_id <> p.actor_id
    LEFT JOIN faced AS f ON f.event_id = p.event_id AND f.actor_id = p.actor_id AND f.role = 'actor'
    WHERE p.role = 'actor' AND f.event_id IS NULL AND coalesce(p.claim_id, '') = coalesce(q.claim_id, '')
        AND p.act_type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'RETREAT', 'ASSAULT')
        AND (p.act_type <> 'ASSAULT' OR p.method <> 'automatic')
),
facing AS (
    SELECT p.event_id, p.actor_id, q.actor_id AS recipient_id, coalesce(p.claim_id, q.claim_id) AS claim_id,
           CASE WHEN p.claim_id IS NULL THEN q.act_type ELSE p.act_type END AS act_type,
           CASE WHEN p.basis > q.basis THEN p.basis ELSE q.basis END AS basis
    FROM party AS p
    JOIN party AS q ON q.event_id = p.event_id AND q.role = 'recipient' AND q.actor_id <> p.actor_id
    WHERE p.role = 'actor' AND (p.claim_id IS NULL OR q.claim_id IS NULL OR p.claim_id = q.claim_id)
),
done AS (
    SELECT f.event_id, f.actor_id, f.recipient_id, f.claim_id, f.act_type, f.basis, b.event_id IS NOT NULL AS is_mutual
    FROM facing AS f
    LEFT JOIN facing AS b
        ON b.event_id = f.event_id AND b.actor_id = f.recipient_id AND b.recipient_id = f.actor_id
    WHERE b.event_id IS NULL OR f.actor_id < f.recipient_id
    UNION ALL
    SELECT event_id, actor_id, recipient_id, claim_id, act_type, basis, TRUE FROM beside WHERE actor_id < recipient_id
    UNION ALL
    SELECT p.event_id, CASE p.role WHEN 'actor' THEN p.actor_id END, CASE p.role WHEN 'recipient' THEN p.actor_id END,
           p.claim_id, p.act_type, p.basis, FALSE
    FROM party AS p
    LEFT JOIN faced AS f ON f.event_id = p.event_id AND f.actor_id = p.actor_id AND f.role = p.role
    LEFT JOIN (SELECT DISTINCT event_id, actor_id FROM beside) AS b
        ON b.event_id = p.event_id AND b.actor_id = p.actor_id AND p.role = 'actor'
    WHERE f.event_id IS NULL AND b.event_id IS NULL
),
event_parties AS (
    SELECT DISTINCT
        event_id,
        group_concat(actor_id, '; ') OVER (
            PARTITION BY event_id ORDER BY actor_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS parties
    FROM (SELECT DISTINCT event_id, actor_id FROM event_actors WHERE statement_id IS NULL) AS p
),
statement_parties AS (
    SELECT DISTINCT
        statement_id,
        group_concat(actor_id, '; ') OVER (
            PARTITION BY statement_id ORDER BY actor_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS parties
    FROM (SELECT DISTINCT statement_id, actor_id FROM statement_actors WHERE role IN ('speaker', 'target')) AS p
),
also_events AS (
    SELECT DISTINCT s.statement_id
    FROM statements AS s
    JOIN statement_parties AS p ON p.statement_id = s.statement_id
    JOIN event_parties AS t ON t.parties = p.parties
    JOIN events AS e ON e.event_id = t.event_id AND e.source_id = s.source_id
    WHERE (e.event_type = s.act_type OR (e.event_type IN ('AGREE', 'SUPPORT') AND s.act_type IN ('AGREE', 'SUPPORT')))
        AND (e.date_start = s.date_start OR (e.date_start IS NULL AND s.date_start IS NULL))
        AND (e.date_end = s.date_end OR (e.date_end IS NULL AND s.date_end IS NULL))
        AND coalesce(e.auxiliary_mode, '') <> 'negation'
        AND (e.method <> 'automatic' OR s.method = 'automatic')
),
facing_words AS (
    SELECT s.statement_id, w.actor_id, t.actor_id AS recipient_id,
           CASE WHEN coalesce(k.basis, 0) > coalesce(l.basis, 0) THEN k.basis ELSE coalesce(l.basis, 0) END AS basis
    FROM statements AS s
    LEFT JOIN also_events AS x ON x.statement_id = s.statement_id
    LEFT JOIN statement_actors AS w ON w.statement_id = s.statement_id AND w.role = 'speaker'
    LEFT JOIN statement_actors AS t
        ON t.statement_id = s.statement_id AND t.role = 'target' AND t.actor_id <> coalesce(w.actor_id, '')
    LEFT JOIN ranks AS k ON k.evidence_id = w.evidence_id
    LEFT JOIN ranks AS l ON l.evidence_id = t.evidence_id
    WHERE s.act_type IS NOT NULL AND s.fuller_statement_id IS NULL AND x.statement_id IS NULL
),
said AS (
    SELECT f.statement_id, f.actor_id, f.recipient_id, f.basis, b.statement_id IS NOT NULL AS is_mutual
    FROM facing_words AS f
    LEFT JOIN facing_words AS b
        ON b.statement_id = f.statement_id AND b.actor_id = f.recipient_id AND b.recipient_id = f.actor_id
    WHERE b.statement_id IS NULL OR f.actor_id < f.recipient_id
)
SELECT
    'events' AS record_table,      -- The table that the act is in: events (done) or statements (said).
    d.event_id AS record_id,       -- Its key there.
    d.actor_id,                    -- Who acts. Empty where that is not known, or is no known actor.
    a.name AS actor,               -- Name of that actor, or the speaker as printed.
    h.state AS actor_state,        -- State that the actor is or belongs to.
    d.act_type,                    -- What is done; of a party that is only claimed, as the claim has it.
    q.label AS act_label,          -- The same in words: "accusation" for a lawsuit, "blame or concern" for words.
    CASE WHEN coalesce(e.auxiliary_mode, '') <> 'negation' THEN q.quad_class END
        AS quad_class,             -- Cooperation or conflict, in words or by acts. Empty for OTHER, and for what did
                                   -- not happen.
    CASE WHEN d.act_type = e.event_type THEN e.event_mode END
        AS event_mode,             -- How it was done.
    d.recipient_id,                -- Who it is done to, or who the words are directed at.
    r.name AS recipient,           -- Name of that actor.
    i.state AS recipient_state,    -- State that the recipient is or belongs to.
    CASE d.basis WHEN 2 THEN 'inferred' WHEN 1 THEN 'resolved' ELSE 'explicit' END
        AS parties_basis,          -- How the words give actor and recipient; the less certain of the two.
    d.claim_id IS NOT NULL AS is_claimed, -- Whether somebody only claims that this one acts, or that it is done to it.
    d.claim_id AS claim_statement_id, -- The statement that claims it.
    d.is_mutual,                   -- Whether both do it, so that their order says nothing. Two allies look the same as
                                   -- two opponents if the text does not name the other side of the allies. Who attack in
                                   -- an automatic row are never mutual: each has an act of its own.
    e.auxiliary_mode,              -- Set if it is background from before the news, or if it is planned, hypothetical or
                                   -- did not happen. Background (`historical`) did happen.
    CASE WHEN d.claim_id IS NULL THEN e.is_asserted ELSE FALSE END
        AS is_asserted,            -- Whether the article itself tells it so; of words, only that they were said. Empty
                                   -- where that is not known.
    CASE
        WHEN d.claim_id IS NOT NULL THEN v.account
        WHEN NOT coalesce(e.is_asserted, FALSE) THEN e.accounts
    END AS by_account_of,          -- Who tells it so, and who reports these. Empty: the article itself. If `is_asserted` is
                                   -- empty, the article itself may tell it as well, and an empty cell means: not known.
    CASE WHEN d.claim_id IS NULL THEN e.only_inferred ELSE coalesce(v.reported_by, '') LIKE '%?%' END
        AS only_inferred,          -- Whether each of these has a `?`.
    CASE
        WHEN d.claim_id IS NOT NULL THEN v.account_notes
        WHEN NOT coalesce(e.is_asserted, FALSE) THEN e.account_notes
    END AS account_notes,          -- Remarks of a curator on these: anonymous, state-run ...
    e.date_edtf,                   -- When it was done or said.
    e.date_start,                  -- First possible day of that.
    e.date_end,                    -- Last possible day of that.
    e.places,                      -- Where it was done; of words, the places of the event at which they were said.
    e.label || coalesce(': ' || w.content_text, '')
        AS what,                   -- Label of the event, and of a claim its words; or the words that were said.
    e.source_id,                   -- The article.
    e.evidence_id,                 -- Evidence of the event's first mention, or of the whole statement.
    e.method,                      -- How the row was made.
    e.note                         -- A remark of the curator: read it before you quote the row. Always empty in
                                   -- automatic rows.
FROM done AS d
JOIN told AS e ON e.event_id = d.event_id
LEFT JOIN actors AS a ON a.actor_id = d.actor_id
LEFT JOIN actors AS r ON r.actor_id = d.recipient_id
LEFT JOIN homes AS h ON h.actor_id = d.actor_id
LEFT JOIN homes AS i ON i.actor_id = d.recipient_id
LEFT JOIN voices AS v ON v.statement_id = d.claim_id
LEFT JOIN statements AS w ON w.statement_id = d.claim_id
LEFT JOIN codes AS q ON q.table_name = 'events' AND q.column_name = 'event_type' AND q.code = d.act_type
UNION ALL
SELECT
    'statements', d.statement_id, d.actor_id, coalesce(a.name, s.speaker_text), h.state, s.act_type, q.label,
    q.quad_class, NULL,
    d.recipient_id, r.name, i.state,
    CASE d.basis WHEN 2 THEN 'inferred' WHEN 1 THEN 'resolved' ELSE 'explicit' END,
    FALSE, NULL, d.is_mutual, NULL, v.reported_by IS NULL, v.reported_by,
    coalesce(v.reported_by, '') LIKE '%?%', v.account_notes, s.date_edtf, s.date_start, s.date_end, e.places, s.content_text, s.source_id, s.evidence_id, s.method, s.note
FROM said AS d
JOIN statements AS s ON s.statement_id = d.statement_id
JOIN voices AS v ON v.statement_id = d.statement_id
LEFT JOIN told AS e ON e.event_id = s.setting_event_id
LEFT JOIN actors AS a ON a.actor_id = d.actor_id
LEFT JOIN actors AS r ON r.actor_id = d.recipient_id
LEFT JOIN homes AS h ON h.actor_id = d.actor_id
LEFT JOIN homes AS i ON i.actor_id = d.recipient_id
LEFT JOIN codes AS q ON q.table_name = 'statements' AND q.column_name = 'act_type' AND q.code = s.act_type;
