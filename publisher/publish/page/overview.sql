-- What the page of an archive counts, over all rows. Runs in SQLite, after ../views.sql, on the columns of the tables
-- that overview.py reads: so without `evidence`, of which an archive has by far the most rows.
--
--   deeds              who does what to whom
--   happened           each event
--   types, countries   events by type (those without one by their subject) and by country
--   quoted             who is quoted, the most quoted first
--   harm               how many people came to harm, who says so and when
--   articles           each article and how many records it has
--
-- A row that counts several records names one of them and its article, so that a reader can see the words: SQLite takes
-- the other columns from the row that has the minimum.

CREATE INDEX of_statement ON statement_actors (statement_id);
CREATE INDEX of_event ON event_actors (event_id);
CREATE INDEX statement ON statements (statement_id);
CREATE INDEX event ON events (event_id);
CREATE INDEX actor ON actors (actor_id);
CREATE INDEX source ON sources (source_id);


-- homes: `actor_homes` of views.sql, once.
CREATE TABLE homes AS SELECT * FROM actor_homes;
CREATE INDEX home ON homes (actor_id);


-- spoken: one row per speaker of a statement that is an actor; each utterance once.
CREATE TABLE spoken AS
SELECT s.statement_id, s.source_id, s.quote_type <> 'indirect' AS is_quotation, a.actor_id, a.name,
       coalesce(a.office, a.actor_type) AS about, h.state
FROM statement_actors AS p
JOIN statements AS s ON s.statement_id = p.statement_id
JOIN actors AS a ON a.actor_id = p.actor_id
JOIN homes AS h ON h.actor_id = p.actor_id
WHERE p.role = 'speaker' AND s.fuller_statement_id IS NULL;

CREATE VIEW quoted AS
SELECT actor_id, name, about, state, sum(is_quotation) AS quotations, count(*) AS statements,
       count(DISTINCT source_id) AS articles, min((1 - is_quotation) || statement_id), statement_id AS record_id, source_id
FROM spoken
GROUP BY actor_id, name, about, state
ORDER BY quotations DESC, statements DESC, name, actor_id;


-- deeds: what the view `acts` has a row of each for, counted. An event counts once for each two of its parties, and
-- what two sides do together once; words with an act type once for each speaker and each target. Left out is what did
-- not happen or might, and who is only claimed to take part. Unlike in `acts`, words that put an agreement count beside
-- the event that they tell of.
CREATE TABLE party AS
SELECT p.event_id, p.actor_id, p.role, e.event_type AS act_type, e.source_id, e.method
FROM event_actors AS p
JOIN events AS e ON e.event_id = p.event_id
WHERE p.statement_id IS NULL AND coalesce(e.auxiliary_mode, '') NOT IN ('negation', 'hypothetical');
CREATE INDEX party_of ON party (event_id);

CREATE TABLE facing AS
SELECT p.event_id, p.actor_id, q.actor_id AS recipient_id, p.act_type, p.source_id
FROM party AS p
JOIN party AS q ON q.event_id = p.event_id AND q.actor_id <> p.actor_id
WHERE p.role = 'actor' AND q.role = 'recipient';
CREATE INDEX facing_of ON facing (event_id);

CREATE TABLE beside AS
SELECT p.event_id, p.actor_id, q.actor_id AS recipient_id, p.act_type, p.source_id
FROM party AS p
JOIN party AS q ON q.event_id = p.event_id AND q.actor_id > p.actor_id
WHERE p.role = 'actor' AND q.role = 'actor'
    AND p.act_type IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'RETREAT', 'ASSAULT')
    AND (p.act_type <> 'ASSAULT' OR p.method <> 'automatic')  -- they may be allies: see the view `acts`
    AND p.event_id NOT IN (SELECT event_id FROM facing);
CREATE INDEX beside_of ON beside (event_id);

CREATE TABLE meant AS
SELECT s.statement_id, w.actor_id, t.actor_id AS recipient_id, s.act_type, s.source_id
FROM statements AS s
JOIN statement_actors AS w ON w.statement_id = s.statement_id AND w.role = 'speaker'
LEFT JOIN statement_actors AS t
    ON t.statement_id = s.statement_id AND t.role = 'target' AND t.actor_id <> w.actor_id
WHERE s.act_type IS NOT NULL AND s.fuller_statement_id IS NULL;

CREATE VIEW deeds AS
WITH one AS (
    SELECT f.actor_id, f.recipient_id, f.act_type, f.source_id, 'events' AS record_table, b.event_id IS NOT NULL AS mutual,
           f.event_id AS record_id
    FROM facing AS f
    LEFT JOIN facing AS b
        ON b.event_id = f.event_id AND b.actor_id = f.recipient_id AND b.recipient_id = f.actor_id
    WHERE b.event_id IS NULL OR f.actor_id < f.recipient_id
    UNION ALL
    SELECT actor_id, recipient_id, act_type, source_id, 'events', 1, event_id FROM beside
    UNION ALL
    SELECT CASE role WHEN 'actor' THEN actor_id END, CASE role WHEN 'recipient' THEN actor_id END, act_type, source_id,
           'events', 0, event_id
    FROM party
    WHERE event_id NOT IN (SELECT event_id FROM facing) AND event_id NOT IN (SELECT event_id FROM beside)
    UNION ALL
    SELECT actor_id, recipient_id, act_type, source_id, 'statements', 0, statement_id FROM meant
),
counted AS (
    SELECT record_table, actor_id, act_type, recipient_id, mutual, count(*) AS times,
           count(DISTINCT source_id) AS articles, min(record_id) AS record_id, source_id
    FROM one
    GROUP BY record_table, actor_id, act_type, recipient_id, mutual
)
SELECT c.record_table, c.actor_id, a.name AS actor, c.act_type, c.recipient_id, r.name AS recipient, c.mutual, c.times,
       c.articles, c.record_id, c.source_id
