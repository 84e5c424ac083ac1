-- Views over the store that answer the questions of `nianbao corpus` and may be queried at will.
-- Tables: documents(id, source, agency, year, format, title, agency_level, edition, signed,
--   published, losses, province, prefecture, county, characters, total, grade, narrative, sha256,
--   previous, stamp), cells, sentences, claims, findings, scores, compared (each with `document`,
--   the id), failures(source, agency, year, state, failure).

-- One row a report: its score and the number of findings of each severity; rank 1 is the best.
CREATE VIEW ranking AS
WITH counted AS (
    SELECT document,
           count(*) FILTER (WHERE severity = 'critical') AS critical,
           count(*) FILTER (WHERE severity = 'high') AS high,
           count(*) FILTER (WHERE severity = 'medium') AS medium,
           count(*) FILTER (WHERE severity IN ('low', 'info')) AS low
    FROM findings WHERE status <> 'dismissed' GROUP BY document
)
SELECT rank() OVER (ORDER BY total DESC) AS place, agency, year, agency_level, province,
       prefecture, county, total, grade, narrative, coalesce(critical, 0) AS critical,
       coalesce(high, 0) AS high, coalesce(medium, 0) AS medium, coalesce(low, 0) AS low, source
FROM documents LEFT JOIN counted ON counted.document = documents.id
ORDER BY place, source;

-- League table of regions (prefecture, else province), the best first.
CREATE VIEW regions AS
SELECT coalesce(province, '未识别') AS province, coalesce(prefecture, '—') AS prefecture,
       count(*) AS reports, round(avg(total), 1) AS average, round(median(total), 1) AS median,
       min(total) AS lowest, max(total) AS highest,
       round(avg(critical), 2) AS critical, round(avg(high), 2) AS high
FROM ranking GROUP BY ALL ORDER BY average DESC, province, prefecture;

-- League table of agency levels, the best first.
CREATE VIEW levels AS
SELECT agency_level, count(*) AS reports, round(avg(total), 1) AS average,
       round(median(total), 1) AS median, min(total) AS lowest, max(total) AS highest,
       round(avg(critical), 2) AS critical, round(avg(high), 2) AS high
FROM ranking GROUP BY ALL ORDER BY average DESC, agency_level;

-- How often each rule speaks, the most widespread first.
CREATE VIEW rules AS
SELECT code, any_value(name) AS name, severity,
       count(DISTINCT document) AS reports,
       round(100 * count(DISTINCT document) / (SELECT count(*) FROM documents), 1) AS share,
       count(*) AS findings
FROM findings WHERE status <> 'dismissed'
GROUP BY code, severity ORDER BY reports DESC, findings DESC, code, severity;

-- The distribution of every cell of the official tables over the reports that fill it with a number.
CREATE VIEW metrics AS
SELECT cell, count(value) AS reports, count(*) - count(value) AS without_number,
       count(*) FILTER (WHERE value = 0) AS zero, min(value) AS lowest,
       round(quantile_cont(value, 0.25), 2) AS q25, round(median(value), 2) AS median,
       round(quantile_cont(value, 0.75), 2) AS q75, round(quantile_cont(value, 0.99), 2) AS q99,
       max(value) AS highest, sum(value) AS total
FROM cells GROUP BY cell ORDER BY cell;

-- Cells far above what reports of the same level and year have: more than 20 times the upper
-- quartile and at least 50, where ten or more reports can be compared.
CREATE VIEW outliers AS
WITH filled AS (
    SELECT cells.document, cells.cell, cells.value, documents.agency, documents.year,
           documents.agency_level, documents.source
    FROM cells JOIN documents ON documents.id = cells.document WHERE cells.value IS NOT NULL
), usual AS (
    SELECT cell, agency_level, year, quantile_cont(value, 0.75) AS q75, count(*) AS reports
    FROM filled GROUP BY cell, agency_level, year HAVING count(*) >= 10
)
SELECT filled.agency, filled.year, filled.cell, filled.value, usual.q75, usual.reports,
       round(filled.value / greatest(usual.q75, 1), 1) AS times, filled.source
FROM filled JOIN usual USING (cell, agency_level, year)
WHERE filled.value >= 50 AND filled.value > 20 * greatest(usual.q75, 1)
ORDER BY times DESC, filled.source, filled.cell;

-- Each agency's cells in two years that follow each other, with the change; `jump` marks a fivefold
-- rise or fall from or to ten or more (SPEC Y06).
CREATE VIEW years AS
WITH filled AS (
    SELECT documents.agency, documents.year, cells.cell, cells.value, documents.source
    FROM cells JOIN documents ON documents.id = cells.document
    WHERE documents.agency IS NOT NULL AND documents.year IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY documents.agency, documents.year, cells.cell) = 1
)
SELECT this.agency, this.year, this.cell, last.value AS last_value, this.value AS this_value,
       this.value - last.value AS change,
       greatest(this.value, last.value) >= 10
           AND greatest(this.value, last.value) >= 5 * least(this.value, last.value) AS jump,
       this.source
FROM filled AS this JOIN filled AS last
  ON last.agency = this.agency AND last.cell = this.cell AND last.year = this.year - 1
WHERE this.value <> last.value
ORDER BY jump DESC, abs(change) DESC, this.source, this.cell;