FROM counted AS c
LEFT JOIN actors AS a ON a.actor_id = c.actor_id
LEFT JOIN actors AS r ON r.actor_id = c.recipient_id
ORDER BY c.actor_id IS NULL OR c.recipient_id IS NULL, c.times DESC, c.articles DESC, a.name, c.act_type, r.name,
         c.actor_id, c.recipient_id, c.mutual;


-- happened: each event. Those of which neither day nor place nor party is known come last: their words tell a reader
-- little. Before them, what happened comes first, then background, plans and what did not happen; of each, those of which
-- two or more of day, place, who did it and to whom are known, then those of the latest articles.
CREATE VIEW happened AS
WITH told AS (
    SELECT e.*, s.document_date,
           (SELECT count(DISTINCT p.role) FROM event_actors AS p WHERE p.event_id = e.event_id AND p.statement_id IS NULL)
               + (e.date_edtf IS NOT NULL) + (e.event_id IN (SELECT event_id FROM event_places)) AS known
    FROM events AS e
    JOIN sources AS s ON s.source_id = e.source_id
)
SELECT event_id AS record_id, label, event_type, event_context, auxiliary_mode, is_asserted, date_edtf, source_id
FROM told
ORDER BY known = 0, auxiliary_mode IS NOT NULL, min(known, 2) DESC, document_date DESC, known DESC, source_id, event_id;


CREATE VIEW types AS
SELECT event_type, CASE event_type WHEN 'OTHER' THEN event_context END AS event_context, count(*) AS events,
       count(DISTINCT source_id) AS articles
FROM events
GROUP BY 1, 2
ORDER BY events DESC, event_type, event_context;


CREATE VIEW countries AS
SELECT p.country_code, coalesce(c.label, p.country_code) AS country, count(DISTINCT p.event_id) AS events,
       count(DISTINCT e.source_id) AS articles
FROM event_places AS p
JOIN events AS e ON e.event_id = p.event_id
LEFT JOIN codes AS c
    ON c.table_name = 'event_places' AND c.column_name = 'country_code' AND c.code = p.country_code
WHERE p.country_code IS NOT NULL
GROUP BY p.country_code, c.label
ORDER BY events DESC, articles DESC, country;


-- harm: figures of people killed, injured ... as `figures_flat` has them: those of an event first, the latest first.
CREATE VIEW harm AS
SELECT f.figure_id AS record_id, f.value_text, f.counted_text, f.measure, f.event_id, e.label AS event, e.date_edtf, f.statement_id,
       CASE
           WHEN f.statement_id IS NOT NULL THEN coalesce(
               (SELECT group_concat(name, '; ') FROM (
                   SELECT a.name
                   FROM statement_actors AS p
                   JOIN actors AS a ON a.actor_id = p.actor_id
                   WHERE p.statement_id = f.statement_id AND p.role = 'speaker' ORDER BY a.name, a.actor_id
               )),
               s.speaker_text, 'not named'
           )
           WHEN f.method <> 'automatic' THEN 'the article itself'
       END AS stated_by,
       f.modifier, d.document_date, f.source_id
FROM figures AS f
JOIN sources AS d ON d.source_id = f.source_id
LEFT JOIN events AS e ON e.event_id = f.event_id
LEFT JOIN statements AS s ON s.statement_id = f.statement_id
WHERE f.measure IN ('killed', 'injured', 'missing', 'abducted', 'displaced') AND f.fuller_figure_id IS NULL
    AND coalesce(f.auxiliary_mode, '') NOT IN ('negation', 'hypothetical')
ORDER BY f.event_id IS NULL, coalesce(e.date_end, e.date_start, d.document_date) DESC, f.value DESC, f.figure_id;


CREATE VIEW articles AS
WITH records AS (
    SELECT source_id, 1 AS events, 0 AS statements, 0 AS figures FROM events
    UNION ALL
    SELECT source_id, 0, 1, 0 FROM statements
    UNION ALL
    SELECT source_id, 0, 0, 1 FROM figures
),
counted AS (
    SELECT source_id, sum(events) AS events, sum(statements) AS statements, sum(figures) AS figures
    FROM records
    GROUP BY source_id
)
SELECT s.source_id, s.doc_id, s.document_date, s.publisher, s.url,
       coalesce(c.events, 0) AS events, coalesce(c.statements, 0) AS statements, coalesce(c.figures, 0) AS figures
FROM sources AS s
LEFT JOIN counted AS c ON c.source_id = s.source_id
ORDER BY s.document_date DESC, coalesce(c.events + c.statements + c.figures, 0) DESC, s.file_name, s.source_id;
